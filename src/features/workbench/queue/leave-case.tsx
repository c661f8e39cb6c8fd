import { useState } from 'react'
import type { ReviewExit } from '../../../domain/review'
import { Button } from '../../../ui/button'
import { Dialog } from '../../../ui/dialog'
import { TextArea } from '../../../ui/field'

const REASONS: readonly { reason: ReviewExit['reason']; says: string }[] = [
  { reason: 'bad-case', says: 'The case can’t be used: cut off, garbled, not one patient' },
  { reason: 'not-my-field', says: 'Not my field' },
  { reason: 'unreadable-run', says: 'The steps can’t be followed' },
  { reason: 'other', says: 'Something else' },
]

/** Why a case is left without being graded to its end. What was graded stays. */
export function LeaveCase({
  onLeave,
  onClose,
}: {
  onLeave: (exit: ReviewExit) => void
  onClose: () => void
}) {
  const [reason, setReason] = useState<ReviewExit['reason']>('bad-case')
  const [note, setNote] = useState('')
  return (
    <Dialog
      title="Leave this case"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Stay</Button>
          <Button tone="primary" onClick={() => onLeave({ reason, note: note.trim() })}>
            Leave and go on
          </Button>
        </>
      }
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          onLeave({ reason, note: note.trim() })
        }}
      >
        <fieldset className="grid gap-1.5">
          <legend className="mb-1 text-xs font-semibold text-ink-soft">Why?</legend>
          {REASONS.map((each) => (
            <label key={each.reason} className="flex items-baseline gap-2 text-sm">
              <input
                type="radio"
                name="reason"
                checked={reason === each.reason}
                onChange={() => setReason(each.reason)}
              />
              {each.says}
            </label>
          ))}
        </fieldset>
        <TextArea
          label="Note (optional)"
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          hint="Grades that are there stay. The case counts as done for you, with this reason."
        />
        <button type="submit" className="sr-only" tabIndex={-1}>
          Leave and go on
        </button>
      </form>
    </Dialog>
  )
}
