import { type Check, certaintyOf, spanOfCheck } from '../../../domain/check'
import { describeCheck, explainCheck } from '../../../formats/describe-check'
import { Flag } from '../flag'
import { selectStep } from '../selection'

/** The verifier's flags on a step: hints, not grades. */
export function StepFlags({ checks }: { checks: readonly Check[] }) {
  if (checks.length === 0) return null
  return (
    <ul aria-label="Flags of the verifier" className="mt-1.5 grid gap-1">
      {checks.map((check, index) => (
        <li key={index}>
          <Flag
            says={describeCheck(check)}
            why={explainCheck(check)}
            certainty={certaintyOf(check)}
            span={spanOfCheck(check)}
            {...(check.code === 'repeats-step' && {
              onFollow: {
                label: `Go to step ${check.earlierStep + 1}`,
                go: () => selectStep(check.earlierStep),
              },
            })}
          />
        </li>
      ))}
    </ul>
  )
}
