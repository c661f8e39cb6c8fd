import { useEffect, useRef } from 'react'
import type { StepGrade } from '../../../domain/review'
import { closeEditor } from './editor-store'
import { useGrading } from './grading-context'
import { useGradingRules } from './grading-rules'

/** The rubric's error types as boxes to tick. Escape closes. */
export function ErrorTypeEditor({ step, grade }: { step: number; grade: StepGrade }) {
  const { patchGrade } = useGrading()
  const { rubric } = useGradingRules()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const toggle = (id: string) =>
    patchGrade(step, {
      errorTypes: grade.errorTypes.includes(id)
        ? grade.errorTypes.filter((each) => each !== id)
        : [...grade.errorTypes, id],
    })
  return (
    <fieldset
      className="grid gap-x-4 gap-y-1 rounded-md border border-line-strong bg-surface p-3 sm:grid-cols-2"
      onKeyDown={(event) => {
        if (event.key === 'Escape') closeEditor()
      }}
    >
      <legend className="px-1 text-xs font-semibold">What is wrong with step {step + 1}?</legend>
      {rubric.errorTypes.map((error, index) => (
        <label key={error.id} className="flex items-baseline gap-2 text-xs" title={error.explanation}>
          <input
            ref={index === 0 ? first : undefined}
            type="checkbox"
            checked={grade.errorTypes.includes(error.id)}
            onChange={() => toggle(error.id)}
            className="translate-y-0.5"
          />
          {error.label}
        </label>
      ))}
    </fieldset>
  )
}
