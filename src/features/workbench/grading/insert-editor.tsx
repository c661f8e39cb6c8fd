import { useEffect, useRef, useState } from 'react'
import { STEP_KINDS, type ReasoningStep, type StepKind } from '../../../domain/reasoning-step'
import { Button } from '../../../ui/button'
import { SelectField, TextArea } from '../../../ui/field'
import { useBranching } from '../steps/branch-context'
import { STEP_KIND_WORDS } from '../../words'
import { closeEditor } from './editor-store'

/** A step of the reader's own after this one; the engine goes on from it, as a branch. */
export function InsertEditor({ step }: { step: ReasoningStep }) {
  const branch = useBranching()?.branch ?? null
  const [text, setText] = useState('')
  const [kind, setKind] = useState<StepKind>('support')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('textarea')?.focus(), [])
  if (!branch) return null
  const isEmpty = text.trim() === ''
  function goOn() {
    if (isEmpty) return
    closeEditor()
    branch?.({ kind: 'insert', step: step.index + 1, stepKind: kind, text: text.trim() })
  }
  return (
    <div ref={box} className="grid gap-2">
      <SelectField
        label="Kind"
        className="h-8! w-auto! text-xs!"
        value={kind}
        onChange={(event) => setKind(STEP_KINDS.find((each) => each === event.target.value) ?? kind)}
      >
        {STEP_KINDS.map((each) => (
          <option key={each} value={each}>
            {STEP_KIND_WORDS[each]}
          </option>
        ))}
      </SelectField>
      <TextArea
        label={`A new step ${step.index + 2}`}
        rows={3}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') closeEditor()
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) goOn()
        }}
        hint="Words of the case in quotation marks become its quotes. Ctrl+Enter continues the reasoning from it, as a branch."
      />
      <Button size="sm" tone="primary" className="justify-self-start" disabled={isEmpty} onClick={goOn}>
        Continue from here
      </Button>
    </div>
  )
}
