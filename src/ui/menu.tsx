import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button, type ButtonProps } from './button'
import { classNames } from './class-names'

interface MenuProps {
  readonly label: ReactNode
  readonly ariaLabel?: string
  readonly items: readonly MenuItem[]
  readonly tone?: ButtonProps['tone']
  readonly size?: ButtonProps['size']
  /** For a menu that is made by the click on what stood in its place. */
  readonly isInitiallyOpen?: boolean
}

export interface MenuItem {
  readonly label: string
  readonly hint?: string
  readonly icon?: ReactNode
  readonly isDisabled?: boolean
  readonly onSelect: () => void
}

/** A button that opens a short list of commands; arrows move, Escape closes and gives the focus back. */
export function Menu({
  label,
  ariaLabel,
  items,
  tone = 'plain',
  size = 'sm',
  isInitiallyOpen = false,
}: MenuProps) {
  const [isOpen, setIsOpen] = useState(isInitiallyOpen)
  const root = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()

  useEffect(() => {
    if (!isOpen) return
    list.current?.querySelector<HTMLButtonElement>('button:not(:disabled)')?.focus()
    const close = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setIsOpen(false)
    }
    document.addEventListener('pointerdown', close)
    return () => document.removeEventListener('pointerdown', close)
  }, [isOpen])

  function closeAndReturnFocus() {
    setIsOpen(false)
    root.current?.querySelector<HTMLButtonElement>('button')?.focus()
  }

  function moveFocus(by: number) {
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    buttons[(at + by + buttons.length) % buttons.length]?.focus()
  }

  return (
    <div
      ref={root}
      className="relative"
      onKeyDown={(event) => {
        if (!isOpen) return
        if (event.key === 'Escape') closeAndReturnFocus()
        else if (event.key === 'ArrowDown') moveFocus(1)
        else if (event.key === 'ArrowUp') moveFocus(-1)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <Button
        tone={tone}
        size={size}
        aria-label={ariaLabel}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen((open) => !open)}
      >
        {label}
      </Button>
      {isOpen && (
        <div
          ref={list}
          id={id}
          role="menu"
          className="absolute right-0 z-30 mt-1 grid min-w-56 rounded-md border border-line-strong bg-surface py-1 shadow-pop"
        >
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              disabled={item.isDisabled}
              onClick={() => {
                closeAndReturnFocus()
                item.onSelect()
              }}
              className={classNames(
                'flex items-start gap-2.5 px-3 py-1.5 text-left text-sm hover:bg-raised focus-visible:bg-raised focus-visible:outline-offset-[-2px]',
                'disabled:text-ink-faint disabled:hover:bg-transparent',
              )}
            >
              {item.icon && <span className="mt-0.5 text-ink-faint">{item.icon}</span>}
              <span className="grid">
                {item.label}
                {item.hint && <span className="text-xs text-ink-faint">{item.hint}</span>}
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
