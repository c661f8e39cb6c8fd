import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names'

const BOX =
  'w-full rounded-md border border-control bg-surface px-2.5 text-sm text-ink placeholder:text-ink-faint aria-invalid:border-bad'

interface Labelled {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | null
  readonly isLabelHidden?: boolean
}

function useFieldIds(hint: ReactNode, error: string | null | undefined) {
  const id = useId()
  const describedBy =
    [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ') || undefined
  return { id, describedBy }
}

function FieldFrame({
  id,
  label,
  hint,
  error,
  isLabelHidden,
  children,
}: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'text-xs font-semibold text-ink-soft'}>
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-ink-faint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-xs font-medium text-bad">
          {error}
        </p>
      )}
    </div>
  )
}

/** One line of text with its label. */
export function TextField({
  label,
  hint,
  error,
  isLabelHidden,
  className,
  ...rest
}: Labelled & ComponentProps<'input'>) {
  const { id, describedBy } = useFieldIds(hint, error)
  return (
    <FieldFrame {...{ id, label, hint, error: error ?? null, isLabelHidden: isLabelHidden ?? false }}>
      <input
        id={id}
        aria-describedby={describedBy}
        aria-invalid={error ? true : undefined}
        className={classNames(BOX, 'h-9', className)}
        {...rest}
      />
    </FieldFrame>
  )
}

/** Several lines of text with their label. */
export function TextArea({
  label,
  hint,
  error,
  isLabelHidden,
  className,
  ...rest
}: Labelled & ComponentProps<'textarea'>) {
  const { id, describedBy } = useFieldIds(hint, error)
  return (
    <FieldFrame {...{ id, label, hint, error: error ?? null, isLabelHidden: isLabelHidden ?? false }}>
      <textarea
        id={id}
        aria-describedby={describedBy}
        aria-invalid={error ? true : undefined}
        className={classNames(BOX, 'py-2 leading-relaxed', className)}
        {...rest}
      />
    </FieldFrame>
  )
}

/** A native choice among few with its label. */
export function SelectField({
  label,
  hint,
  error,
  isLabelHidden,
  className,
  children,
  ...rest
}: Labelled & ComponentProps<'select'>) {
  const { id, describedBy } = useFieldIds(hint, error)
  return (
    <FieldFrame {...{ id, label, hint, error: error ?? null, isLabelHidden: isLabelHidden ?? false }}>
      <select id={id} aria-describedby={describedBy} className={classNames(BOX, 'h-9', className)} {...rest}>
        {children}
      </select>
    </FieldFrame>
  )
}
