import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CaseId } from '../../domain/ids'
import { type Batch, type BatchItem, retryFailed, summariseBatch, toRunFailure } from '../../reasoning'
import { live } from '../../storage'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { describeFailure } from '../describe-failure'
import { useServices } from '../services'
import { useModelOptions } from '../use-model-options'
import { setBatch, startBatch, useBatch } from './batch-runner'

/** More are counted, not listed. */
const LISTED = 100

/** How far the queue is, what failed, and what can be done. */
export function BatchProgress({ batch }: { batch: Batch }) {
  const services = useServices()
  const models = useModelOptions()
  const { pause, isPausing, failure } = useBatch()
  const { waiting, done, failed, leftMs } = summariseBatch(batch)
  const total = batch.items.length
  const start = () => void startBatch(services, models)
  return (
    <section aria-label="Queue" className="grid gap-4">
      <label className="grid gap-1.5">
        <span role="status" className="font-medium numerals">
          {done + failed} of {total} runs{failed > 0 && `, ${failed} of them failed`}
          {pause && leftMs !== null && `, about ${describeTime(leftMs)} left`}
          {!pause && waiting > 0 && ', paused'}
        </span>
        <progress className="h-1.5 w-full accent-accent" value={done + failed} max={total} />
      </label>
      {failure !== null && (
        <Notice
          isAlert
          tone="bad"
          title={describeFailure(toRunFailure(failure)).title}
          detail="The queue could not be kept, so it stopped. What is finished is in the library."
        />
      )}
      <div className="flex flex-wrap gap-2">
        {pause ? (
          <Button disabled={isPausing} onClick={pause}>
            {isPausing ? 'Pausing after this run…' : 'Pause'}
          </Button>
        ) : (
          waiting > 0 && (
            <Button tone="primary" onClick={start}>
              Resume
            </Button>
          )
        )}
        {!pause && failed > 0 && (
          <Button onClick={() => void setBatch(services, retryFailed(batch)).then(start)}>
            Try the {failed} failed again
          </Button>
        )}
        {!pause && (
          <Button tone="quiet" onClick={() => void setBatch(services, null)}>
            {waiting > 0 ? 'Give up the rest' : 'New batch'}
          </Button>
        )}
      </div>
      <Items title="Failed" items={batch.items.filter(({ state }) => state === 'failed')} />
      <Items title="Finished" items={batch.items.filter(({ state }) => state === 'done').toReversed()} />
    </section>
  )
}

function Items({ title, items }: { title: string; items: readonly BatchItem[] }) {
  const models = useModelOptions()
  if (items.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="mb-1 text-sm font-semibold numerals">
        {title}: {items.length}
      </h2>
      <ul className="border-t border-line text-sm">
        {items.slice(0, LISTED).map((item, index) => (
          <li key={index} className="border-b border-line py-1.5">
            <Link
              to="/case/$caseId"
              params={{ caseId: item.caseId }}
              search={{ run: item.runId ?? undefined, step: undefined }}
              className="underline wrap-anywhere"
            >
              <CaseTitle id={item.caseId} />
            </Link>{' '}
            <span className="text-xs text-ink-faint numerals">
              {item.modelId === null
                ? 'knowledge engine'
                : `${models.find(({ id }) => id === item.modelId)?.label ?? 'a model that was removed'}, ${item.strategy}, seed ${item.seed}`}
              {item.tookMs !== null && `, ${describeTime(item.tookMs)}`}
            </span>
            {item.failure && (
              <span className="block text-xs text-bad wrap-anywhere">
                {describeFailure(item.failure).title}. {item.failure.detail}
              </span>
            )}
          </li>
        ))}
      </ul>
      {items.length > LISTED && (
        <p className="mt-1 text-xs text-ink-faint numerals">and {items.length - LISTED} more</p>
      )}
    </section>
  )
}

function CaseTitle({ id }: { id: CaseId }) {
  const { storage } = useServices()
  return useQuery(live(['case', id], () => storage.cases.get(id))).data?.title ?? id
}

function describeTime(ms: number): string {
  if (ms < 1000) return 'under 1 s'
  if (ms < 90_000) return `${Math.round(ms / 1000)} s`
  return ms < 5_400_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`
}
