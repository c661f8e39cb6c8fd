import { UNSURE_REASONS } from '../../../domain/grading/questions'
import type { ReasoningStep } from '../../../domain/reasoning-step'
import type { StepGrade } from '../../../domain/review'
import type { Rubric } from '../../../domain/rubric'
import { Button } from '../../../ui/button'
import { Kbd } from '../../../ui/kbd'
import { CommentEditor } from './comment-editor'
import { closeEditor, openEditor, useOpenEditor } from './editor-store'
import { ErrorTypeEditor } from './error-type-editor'
import { useKeyStore } from '../keys/key-store'
import { BranchMenu } from '../steps/branch-menu'
import type { StepEditor } from './grading-context'
import { useGradingRules } from './grading-rules'
import { InsertEditor } from './insert-editor'
import { RewriteEditor } from './rewrite-editor'
import { WordDiff } from '../../../ui/word-diff'

interface StepEditorsProps {
  readonly step: ReasoningStep
  readonly grade: StepGrade
  readonly isSelected: boolean
}

const COMMANDS: readonly { editor: StepEditor; label: string }[] = [
  { editor: 'errors', label: 'Error types' },
  { editor: 'comment', label: 'Comment' },
  { editor: 'rewrite', label: 'Rewrite' },
]

/** What the reviewer said about a step beyond its label, and the editors for it on the selected step. */
export function StepEditors({ step, grade, isSelected }: StepEditorsProps) {
  const { rubric } = useGradingRules()
  const keys = useKeyStore((state) => state.keys)
  const editor = useOpenEditor((state) => (state.step === step.index ? state.editor : null))
  return (
    <>
      <Remarks step={step} grade={grade} rubric={rubric} />
      {isSelected && (
        <div className="mt-2 flex flex-wrap gap-1" onClick={(event) => event.stopPropagation()}>
          {COMMANDS.map((command) => (
            <Button
              key={command.editor}
              tone="quiet"
              size="sm"
              aria-pressed={editor === command.editor}
              onClick={() =>
                editor === command.editor ? closeEditor() : openEditor(step.index, command.editor)
              }
            >
              {command.label} <Kbd>{keys[command.editor] ?? ''}</Kbd>
            </Button>
          ))}
          <BranchMenu step={step} />
        </div>
      )}
      {isSelected && editor && (
        <div className="mt-2" onClick={(event) => event.stopPropagation()}>
          {editor === 'errors' && <ErrorTypeEditor step={step.index} grade={grade} />}
          {editor === 'comment' && <CommentEditor step={step.index} grade={grade} />}
          {editor === 'rewrite' && <RewriteEditor step={step} grade={grade} />}
          {editor === 'insert' && <InsertEditor step={step} />}
        </div>
      )}
    </>
  )
}

interface RemarksProps {
  readonly step: ReasoningStep
  readonly grade: StepGrade
  readonly rubric: Rubric
}

function Remarks({ step, grade, rubric }: RemarksProps) {
  const errors = rubric.errorTypes.filter((error) => grade.errorTypes.includes(error.id))
  const answers = describeAnswers(rubric, grade)
  if (errors.length + answers.length === 0 && grade.comment === '' && grade.rewrite === null) return null
  return (
    <div className="mt-2 grid gap-1 border-l-2 border-line-strong pl-2.5 text-xs">
      {answers.length > 0 && <p>{answers.join(' · ')}</p>}
      {errors.length > 0 && (
        <p className="font-medium text-bad">{errors.map((error) => error.label).join(' · ')}</p>
      )}
      {grade.comment !== '' && (
        <p className="wrap-anywhere whitespace-pre-wrap text-ink-soft">{grade.comment}</p>
      )}
      {grade.rewrite !== null && <WordDiff before={step.text} after={grade.rewrite} />}
    </div>
  )
}

/** "Harm: mild", "Category: Reasoning": what was answered beside the label. */
function describeAnswers(rubric: Rubric, grade: StepGrade): string[] {
  const harm = rubric.harmLevels.find(({ id }) => id === grade.harm)
  const reason = UNSURE_REASONS.find(({ id }) => id === grade.unsureBecause)
  return [
    ...(reason ? [`Unsure: ${reason.name}`] : []),
    ...(harm ? [`Harm: ${harm.name}`] : []),
    ...rubric.facets.flatMap(({ id, name, options }) => {
      const picked = grade.facets?.[id]
      if (!picked) return []
      const names = options.filter((option) => picked.includes(option.id)).map((option) => option.name)
      return [`${name}: ${names.join(', ') || 'none'}`]
    }),
  ]
}
