import { useEffect, useRef } from 'react'
import type { Run } from '../../domain/run'
import { SafeText } from '../safe-text'
import { formatLikelihood } from '../words'

interface PresentedStepsProps {
  readonly run: Run | null
  readonly stepCount: number
  /** Null while nobody has asked for it. */
  readonly gold: string | null
}

/** The steps shown so far, the list as it stood then, and the gold diagnosis when asked for. */
export function PresentedSteps({ run, stepCount, gold }: PresentedStepsProps) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Newer browsers return a promise here, which is no clean-up.
    end.current?.scrollIntoView({ block: 'end' })
  }, [stepCount, gold])
  const standing = run?.trajectory.findLast(({ afterStep }) => afterStep < stepCount)
  return (
    <section aria-label="Reasoning" tabIndex={0} className="min-h-0 overflow-y-auto pb-6">
      <ol className="grid gap-4">
        {run?.steps.slice(0, stepCount).map((step) => (
          <li
            key={step.index}
            className="grid grid-cols-[2.5rem_1fr] text-lg lg:text-[1.3rem] lg:leading-snug"
          >
            <span className="font-semibold text-ink-faint numerals">{step.index + 1}</span>
            <span className="wrap-anywhere">
              <SafeText text={step.text} />
            </span>
          </li>
        ))}
      </ol>
      {standing && stepCount > 0 && (
        <table className="mt-6 w-full text-left text-lg">
          <caption className="pb-1 text-left text-sm font-semibold text-ink-faint">
            Differential after step {standing.afterStep + 1}
          </caption>
          <tbody>
            {standing.ranked.slice(0, 5).map(({ diagnosis, likelihood }, index) => (
              <tr key={diagnosis} className="border-t border-line">
                <td className="w-10 py-1 text-ink-faint numerals">{index + 1}</td>
                <th scope="row" className="font-medium">
                  {diagnosis}
                </th>
                <td className="text-right numerals">{formatLikelihood(likelihood)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {gold !== null && (
        <p role="status" className="mt-6 border-l-4 border-good bg-good-soft px-4 py-3 text-xl">
          Gold diagnosis: <span className="font-semibold">{gold}</span>
        </p>
      )}
      {!run && (
        <p className="text-lg text-ink-faint">
          No run of this case yet. Reason about it on the workbench first.
        </p>
      )}
      <div ref={end} className="scroll-mb-6" />
    </section>
  )
}
