import { useEffect, useState } from 'react'
import { Button } from '../../../ui/button'
import { Icon } from '../../../ui/icon'
import { useServices } from '../../services'
import { useSaveState } from './use-grading-session'

/** How often "saved 2 s ago" is put right. */
const TICK_MS = 2000

/** Always says whether the reviewer's work is safe. */
export function SaveLine() {
  const { pending, lastSavedAt, failure, retryNow } = useSaveState()
  const now = useNow()
  if (failure) {
    return (
      <span role="alert" className="inline-flex items-center gap-2 text-xs font-semibold text-bad">
        <Icon name="warning" />
        {failure.code === 'storage-full' ? 'Not saved: the storage is full.' : 'Not saved.'} {pending} waiting
        <Button size="sm" onClick={retryNow}>
          Try now
        </Button>
      </span>
    )
  }
  return (
    <span className="inline-flex min-w-26 items-center gap-1.5 text-xs text-ink-faint numerals">
      <Icon name={pending > 0 ? 'disk' : 'check'} size="sm" />
      {pending > 0
        ? 'Saving…'
        : lastSavedAt === null
          ? 'Nothing to save'
          : `Saved ${describeAge(now - lastSavedAt)}`}
    </span>
  )
}

function useNow(): number {
  const { clock } = useServices()
  const [now, setNow] = useState(clock)
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), TICK_MS)
    return () => clearInterval(timer)
  }, [clock])
  return now
}

function describeAge(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 2) return 'just now'
  if (seconds < 60) return `${seconds} s ago`
  return seconds < 3600 ? `${Math.round(seconds / 60)} min ago` : `${Math.round(seconds / 3600)} h ago`
}
