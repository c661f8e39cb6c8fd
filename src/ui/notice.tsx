import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Icon } from './icon'

const TONES = {
  plain: 'border-line-strong bg-raised',
  caution: 'border-caution bg-caution-soft',
  bad: 'border-bad bg-bad-soft',
  good: 'border-good bg-good-soft',
} as const

interface NoticeProps {
  readonly tone?: keyof typeof TONES
  readonly title: string
  readonly detail?: ReactNode
  readonly actions?: ReactNode
  /** Announce it when it appears. */
  readonly isAlert?: boolean
}

/** What happened and what to do about it, in place. */
export function Notice({ tone = 'plain', title, detail, actions, isAlert }: NoticeProps) {
  return (
    <div
      role={isAlert ? 'alert' : undefined}
      className={classNames('rounded-md border-l-4 px-3 py-2 text-sm', TONES[tone])}
    >
      <div className="flex gap-2">
        {tone !== 'plain' && <Icon name={tone === 'good' ? 'check' : 'warning'} className="mt-0.5" />}
        <div className="min-w-0">
          <p className="font-semibold">{title}</p>
          {detail && <div className="text-ink-soft wrap-anywhere">{detail}</div>}
          {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
        </div>
      </div>
    </div>
  )
}
