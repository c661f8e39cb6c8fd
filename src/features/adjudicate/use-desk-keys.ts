import { useEffect, useEffectEvent } from 'react'

/** Calls `onKey` for plain keys pressed outside text fields, lists and dialogs; Escape leaves a text field. */
export function usePlainKeys(onKey: (event: KeyboardEvent) => void): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    const { target } = event
    const field = target instanceof HTMLElement ? target.closest('textarea, select, dialog, input') : null
    const isTick = field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)
    if (field instanceof HTMLElement && !isTick) {
      if (event.key === 'Escape') field.blur()
      return
    }
    onKey(event)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handle(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** j, k and z. */
export function useDeskKeys(commands: {
  readonly onNext: () => void
  readonly onPrevious: () => void
  readonly onUndo: () => void
}): void {
  usePlainKeys((event) => {
    if (event.key === 'j') commands.onNext()
    else if (event.key === 'k') commands.onPrevious()
    else if (event.key === 'z') commands.onUndo()
    else return
    event.preventDefault()
  })
}
