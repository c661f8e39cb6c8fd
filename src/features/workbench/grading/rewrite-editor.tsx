import { useEffect, useRef } from 'react'
import type { ReasoningStep } from '../../../domain/reasoning-step'
import type { StepGrade } from '../../../domain/review'
import { Button } from '../../../ui/button'
import { TextArea } from '../../../ui/field'
import { useBranching } from '../steps/branch-context'
import { closeEditor } from './editor-store'
import { useGrading } from './grading-context'

/** The step as the reviewer would have it. The engine's words stay in the run. */
export function RewriteEditor({ step, grade }: { step: ReasoningStep; grade: StepGrade }) {
  const { patchGrade } = useGrading()
  const box = useRef<HTMLDivElement>(null)
  const branch = useBranching()?.branch ?? null
  function goOn() {
    if (grade.rewrite === null) return
    closeEditor()
    branch?.({ kind: 'edit', step: step.index, text: grade.rewrite.trim() })
  }
  useEffect(() => {
    const area = box.current?.querySelector('textarea')
    area?.focus()
    area?.setSelectionRange(area.value.length, area.value.length)
  }, [])
  return (
    <div ref={box} className="grid justify-items-start gap-2 *:w-full">
      <TextArea
        label={`Step ${step.index + 1}, rewritten`}
        rows={4}
        value={grade.rewrite ?? step.text}
        onChange={(event) =>
          patchGrade(step.index, { rewrite: event.target.value === step.text ? null : event.target.value })
        }
        onKeyDown={(event) => {
          if (event.key === 'Escape') closeEditor()
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) goOn()
        }}
        hint="Saved as you type; what changed is shown word by word. Esc closes; Ctrl+Enter continues the reasoning from the corrected step, as a branch."
      />
      {grade.rewrite !== null && (
        <div className="flex flex-wrap gap-2">
          {branch && grade.rewrite.trim() !== '' && (
            <Button size="sm" tone="primary" onClick={goOn}>
              Continue from here
            </Button>
          )}
          <Button size="sm" onClick={() => patchGrade(step.index, { rewrite: null })}>
            Back to the engine’s words
          </Button>
        </div>
      )}
    </div>
  )
}
