import { memo, useEffect, useRef } from 'react'
import type { ReasoningStep } from '../../../domain/reasoning-step'
import { firstErrorOf } from '../../../domain/grading/questions'
import { UNGRADED, isGraded } from '../../../domain/review'
import { classNames } from '../../../ui/class-names'
import { GradeButtons } from '../grading/grade-buttons'
import { useGradingRules } from '../grading/grading-rules'
import { StepEditors } from '../grading/step-editors'
import { useReviewStore } from '../grading/review-store'
import { selectStep, useSelection } from '../selection'
import { SafeText } from '../../safe-text'
import { LABEL_WORDS, STEP_KIND_WORDS } from '../../words'
import { StepAlternatives, StepOrigin } from './step-origin'
import { StepEvidence } from './step-evidence'
import { StepFlags } from './step-flags'

interface StepRowProps {
  readonly step: ReasoningStep
  readonly canGrade: boolean
  /** Whether the selected finding is quoted here. */
  readonly isUsing: boolean
  /** Whether the verifier's flags wait for the reader's own grade. */
  readonly flagsWait: boolean
}

/** One reasoning step: number, kind, text, what it quotes and moves, the verifier's flags, the grade. */
export const StepRow = memo(function StepRow({ step, canGrade, isUsing, flagsWait }: StepRowProps) {
  const isSelected = useSelection((state) => state.step === step.index)
  const movesDiagnosis = useSelection((state) => state.diagnosis !== null && touches(step, state.diagnosis))
  const grade = useReviewStore((state) => state.review?.grades[step.index] ?? UNGRADED)
  const { rubric, blinding } = useGradingRules()
  // With the first error judged, what follows is shown as following from it; nobody stores that as a judgement.
  const error = useReviewStore((state) =>
    rubric.mode === 'first-error' ? firstErrorOf(state.review, step.index) : null,
  )
  const row = useRef<HTMLLIElement>(null)

  useEffect(() => {
    if (!isSelected) return
    row.current?.scrollIntoView({ block: 'nearest' })
    const active = document.activeElement
    const isTyping = active instanceof HTMLElement && active.closest('input, textarea, select, dialog')
    if (!isTyping) row.current?.focus({ preventScroll: true })
  }, [isSelected])

  const showsFlags = !(flagsWait || blinding.flags) || isGraded(grade)
  const gradeWords =
    error !== null
      ? `follows from the error in step ${error + 1}`
      : grade.label
        ? LABEL_WORDS[grade.label]
        : grade.isUnsure
          ? 'unsure'
          : isGraded(grade)
            ? 'answered'
            : 'not graded'
  return (
    <li
      ref={row}
      tabIndex={isSelected ? 0 : -1}
      aria-current={isSelected ? 'step' : undefined}
      aria-label={`Step ${step.index + 1}, ${STEP_KIND_WORDS[step.kind]}, ${gradeWords}`}
      onClick={() => selectStep(step.index)}
      data-graded={isGraded(grade)}
      className={classNames(
        'group relative grid grid-cols-[2.25rem_1fr] border-b border-line py-3 pr-4 focus-visible:outline-offset-[-2px]',
        isSelected
          ? 'bg-raised before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent'
          : 'hover:bg-raised/60',
        (movesDiagnosis || isUsing) && !isSelected && 'bg-accent-soft/60',
      )}
    >
      <span aria-hidden="true" className="pt-px pl-3 text-sm font-semibold text-ink-faint numerals">
        {step.index + 1}
      </span>
      <div className="min-w-0">
        <div className="mb-1 flex min-h-6 flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <span className="text-xs font-semibold text-ink-faint">
            {STEP_KIND_WORDS[step.kind]}
            {!blinding.engine && <StepOrigin step={step} />}
          </span>
          {error !== null && (
            <span className="text-xs text-ink-faint numerals">
              follows from the error in step {error + 1}
            </span>
          )}
          {canGrade && error === null && <GradeButtons step={step.index} grade={grade} />}
        </div>
        <p
          data-step-text
          className={classNames(
            'text-sm wrap-anywhere whitespace-pre-wrap',
            error !== null && 'text-ink-soft',
          )}
        >
          <SafeText text={grade.rewrite ?? step.text} />
        </p>
        <StepEvidence step={step} marksMissing={showsFlags} />
        {!blinding.engine && <StepAlternatives alternatives={step.alternatives ?? []} />}
        {showsFlags && <StepFlags checks={step.checks} />}
        {canGrade && error === null && <StepEditors step={step} grade={grade} isSelected={isSelected} />}
      </div>
    </li>
  )
})

function touches(step: ReasoningStep, diagnosis: string): boolean {
  return step.hypotheses.some((hypothesis) => hypothesis.diagnosis === diagnosis)
}
