import { useSyncExternalStore } from 'react'
import type { ReplayPacing, ReplaySpeed } from '../../../engines'
import { Button } from '../../../ui/button'
import { Icon } from '../../../ui/icon'

const SPEEDS: readonly { speed: ReplaySpeed; label: string }[] = [
  { speed: 1, label: 'Own pace' },
  { speed: 2, label: '2×' },
  { speed: 4, label: '4×' },
  { speed: 'step', label: 'Step by step' },
]

/** Pace of a replay, pause, one step on, and the way out. */
export function ReplayControls({ pacing, onClose }: { pacing: ReplayPacing; onClose: () => void }) {
  const speed = useSyncExternalStore(pacing.subscribe, pacing.getSpeed)
  const isPaused = useSyncExternalStore(pacing.subscribe, pacing.isPaused)
  return (
    <div
      role="group"
      aria-label="Replay"
      className="flex flex-wrap items-center gap-1 border-b border-line bg-accent-soft px-4 py-1.5 text-xs"
    >
      <span className="mr-1 font-semibold">Replay</span>
      {SPEEDS.map((choice) => (
        <Button
          key={choice.label}
          size="sm"
          tone="quiet"
          aria-pressed={speed === choice.speed}
          onClick={() => pacing.setSpeed(choice.speed)}
        >
          {choice.label}
        </Button>
      ))}
      {speed === 'step' ? (
        <Button size="sm" onClick={pacing.next}>
          <Icon name="step" />
          Next step
        </Button>
      ) : (
        <Button size="sm" onClick={() => pacing.setPaused(!isPaused)}>
          <Icon name={isPaused ? 'play' : 'pause'} />
          {isPaused ? 'Go on' : 'Pause'}
        </Button>
      )}
      <Button size="sm" tone="quiet" className="ml-auto" onClick={onClose}>
        Close
      </Button>
    </div>
  )
}
