import type { ReactNode } from 'react'
import type { Certainty } from '../../domain/check'
import type { Span } from '../../domain/span'
import { CERTAINTY_WORDS } from '../../formats/describe-check'
import { classNames } from '../../ui/class-names'
import { Icon } from '../../ui/icon'
import { lightInCase, useSelection } from './selection'

interface FlagProps {
  readonly says: string
  readonly why: string
  readonly certainty: Certainty
  readonly span: Span | null
  readonly onFollow?: { readonly label: string; readonly go: () => void }
}

const SHORT = { certain: 'certain', likely: 'likely', hint: 'hint' } as const satisfies Record<
  Certainty,
  string
>

/** One flag: what, how sure, where in the case, and folded away why. A hint is quieter than what was compared word for word. */
export function Flag({ says, why, certainty, span, onFollow }: FlagProps) {
  const isLit = useSelection(
    ({ spotlight }) => span !== null && spotlight?.start === span.start && spotlight.end === span.end,
  )
  return (
    <div className="flex gap-1.5 text-xs" onClick={(event) => event.stopPropagation()}>
      <Icon
        name="flag"
        size="sm"
        className={classNames('mt-px shrink-0', certainty === 'hint' ? 'text-ink-faint' : 'text-caution')}
      />
      <div className="min-w-0 wrap-anywhere">
        <span className={certainty === 'hint' ? 'text-ink-soft' : 'text-caution'}>{says}</span>{' '}
        <span className="text-ink-faint" title={CERTAINTY_WORDS[certainty]}>
          {SHORT[certainty]}
        </span>
        <span className="inline-flex flex-wrap gap-x-2.5 pl-2.5">
          {span && (
            <FlagButton isPressed={isLit} onPress={() => lightInCase(isLit ? null : span)}>
              Show in the case
            </FlagButton>
          )}
          {onFollow && <FlagButton onPress={onFollow.go}>{onFollow.label}</FlagButton>}
        </span>
        <details className="text-ink-faint">
          <summary className="w-fit cursor-pointer">Why</summary>
          {why} ({CERTAINTY_WORDS[certainty]})
        </details>
      </div>
    </div>
  )
}

function FlagButton({
  isPressed,
  onPress,
  children,
}: {
  isPressed?: boolean
  onPress: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      onClick={onPress}
      className="rounded-xs text-accent underline-offset-2 hover:underline aria-pressed:bg-accent-soft"
    >
      {children}
    </button>
  )
}
