import type { ComponentProps } from 'react'
import { classNames } from './class-names'

const TONES = {
  primary: 'bg-accent text-on-accent border-transparent hover:brightness-110',
  plain: 'bg-surface text-ink border-line-strong hover:bg-raised',
  quiet: 'bg-transparent text-ink-soft border-transparent hover:bg-raised hover:text-ink',
  danger: 'bg-surface text-bad border-line-strong hover:bg-bad-soft',
} as const

const SIZES = {
  md: 'h-9 px-3 text-sm gap-2',
  sm: 'h-7 px-2 text-xs gap-1.5',
  icon: 'size-8 justify-center',
} as const

export interface ButtonProps extends ComponentProps<'button'> {
  readonly tone?: keyof typeof TONES
  readonly size?: keyof typeof SIZES
}

/** The one button. Its label is its children; an icon-only one needs `aria-label`. */
export function Button({ tone = 'plain', size = 'md', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(
        'inline-flex shrink-0 items-center rounded-md border font-medium whitespace-nowrap transition-colors',
        'disabled:cursor-not-allowed disabled:opacity-55 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-ink',
        TONES[tone],
        SIZES[size],
        className,
      )}
      {...rest}
    />
  )
}
