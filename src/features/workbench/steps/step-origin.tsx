import type { ReasoningStep, StepAlternative } from '../../../domain/reasoning-step'
import { STEP_KIND_WORDS, describeAuthor } from '../../words'

/** Whose step it is, which one it argues with, how the model scored it; nothing for a plain step. */
export function StepOrigin({ step }: { step: ReasoningStep }) {
  const parts = [
    step.author ? describeAuthor(step.author) : null,
    step.repliesTo === undefined ? null : `to step ${step.repliesTo + 1}`,
    step.score === undefined ? null : `scored ${step.score} of 10`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : <span className="font-normal numerals"> · {parts.join(' · ')}</span>
}

/** The candidates that were not taken, folded away. */
export function StepAlternatives({ alternatives }: { alternatives: readonly StepAlternative[] }) {
  if (alternatives.length === 0) return null
  return (
    <details className="mt-1.5 text-xs" onClick={(event) => event.stopPropagation()}>
      <summary className="cursor-pointer text-ink-faint">
        {alternatives.length} {alternatives.length === 1 ? 'candidate' : 'candidates'} not taken
      </summary>
      <ul className="mt-1 grid gap-1.5 border-l-2 border-line pl-2.5 text-ink-soft">
        {alternatives.map(({ kind, text, score, flags }, index) => (
          <li key={index} className="wrap-anywhere">
            <span className="text-ink-faint numerals">
              {STEP_KIND_WORDS[kind]}, scored {score}
              {flags !== null && flags > 0 && `, ${flags} ${flags === 1 ? 'flag' : 'flags'}`}:
            </span>{' '}
            {text}
          </li>
        ))}
      </ul>
    </details>
  )
}
