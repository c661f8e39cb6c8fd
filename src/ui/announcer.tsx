import { create } from 'zustand'

const useAnnouncement = create<{ text: string; serial: number }>(() => ({ text: '', serial: 0 }))

/** Says one short sentence to a screen reader, politely. */
export function announce(text: string): void {
  useAnnouncement.setState((state) => ({ text, serial: state.serial + 1 }))
}

/** The live region; mounted once, by the shell. */
export function Announcer() {
  const { text, serial } = useAnnouncement()
  // A no-break space in turn makes the same sentence count as new.
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {text + (serial % 2 ? '\u00a0' : '')}
    </div>
  )
}
