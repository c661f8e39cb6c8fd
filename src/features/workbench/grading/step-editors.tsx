import type { ReasoningStep } from '../../../domain/reasoning-step'
import type { StepGrade } from '../../../domain/review'
import { DEFAULT_RUBRIC } from '../../../domain/rubric'
import { Button } from '../../../ui/button'
import { Kbd } from '../../../ui/kbd'
import { CommentEditor } from './comment-editor'
import { closeEditor, openEditor, useOpenEditor } from './editor-store'
import { ErrorTypeEditor } from './error-type-editor'
import { BranchMenu } from '../steps/branch-menu'
import type { StepEditor } from './grading-context'
import { InsertEditor } from './insert-editor'
import { RewriteEditor } from './rewrite-editor'
import { WordDiff } from '../../../ui/word-diff'

interface StepEditorsProps {
  readonly step: ReasoningStep
  readonly grade: StepGrade
  readonly isSelected: boolean
}

const COMMANDS: readonly { editor: StepEditor; key: string; label: string }[] = [
  { editor: 'errors', key: 'e', label: 'Error types' },
  { editor: 'comment', key: 'c', label: 'Comment' },
  { editor: 'rewrite', key: 'r', label: 'Rewrite' },
]

/** What the reviewer said about a step beyond its label, and the editors for it on the selected step. */
export function StepEditors({ step, grade, isSelected }: StepEditorsProps) {
  const editor = useOpenEditor((state) => (state.step === step.index ? state.editor : null))
  return (
    <>
      <Remarks step={step} grade={grade} />
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
              {command.label} <Kbd>{command.key}</Kbd>
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

function Remarks({ step, grade }: { step: ReasoningStep; grade: StepGrade }) {
  const errors = DEFAULT_RUBRIC.errorTypes.filter((error) => grade.errorTypes.includes(error.id))
  if (errors.length === 0 && grade.comment === '' && grade.rewrite === null) return null
  return (
    <div className="mt-2 grid gap-1 border-l-2 border-line-strong pl-2.5 text-xs">
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
