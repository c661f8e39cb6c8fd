import type { HypothesisTouch, ReasoningStep } from '../../../domain/reasoning-step'
import { classNames } from '../../../ui/class-names'
import { selectDiagnosis, useSelection } from '../selection'
import { useGradingRules } from '../grading/grading-rules'
import { SafeText } from '../../safe-text'
import { DIRECTION_WORDS, formatRatio } from '../../words'

const SIGNS = { for: '▲', against: '▼', neutral: '·' } as const
const TONES = { for: 'text-good', against: 'text-bad', neutral: 'text-ink-faint' } as const

/** What a step quotes from the case, and which diagnoses it moves, which way and by how much. */
export function StepEvidence({
  step,
  marksMissing = true,
}: {
  step: ReasoningStep
  /** Whether a quote that is not in the case is struck through. */
  marksMissing?: boolean
}) {
  if (step.quotes.length === 0 && step.hypotheses.length === 0) return null
  return (
    <div className="mt-1.5 grid gap-1">
      {step.quotes.length > 0 && (
        <ul aria-label="Quotes" className="flex flex-wrap gap-x-3 gap-y-0.5 font-serif text-xs text-ink-soft">
          {step.quotes.map((quote, index) => (
            <li
              key={index}
              className={classNames(
                'wrap-anywhere',
                marksMissing && !quote.span && 'text-caution line-through decoration-1',
              )}
            >
              “<SafeText text={quote.text} />”
            </li>
          ))}
        </ul>
      )}
      {step.hypotheses.length > 0 && (
        <ul aria-label="Diagnoses it moves" className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
          {step.hypotheses.map((hypothesis, index) => (
            <li key={index}>
              <Hypothesis hypothesis={hypothesis} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Hypothesis({ hypothesis }: { hypothesis: HypothesisTouch }) {
  const isSelected = useSelection((state) => state.diagnosis === hypothesis.diagnosis)
  const { blinding } = useGradingRules()
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      onClick={(event) => {
        event.stopPropagation()
        selectDiagnosis(isSelected ? null : hypothesis.diagnosis)
      }}
      className={classNames(
        'inline-flex items-baseline gap-1 rounded-xs text-left hover:underline',
        isSelected && 'bg-accent-soft',
      )}
    >
      <span aria-hidden="true" className={classNames('text-2xs', TONES[hypothesis.direction])}>
        {SIGNS[hypothesis.direction]}
      </span>
      <span className="sr-only">{DIRECTION_WORDS[hypothesis.direction]}</span>
      {hypothesis.diagnosis}
      {hypothesis.likelihoodRatio !== null && !blinding.engine && (
        <span className="text-ink-faint numerals">{formatRatio(hypothesis.likelihoodRatio)}</span>
      )}
    </button>
  )
}
