import { Link } from '@tanstack/react-router'
import type { GradingTask } from '../../../domain/grading/assignment'
import type { Project } from '../../../domain/project'
import { Button } from '../../../ui/button'
import { Icon } from '../../../ui/icon'
import { Kbd } from '../../../ui/kbd'
import { SaveLine } from '../grading/save-line'
import { useReviewStore } from '../grading/review-store'
import { useKeyOf } from '../keys/key-store'
import { useQueueStore } from './queue-store'

interface QueueBarProps {
  readonly project: Project
  readonly tasks: readonly GradingTask[]
  readonly finished: ReadonlyMap<string, number>
  /** Null where it is kept from the reviewer's eyes: titles often name the diagnosis. */
  readonly title: string | null
  readonly onDone: () => void
  readonly onLeave: () => void
  readonly onShowKeys: () => void
  readonly onGoTo: (at: number) => void
}

/** Where one is in the queue, how fast, whether all is saved, and the way on. */
export function QueueBar({
  project,
  tasks,
  finished,
  title,
  onDone,
  onLeave,
  onShowKeys,
  onGoTo,
}: QueueBarProps) {
  const at = useQueueStore((state) => state.at) ?? 0
  const isFinished = useReviewStore((state) => Boolean(state.review?.finished))
  const exit = useReviewStore((state) => state.review?.exit ?? null)
  const doneKey = useKeyOf('finish')
  const done = tasks.filter(({ runId }) => finished.has(runId)).length
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-surface px-4 py-1.5">
      <div className="flex min-w-0 items-center gap-2">
        <Link
          to="/project/$projectId"
          params={{ projectId: project.id }}
          aria-label={`Back to the project ${project.name}`}
          className="rounded-sm text-ink-faint hover:text-ink"
        >
          <Icon name="back" />
        </Link>
        <div className="min-w-0">
          <div className="flex items-center gap-1">
            <Button
              size="icon"
              tone="quiet"
              className="size-6!"
              aria-label="Case before"
              disabled={at === 0}
              onClick={() => onGoTo(at - 1)}
            >
              <Icon name="up" className="-rotate-90" />
            </Button>
            <h1 className="font-serif text-base leading-tight font-semibold numerals">
              Case {at + 1} of {tasks.length.toLocaleString()}
            </h1>
            <Button
              size="icon"
              tone="quiet"
              className="size-6!"
              aria-label="Next case"
              disabled={at >= tasks.length - 1}
              onClick={() => onGoTo(at + 1)}
            >
              <Icon name="down" className="-rotate-90" />
            </Button>
          </div>
          <p className="truncate text-2xs text-ink-faint">
            {exit ? 'left with a reason' : isFinished ? 'finished' : (title ?? project.name)}
          </p>
        </div>
      </div>
      <Pace left={tasks.length - done} done={done} count={tasks.length} />
      <div className="ml-auto flex flex-wrap items-center gap-x-2 gap-y-1">
        <SaveLine />
        <Button size="sm" tone="quiet" onClick={onLeave}>
          Leave…
        </Button>
        <Button size="icon" tone="quiet" aria-label="Keys" title="Keys (?)" onClick={onShowKeys}>
          <Icon name="help" />
        </Button>
        <Button size="sm" tone="primary" className="h-8" onClick={onDone}>
          Done, next <Kbd>{doneKey}</Kbd>
        </Button>
      </div>
    </div>
  )
}

/** Progress and pace, for the reviewer alone: they are kept nowhere. */
function Pace({ done, count, left }: { done: number; count: number; left: number }) {
  const times = useQueueStore((state) => state.caseTimesMs)
  const median = medianOf(times)
  return (
    <div className="flex items-center gap-2 text-xs text-ink-faint numerals max-sm:w-full">
      <progress className="h-1.5 w-24" aria-label="Your progress" max={Math.max(1, count)} value={done} />
      <span>
        {done.toLocaleString()} done
        {median !== null && ` · ${describeSpan(median)} a case, about ${describeSpan(median * left)} left`}
      </span>
    </div>
  )
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}

function describeSpan(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
