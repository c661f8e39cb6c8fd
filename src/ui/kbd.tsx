/** A key as printed on the keyboard. Hidden from screen readers where the control says it already. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-block min-w-5 rounded-sm border border-line-strong bg-surface px-1 text-center font-sans text-2xs text-ink-faint">
      {children}
    </kbd>
  )
}
