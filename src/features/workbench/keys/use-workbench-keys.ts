import { useEffect, useEffectEvent } from 'react'
import { KEY_BINDINGS, type WorkbenchCommand } from './key-bindings'
import { useKeyStore, useStoredKeys } from './key-store'

/** Hands key presses on the page to `onCommand`. */
export function useWorkbenchKeys(onCommand: (command: WorkbenchCommand) => void): void {
  useStoredKeys()
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const command = commandOf(event)
    if (!command) return
    event.preventDefault()
    onCommand(command)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handle(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** The command of a key press; null where the key belongs to a field, a dialog or the browser. */
function commandOf(event: KeyboardEvent): WorkbenchCommand | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null
  const target = event.target
  if (target instanceof HTMLElement) {
    if (target.closest('input, textarea, select, dialog, [role="menu"], [contenteditable]')) return null
    const presses = event.key === 'Enter' || event.key === ' '
    if (presses && target.closest('button, a, summary, [role="button"]')) return null
  }
  return commandOfKey(event.key) ?? commandOfKey(digitOf(event.code))
}

function commandOfKey(key: string | null): WorkbenchCommand | null {
  if (key === null) return null
  const { keys } = useKeyStore.getState()
  return KEY_BINDINGS.find(({ id }) => keys[id] === key)?.command ?? null
}

/** Where the row of digits needs Shift, as on AZERTY, its keys stand for the digits printed on them all the same. */
function digitOf(code: string): string | null {
  return /^(?:Digit|Numpad)(\d)$/u.exec(code)?.[1] ?? null
}
