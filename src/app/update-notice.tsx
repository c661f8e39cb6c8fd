import { useSyncExternalStore } from 'react'
import { Button } from '../ui/button'
import { appUpdates } from './network/start-network'

/** A newer version is on this machine; nothing reloads until the person says so. */
export function UpdateNotice() {
  const state = useSyncExternalStore(appUpdates.subscribe, appUpdates.getSnapshot)
  if (state === 'current') return null
  return (
    <div
      role="status"
      className="flex items-center justify-center gap-3 border-b border-line bg-accent-soft px-3 py-1 text-xs"
    >
      A new version of Rounds is ready.
      <Button size="sm" onClick={() => void appUpdates.reload()}>
        Reload now
      </Button>
    </div>
  )
}
