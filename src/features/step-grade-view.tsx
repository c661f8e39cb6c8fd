import { UNSURE_REASONS } from '../domain/grading/questions'
import type { GradeSpan, StepGrade } from '../domain/review'
import type { Rubric, StepLabel } from '../domain/rubric'
import { classNames } from '../ui/class-names'
import { Icon, type IconName } from '../ui/icon'
import { WordDiff } from '../ui/word-diff'
import { LABEL_WORDS } from './words'

const LOOKS: Readonly<Record<StepLabel, { icon: IconName; tone: string }>> = {
  good: { icon: 'check', tone: 'bg-good-soft text-good' },
  neutral: { icon: 'dash', tone: 'bg-neutral-soft text-neutral' },
  bad: { icon: 'cross', tone: 'bg-bad-soft text-bad' },
}

/** A label as icon and word. */
export function LabelMark({ label }: { label: StepLabel }) {
  const { icon, tone } = LOOKS[label]
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1 justify-self-start rounded-sm px-1.5 py-px text-sm font-semibold',
        tone,
      )}
    >
      <Icon name={icon} size="sm" />
      {LABEL_WORDS[label]}
    </span>
  )
}

interface StepGradeViewProps {
  readonly grade: StepGrade
  readonly rubric: Rubric
  /** Null where the run or case is not at hand: what refers to its words is left out. */
  readonly stepText: string | null
  readonly presentation: string | null
}

/** All that one reviewer said about a step: label, error types, harm, answers, words pointed at, comment, rewrite. */
export function StepGradeView({ grade, rubric, stepText, presentation }: StepGradeViewProps) {
  const errors = grade.errorTypes.map((id) => rubric.errorTypes.find((type) => type.id === id)?.label ?? id)
  const reason = UNSURE_REASONS.find(({ id }) => id === grade.unsureBecause)?.name
  const harm = rubric.harmLevels.find(({ id }) => id === grade.harm)?.name ?? grade.harm
  return (
    <div className="grid gap-1.5 text-sm">
      {grade.isUnsure ? (
        <span className="justify-self-start rounded-sm bg-caution-soft px-1.5 py-px font-semibold text-caution">
          ? Unsure{reason && `: ${reason}`}
        </span>
      ) : grade.label === null ? (
        <span className="text-ink-faint">No label</span>
      ) : (
        <LabelMark label={grade.label} />
      )}
      {errors.length > 0 && <Fact name="Errors">{errors.join(', ')}</Fact>}
      {harm && <Fact name="Harm">{harm}</Fact>}
      {Object.entries(grade.facets ?? {}).map(([id, picked]) => (
        <FacetFact key={id} rubric={rubric} facetId={id} picked={picked} />
      ))}
      {(grade.spans ?? []).map((marked, index) => (
        <SpanFact key={index} marked={marked} text={marked.of === 'case' ? presentation : stepText} />
      ))}
      {grade.comment.trim() !== '' && <Fact name="Comment">{grade.comment}</Fact>}
      {grade.rewrite !== null && (
        <div>
          <span className="text-xs font-semibold text-ink-faint">Rewrite</span>
          {stepText === null ? <p>{grade.rewrite}</p> : <WordDiff before={stepText} after={grade.rewrite} />}
        </div>
      )}
    </div>
  )
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <p className="wrap-anywhere whitespace-pre-wrap">
      <span className="text-xs font-semibold text-ink-faint">{name} </span>
      {children}
    </p>
  )
}

function FacetFact({
  rubric,
  facetId,
  picked,
}: {
  rubric: Rubric
  facetId: string
  picked: readonly string[]
}) {
  const facet = rubric.facets.find(({ id }) => id === facetId)
  return <Fact name={facet?.name ?? facetId}>{describePicked(facet?.options, picked)}</Fact>
}

function SpanFact({ marked, text }: { marked: GradeSpan; text: string | null }) {
  if (text === null) return null
  return (
    <Fact name={marked.of === 'case' ? 'In the case' : 'In the step'}>
      {`“${text.slice(marked.span.start, marked.span.end)}”`}
    </Fact>
  )
}

/** Picked options by name. None picked is an answer too. */
export function describePicked(
  options: readonly { readonly id: string; readonly name: string }[] | undefined,
  picked: readonly string[],
): string {
  if (picked.length === 0) return 'none of them'
  return picked.map((id) => options?.find((option) => option.id === id)?.name ?? id).join(', ')
}
