import { useEffect, useRef } from 'react'
import type { StepGrade } from '../../../domain/review'
import { TextArea } from '../../../ui/field'
import { closeEditor } from './editor-store'
import { useGrading } from './grading-context'

/** A comment on a step, saved as it is typed. */
export function CommentEditor({ step, grade }: { step: number; grade: StepGrade }) {
  const { patchGrade } = useGrading()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('textarea')?.focus(), [])
  return (
    <div ref={box}>
      <TextArea
        label={`Comment on step ${step + 1}`}
        rows={3}
        value={grade.comment}
        onChange={(event) => patchGrade(step, { comment: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') closeEditor()
        }}
        hint="Saved as you type. Esc closes."
      />
    </div>
  )
}
