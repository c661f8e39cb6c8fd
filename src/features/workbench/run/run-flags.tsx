import { useGradingRules } from '../grading/grading-rules'
import { type RunCheck, certaintyOfRun } from '../../../domain/run-check'
import { describeRunCheck, explainCheck } from '../../../formats/describe-check'
import { Flag } from '../flag'
import { useReviewStore } from '../grading/review-store'

interface RunFlagsProps {
  readonly checks: readonly RunCheck[]
  /** Whether they wait for the reader's verdict on the diagnosis. */
  readonly flagsWait: boolean
}

/** The verifier's flags on the run as a whole, under its last step. */
export function RunFlags({ checks, flagsWait }: RunFlagsProps) {
  const { blinding } = useGradingRules()
  const hasVerdict = useReviewStore(({ review }) => (review?.verdict ?? null) !== null)
  if (checks.length === 0 || ((flagsWait || blinding.flags) && !hasVerdict)) return null
  return (
    <section aria-label="Flags on the whole run" className="border-t border-line px-4 py-3 sm:pl-9">
      <h3 className="mb-1.5 text-xs font-semibold text-ink-faint">On the whole run</h3>
      <ul className="grid gap-1.5">
        {checks.map((check, index) => (
          <li key={index}>
            <Flag
              says={describeRunCheck(check)}
              why={explainCheck(check)}
              certainty={certaintyOfRun(check)}
              span={'span' in check ? check.span : null}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
