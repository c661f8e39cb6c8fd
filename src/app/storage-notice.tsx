import { useSyncExternalStore } from 'react'
import { useServices } from '../features/services'
import type { StorageHealth } from '../storage'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'

/** Says when the database can't be used, why, and what to do; nothing while all is well. */
export function StorageNotice() {
  const { health } = useServices().storage
  const state = useSyncExternalStore(health.subscribe, health.get)
  const words = describeHealth(state)
  if (!words) return null
  return (
    <div className="border-b border-line px-3 py-2 sm:px-4">
      <Notice
        isAlert
        tone={state.kind === 'unavailable' ? 'bad' : 'caution'}
        title={words.title}
        detail={words.detail}
        actions={
          words.canReload && (
            <Button size="sm" onClick={() => location.reload()}>
              Reload
            </Button>
          )
        }
      />
    </div>
  )
}

function describeHealth(
  state: StorageHealth,
): { readonly title: string; readonly detail: string; readonly canReload: boolean } | null {
  switch (state.kind) {
    case 'opening':
    case 'open':
      return null
    case 'blocked':
      return {
        title: 'Another tab holds an older version of the library',
        detail: 'Close the other Rounds tabs. This one goes on by itself.',
        canReload: false,
      }
    case 'outdated':
      return {
        title: 'Another tab runs a newer Rounds',
        detail: 'This tab no longer saves. Reload it to go on with the newer version.',
        canReload: true,
      }
    case 'unavailable':
      return {
        title: 'The browser’s storage can’t be used',
        detail: `Nothing can be kept. Private windows and full disks are common causes. The browser said: ${state.detail}`,
        canReload: true,
      }
  }
}
