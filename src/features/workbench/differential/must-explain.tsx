import type { ExplainedRanking } from '../../../engines'

interface MustExplainProps {
  readonly present: ExplainedRanking['present']
  /** Concept ids of the findings pinned. */
  readonly pinned: readonly string[]
  readonly onChange: ((pinned: readonly string[]) => void) | null
}

/** Pins: a diagnosis that doesn't explain a pinned finding falls. */
export function MustExplain({ present, pinned, onChange }: MustExplainProps) {
  if (present.length === 0 || !onChange) return null
  return (
    <details className="mx-4 mt-4 border-t border-line-strong pt-3 text-xs" open={pinned.length > 0}>
      <summary className="cursor-pointer text-sm font-semibold">
        Must explain{' '}
        <span className="font-normal text-ink-faint">
          {pinned.length === 0 ? '(nothing pinned)' : `(${pinned.length} pinned)`}
        </span>
      </summary>
      <fieldset className="mt-1">
        <legend className="text-ink-soft">Diagnoses that don’t explain a pinned finding fall.</legend>
        <ul className="mt-1 grid gap-1">
          {present.map(({ conceptId, label }) => (
            <li key={conceptId}>
              <label className="flex items-baseline gap-2 py-0.5">
                <input
                  type="checkbox"
                  checked={pinned.includes(conceptId)}
                  onChange={(event) =>
                    onChange(
                      event.target.checked
                        ? [...pinned, conceptId]
                        : pinned.filter((each) => each !== conceptId),
                    )
                  }
                />
                {label}
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
    </details>
  )
}
