import { Icon } from '../../../ui/icon'
import { formatLikelihood } from '../../words'

/** The sign of a can't-miss diagnosis: shape and words, not colour alone. */
export function CantMissMark() {
  return (
    <span
      className="ml-1.5 leading-none whitespace-nowrap text-danger"
      title="Harms if missed, however unlikely"
    >
      <Icon name="warning" size="xs" className="inline align-baseline" />
      <span className="sr-only">can’t miss</span>
    </span>
  )
}

/** A dangerous diagnosis and what would settle it, in words. */
export interface LaneEntry {
  readonly diagnosis: string
  readonly likelihood: number
  /** Its place where it stands below the list; null within it. */
  readonly rank: number | null
  readonly settle: string | null
}

/** Diagnoses that harm if missed, apart from their rank, with what would settle each. */
export function CantMissLane({ entries }: { entries: readonly LaneEntry[] }) {
  if (entries.length === 0) return null
  return (
    <section
      aria-label="Can’t-miss diagnoses"
      className="mx-4 mt-4 border-l-4 border-danger bg-danger-soft px-3 py-2"
    >
      <h3 className="text-xs font-semibold text-danger">Can’t miss</h3>
      <ul className="mt-1 grid gap-1.5 text-xs">
        {entries.map(({ diagnosis, likelihood, rank, settle }, place) => (
          <li key={place}>
            <span className="flex justify-between gap-3 font-medium">
              {diagnosis}
              <span className="font-normal whitespace-nowrap numerals">
                {rank !== null && `#${rank}, `}
                {formatLikelihood(likelihood)}
              </span>
            </span>
            {settle !== null && <span className="text-ink-soft">Settle it: {settle}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
