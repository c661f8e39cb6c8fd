interface SwitchProps {
  readonly label: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly title?: string
}

/** A native checkbox that says it is a switch. */
export function Switch({ label, isOn, onChange, title }: SwitchProps) {
  return (
    <label
      className="inline-flex cursor-pointer items-center gap-2 text-xs font-medium text-ink-soft select-none"
      title={title}
    >
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        className="relative h-4.5 w-8 shrink-0 appearance-none rounded-full border border-control bg-neutral-soft transition-colors before:absolute before:top-[2px] before:left-[2px] before:size-3 before:rounded-full before:bg-control before:transition-transform before:content-[''] checked:border-accent checked:bg-accent checked:before:translate-x-3.5 checked:before:bg-on-accent"
      />
      {label}
    </label>
  )
}
