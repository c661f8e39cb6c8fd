import { Link } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { Icon } from '../ui/icon'
import type { NetworkLockState } from './network/network-lock'
import { networkLock, outside } from './network/start-network'

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
  const { hosts } = useSyncExternalStore(outside.hosts.subscribe, outside.hosts.getSnapshot)
  return (
    <Link
      to="/requests"
      title={
        hosts.length > 0 && state !== 'on'
          ? `The page can ask its own host and ${hosts.map(({ origin }) => origin).join(', ')}`
          : WORDS[state].title
      }
      className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-xs font-medium text-ink-soft hover:bg-raised hover:text-ink"
    >
      <Icon name="lock" className={state === 'on' ? 'text-good' : ''} />
      <span className="max-sm:sr-only">
        {hosts.length > 0 && state !== 'on' ? `This site and ${hosts.length} more` : WORDS[state].text}
      </span>
    </Link>
  )
}
