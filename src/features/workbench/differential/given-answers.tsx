import type { CaseAnswer } from '../../../domain/case-answer'
import { Button } from '../../../ui/button'
import { Icon } from '../../../ui/icon'

const SAID = { present: 'present', absent: 'absent', unknown: 'not known' } as const

interface GivenAnswersProps {
  readonly answers: readonly CaseAnswer[]
  readonly onChange: ((answers: readonly CaseAnswer[]) => void) | null
}

/** What the reader answered: kept with the review, never part of the case's text. */
export function GivenAnswers({ answers, onChange }: GivenAnswersProps) {
  if (answers.length === 0) return null
  return (
    <section aria-label="Your answers" className="border-b border-line bg-accent-soft px-4 py-2 text-xs">
      <h3 className="font-semibold">Ranked with your answers</h3>
      <ul>
        {answers.map((answer) => (
          <li key={answer.conceptId} className="flex items-center justify-between gap-2">
            <span className="wrap-anywhere">
              {answer.label}: <span className="font-medium">{answer.value ?? SAID[answer.said]}</span>
              {answer.value !== undefined && ` (${SAID[answer.said]})`}
            </span>
            {onChange && (
              <Button
                size="sm"
                tone="quiet"
                aria-label={`Take back the answer about ${answer.label}`}
                onClick={() => onChange(answers.filter((each) => each !== answer))}
              >
                <Icon name="close" />
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
