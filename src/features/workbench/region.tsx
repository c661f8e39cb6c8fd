import type { ReactNode } from 'react'
import { classNames } from '../../ui/class-names'
import { showRegion, useSelection } from './selection'

const REGIONS = [
  { id: 'case', label: 'Case' },
  { id: 'steps', label: 'Steps' },
  { id: 'differential', label: 'Differential' },
] as const

/** Which region is shown where there is room for one only. */
export function RegionTabs({ stepCount }: { stepCount: number }) {
  const shown = useSelection((state) => state.region)
  return (
    <div
      role="group"
      aria-label="Regions"
      className="flex shrink-0 border-b border-line bg-surface lg:hidden"
    >
      {REGIONS.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-pressed={shown === id}
          onClick={() => showRegion(id)}
          className="h-10 flex-1 text-sm text-ink-soft aria-pressed:border-b-2 aria-pressed:border-accent aria-pressed:font-semibold aria-pressed:text-ink"
        >
          {label}
          {id === 'steps' && stepCount > 0 && (
            <span className="ml-1 text-xs text-ink-faint numerals">{stepCount}</span>
          )}
        </button>
      ))}
    </div>
  )
}

interface RegionProps {
  readonly id: (typeof REGIONS)[number]['id']
  readonly label: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** One of the three, with its heading; it scrolls by itself. */
export function Region({ id, label, aside, children }: RegionProps) {
  const shown = useSelection((state) => state.region)
  return (
    <section
      aria-label={label}
      className={classNames(
        'flex min-h-0 flex-col lg:flex lg:border-r lg:border-line lg:last:border-r-0',
        id === 'steps' ? 'bg-surface' : '',
        shown !== id && 'hidden',
      )}
    >
      <header className="flex h-9 shrink-0 items-center justify-between gap-3 border-b border-line px-4 max-lg:hidden sm:px-5">
        <h2 className="text-sm font-semibold">{label}</h2>
        {aside}
      </header>
      <div
        tabIndex={0}
        role="region"
        aria-label={`${label}, scrolling`}
        className="min-h-0 flex-1 overflow-y-auto focus-visible:outline-offset-[-2px]"
      >
        {children}
      </div>
    </section>
  )
}
