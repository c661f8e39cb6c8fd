import { useState } from 'react'
import type { ReviewerEntry } from '../../../domain/review'
import { Button } from '../../../ui/button'
import { TextField } from '../../../ui/field'

interface RuleOutProps {
  readonly entry: ReviewerEntry
  /** Null takes an added diagnosis off the list again. */
  readonly onChange: (next: ReviewerEntry | null) => void
}

/** Rules a diagnosis out, with a reason, or brings it back. */
export function RuleOut({ entry, onChange }: RuleOutProps) {
  const [isAsking, setIsAsking] = useState(false)
  const [reason, setReason] = useState('')
  if (entry.ruledOutBecause !== null) {
    return (
      <p className="flex items-baseline gap-2 pl-7 text-xs text-ink-soft">
        <span className="wrap-anywhere">Ruled out: {entry.ruledOutBecause}</span>
        <button
          type="button"
          className="text-accent underline"
          onClick={() => onChange({ ...entry, ruledOutBecause: null })}
        >
          Bring back
        </button>
      </p>
    )
  }
  if (!isAsking) {
    return (
      <p className="flex gap-3 pl-7 text-xs">
        <button
          type="button"
          className="text-ink-faint underline hover:text-ink"
          aria-label={`Rule out ${entry.diagnosis}`}
          onClick={() => setIsAsking(true)}
        >
          Rule out
        </button>
        {entry.isAdded && (
          <button
            type="button"
            className="text-ink-faint underline hover:text-ink"
            aria-label={`Take ${entry.diagnosis} off the list`}
            onClick={() => onChange(null)}
          >
            Take off
          </button>
        )}
      </p>
    )
  }
  return (
    <form
      className="grid gap-2 py-1 pl-7"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() === '') return
        onChange({ ...entry, ruledOutBecause: reason.trim() })
        setIsAsking(false)
      }}
    >
      <TextField
        label={`Why is ${entry.diagnosis} ruled out?`}
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <span className="flex gap-2">
        <Button size="sm" type="submit" disabled={reason.trim() === ''}>
          Rule out
        </Button>
        <Button size="sm" tone="quiet" onClick={() => setIsAsking(false)}>
          Cancel
        </Button>
      </span>
    </form>
  )
}
