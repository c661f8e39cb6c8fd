import { create } from 'zustand'
import { Button } from './button'
import { Icon } from './icon'

interface Toast {
  readonly id: number
  readonly text: string
  readonly action: { readonly label: string; readonly run: () => void } | null
}

const useToastStore = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }))
let nextId = 1

/** How long a message stays: long enough to read it and reach the button. */
const SHOWN_MS = 9000

function dismiss(id: number): void {
  useToastStore.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
}

/** Shows a short message at the bottom, with one action such as undo. */
export function showToast(text: string, action: Toast['action'] = null): void {
  const id = nextId++
  useToastStore.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { id, text, action }] }))
  setTimeout(() => dismiss(id), SHOWN_MS)
}

/** Where messages appear; mounted once, by the shell. */
export function Toasts() {
  const toasts = useToastStore((state) => state.toasts)
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-14 z-40 grid justify-items-center gap-2 px-3"
    >
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className="pointer-events-auto flex max-w-full items-center gap-3 rounded-md border border-line-strong bg-surface py-1.5 pr-1.5 pl-4 text-sm shadow-pop"
        >
          <span className="min-w-0 wrap-anywhere">{toast.text}</span>
          {toast.action && (
            <Button
              size="sm"
              onClick={() => {
                toast.action?.run()
                dismiss(toast.id)
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <Button tone="quiet" size="sm" aria-label="Dismiss" onClick={() => dismiss(toast.id)}>
            <Icon name="close" />
          </Button>
        </div>
      ))}
    </div>
  )
}
