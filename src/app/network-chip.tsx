import { Link } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { Icon } from '../ui/icon'
import type { NetworkLockState } from './network/network-lock'
import { networkLock } from './network/start-network'

const WORDS: Readonly<Record<NetworkLockState, { readonly text: string; readonly title: string }>> = {
  starting: { text: 'This site only', title: 'The page can ask no host but its own' },
  off: { text: 'This site only', title: 'The page can ask no host but its own' },
  on: { text: 'Network locked', title: 'No request leaves this page, not even to its own site' },
  unavailable: {
    text: 'Lock not available',
    title: 'The page can ask no host but its own. This browser or window can’t lock that too',
  },
}

/** Where the page may send anything, on every screen; leads to the list of requests. */
export function NetworkChip() {
  const state = useSyncExternalStore(networkLock.subscribe, networkLock.getSnapshot)
  return (
    <Link
      to="/requests"
      title={WORDS[state].title}
      className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-xs font-medium text-ink-soft hover:bg-raised hover:text-ink"
    >
      <Icon name="lock" className={state === 'on' ? 'text-good' : ''} />
      <span className="max-sm:sr-only">{WORDS[state].text}</span>
    </Link>
  )
}
