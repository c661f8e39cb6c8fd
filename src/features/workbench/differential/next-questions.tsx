import { useState } from 'react'
import type { CaseAnswer } from '../../../domain/case-answer'
import type { AskedQuestion } from '../../../engines'
import { Button } from '../../../ui/button'
import { TextField } from '../../../ui/field'
import { useServices } from '../../services'

interface NextQuestionsProps {
  readonly questions: readonly AskedQuestion[]
  readonly presentation: string
  /** Null where answers can't be kept, as while a run is replayed. */
  readonly onAnswer: ((answer: CaseAnswer) => void) | null
}

/** Less than this reads as nothing. */
const LEAST_BITS = 0.005

/** What to ask or test next, by expected information for its cost; an answer ranks the list anew at once. */
export function NextQuestions({ questions: all, presentation, onAnswer }: NextQuestionsProps) {
  if (all.length === 0) return null
  const questions = all.filter(({ bits }) => bits >= LEAST_BITS)
  return (
    <section aria-label="Ask next" className="mx-4 mt-4 border-t border-line-strong pt-3">
      <h3 className="text-sm font-semibold">Ask next</h3>
      {questions.length === 0 && (
        <p className="mt-1 text-xs text-ink-faint">
          No open question would tell the leading diagnoses further apart.
        </p>
      )}
      <ul className="mt-1 grid gap-3 text-xs">
        {questions.map((question) => (
          <li key={question.id}>
            <p className="text-sm font-medium">{question.label}?</p>
            <p className="text-ink-soft">
              Tells {question.favours} from {question.over}.{' '}
              <span
                className="whitespace-nowrap text-ink-faint numerals"
                title="Expected information over the leading six, and what the answer costs beside a question"
              >
                {question.bits.toFixed(2)} bits, cost {question.cost}
              </span>
            </p>
            {onAnswer && (
              <AnswerButtons question={question} presentation={presentation} onAnswer={onAnswer} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const CHOICES = [
  ['present', 'Present'],
  ['absent', 'Absent'],
  ['unknown', 'Not known'],
] as const

interface AnswerButtonsProps {
  readonly question: AskedQuestion
  readonly presentation: string
  readonly onAnswer: (answer: CaseAnswer) => void
}

function AnswerButtons({ question, presentation, onAnswer }: AnswerButtonsProps) {
  const { id: conceptId, label } = question
  return (
    <div className="mt-1 grid gap-1.5">
      <div role="group" aria-label={`Answer: ${label}`} className="flex flex-wrap gap-1">
        {CHOICES.map(([said, word]) => (
          <Button key={said} size="sm" onClick={() => onAnswer({ conceptId, label, said })}>
            {word}
          </Button>
        ))}
      </div>
      {question.isMeasured && (
        <ValueForm question={question} presentation={presentation} onAnswer={onAnswer} />
      )}
    </div>
  )
}

function ValueForm({ question, presentation, onAnswer }: AnswerButtonsProps) {
  const { reasoners } = useServices()
  const [value, setValue] = useState('')
  const [isRefused, setIsRefused] = useState(false)
  async function submit() {
    const answer = await reasoners.readValue(presentation, question.id, value)
    setIsRefused(answer === null)
    if (answer) onAnswer(answer)
  }
  return (
    <form
      className="flex items-end gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        if (value.trim() !== '') void submit()
      }}
    >
      <div className="w-44">
        <TextField
          label={`Or its value: ${question.label}`}
          value={value}
          placeholder="number and unit"
          onChange={(event) => setValue(event.target.value)}
          error={isRefused ? 'Not read as a value. Write a number and its unit.' : null}
        />
      </div>
      <Button type="submit" disabled={value.trim() === ''}>
        Use
      </Button>
    </form>
  )
}
