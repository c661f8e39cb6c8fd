import { choicesOf, type Choice } from '../../../domain/grading/answers'
import { askedQuestion } from '../../../domain/grading/asked-question'
import type { OpenQuestion, Question } from '../../../domain/grading/questions'
import type { Project } from '../../../domain/project'
import { type StepGrade, gradeOf } from '../../../domain/review'
import { STEP_LABELS, type StepLabel } from '../../../domain/rubric'
import { Button } from '../../../ui/button'
import { Kbd } from '../../../ui/kbd'
import { Markdown } from '../../markdown'
import { LABEL_WORDS } from '../../words'
import { useAsking } from '../grading/asking-store'
import { useGradingRules } from '../grading/grading-rules'
import { useReviewStore } from '../grading/review-store'
import { describeKey, useKeyOf, useKeyStore } from '../keys/key-store'
import { useSelection } from '../selection'

interface AskedPanelProps {
  readonly stepCount: number
  readonly guidelines: Project['guidelines']
  readonly onAnswer: (index: number) => void
}

/** What the next number key answers, with the guideline for it. */
export function AskedPanel({ stepCount, guidelines, onAnswer }: AskedPanelProps) {
  const { rubric } = useGradingRules()
  const step = useSelection((state) => state.step)
  const { focus, heldFacet, restsAt } = useAsking()
  const review = useReviewStore((state) => state.review)
  const isResting = restsAt !== null && restsAt === step
  const open = askedQuestion(rubric, review, stepCount, { step, focus, heldFacet, isResting })
  const doneKey = useKeyOf('finish')
  if (!open)
    return (
      <p className="border-b border-line bg-raised px-4 py-2.5 text-sm">
        All answered. <Kbd>{doneKey}</Kbd> goes on to the next case.
      </p>
    )
  const grade = open.step === null ? null : gradeOf(review, open.step)
  const picked =
    open.step === null && open.question.kind === 'facet'
      ? (review?.facets?.[open.question.facet.id] ?? [])
      : pickedIn(open.question, grade)
  const guideline = guidelines[guidelineKey(open)]
  return (
    <section aria-label="Asked now" className="grid gap-2 border-b border-line bg-raised px-4 py-2.5">
      <h3 className="text-sm font-semibold">
        {open.step !== null && <span className="numerals">Step {open.step + 1}: </span>}
        {wordQuestion(open.question)}
      </h3>
      <Choices
        question={open.question}
        choices={choicesOf(open.question, rubric)}
        picked={picked}
        onAnswer={onAnswer}
      />
      {guideline && (
        <details open className="text-xs max-lg:hidden">
          <summary className="cursor-pointer font-semibold text-ink-soft">Guideline</summary>
          <Markdown text={guideline} />
        </details>
      )}
    </section>
  )
}

interface ChoicesProps {
  readonly question: Question
  readonly choices: readonly Choice[]
  readonly picked: readonly string[]
  readonly onAnswer: (index: number) => void
}

function Choices({ question, choices, picked, onAnswer }: ChoicesProps) {
  const keys = useKeyStore((state) => state.keys)
  const doneKey = useKeyOf('finish')
  const commentKey = useKeyOf('comment')
  if (question.kind === 'comment')
    return (
      <p className="text-xs text-ink-soft">
        <Kbd>{commentKey}</Kbd> opens the comment.
      </p>
    )
  const isAny = question.kind === 'facet' && question.facet.picks === 'any'
  return (
    <div className="flex flex-wrap gap-1" role="group" aria-label="Answers">
      {choices.map(({ id, name, explanation }, index) => (
        <Button
          key={id}
          size="sm"
          className="h-auto! min-h-7 py-0.5 whitespace-normal!"
          aria-pressed={picked.includes(id)}
          title={explanation || undefined}
          onClick={() => onAnswer(index)}
        >
          <Kbd>{describeKey(keys[answerBinding(index)] ?? '')}</Kbd>
          {question.kind === 'label' ? LABEL_WORDS[id as StepLabel] : name}
        </Button>
      ))}
      {isAny && (
        <span className="self-center text-xs text-ink-faint">
          any; then <Kbd>{doneKey}</Kbd>
        </span>
      )}
    </div>
  )
}

/** Id of the binding whose key picks the n-th answer: the first three are those of the labels. */
function answerBinding(index: number): string {
  const label = STEP_LABELS[index]
  return label ? `label-${label}` : `answer-${index}`
}

function pickedIn(question: Question, grade: StepGrade | null): readonly string[] {
  if (!grade) return []
  switch (question.kind) {
    case 'label':
      return grade.label ? [grade.label] : []
    case 'harm':
      return grade.harm ? [grade.harm] : []
    case 'unsure-reason':
      return grade.unsureBecause ? [grade.unsureBecause] : []
    case 'facet':
      return grade.facets?.[question.facet.id] ?? []
    case 'comment':
      return []
  }
}

function wordQuestion(question: Question): string {
  switch (question.kind) {
    case 'label':
      return 'How good is it?'
    case 'harm':
      return 'How much harm if somebody acted on it?'
    case 'comment':
      return 'Say why.'
    case 'unsure-reason':
      return 'Why unsure?'
    case 'facet':
      return question.facet.question || question.facet.name
  }
}

/** Guidelines are kept by facet id; `step` is the label's, `run` the whole run's. */
function guidelineKey({ question, step }: OpenQuestion): string {
  if (question.kind === 'facet') return question.facet.id
  if (question.kind === 'harm') return 'harm'
  return step === null ? 'run' : 'step'
}
