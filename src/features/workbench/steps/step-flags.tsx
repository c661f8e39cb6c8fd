import type { Check } from '../../../domain/check'
import { Icon } from '../../../ui/icon'
import { describeCheck } from '../../words'

/** The verifier's flags on a step: hints, not grades. */
export function StepFlags({ checks }: { checks: readonly Check[] }) {
  if (checks.length === 0) return null
  return (
    <ul aria-label="Flags of the verifier" className="mt-1.5 grid gap-1">
      {checks.map((check, index) => (
        <li key={index} className="flex gap-1.5 text-xs text-caution">
          <Icon name="flag" size="sm" className="mt-px" />
          <span className="wrap-anywhere">{describeCheck(check)}</span>
        </li>
      ))}
    </ul>
  )
}
