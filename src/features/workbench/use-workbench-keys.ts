import { useEffect, useEffectEvent } from 'react'
import { commandOf, type WorkbenchCommand } from './key-bindings'

/** Hands key presses on the page to `onCommand`. */
export function useWorkbenchKeys(onCommand: (command: WorkbenchCommand) => void): void {
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
