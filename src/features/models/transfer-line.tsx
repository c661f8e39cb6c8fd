import { toRunFailure } from '../../reasoning'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { describeFailure } from '../describe-failure'
import { formatBytes } from '../keep-data'
import { useServices } from '../services'
import { type Transfer, useTransfers } from './transfers'

/** The transfers of one kind that are under way, and why the last one failed. */
export function TransferLines({ kind, failure }: { kind: Transfer['kind']; failure: unknown }) {
  const transfers = useTransfers((state) => state.transfers)
  return (
    <>
      {transfers
        .filter((transfer) => transfer.kind === kind)
        .map((transfer) => (
          <TransferLine key={transfer.key} transfer={transfer} />
        ))}
      {failure !== null && <FailureNotice failure={failure} />}
    </>
  )
}

function TransferLine({ transfer }: { transfer: Transfer }) {
  const { clock } = useServices()
  const { label, progress, startedAt, startedBytes, canResume, cancel, discard } = transfer
  const { doneBytes, totalBytes } = progress
  const seconds = (clock() - startedAt) / 1000
  const speed = startedBytes === null || seconds < 1 ? null : (doneBytes - startedBytes) / seconds
  const left = speed && totalBytes !== null ? (totalBytes - doneBytes) / speed : null
  return (
    <div className="grid gap-1.5 text-sm">
      <label className="grid gap-1.5">
        <span className="wrap-anywhere numerals">
          {label}: {formatBytes(doneBytes)}
          {totalBytes !== null && ` of ${formatBytes(totalBytes)}`}
          {speed !== null && `, ${formatBytes(speed)}/s`}
          {left !== null && `, ${describeSeconds(left)} left`}
        </span>
        <progress
          className="h-1.5 w-full"
          {...(totalBytes === null ? {} : { value: doneBytes, max: totalBytes })}
        />
      </label>
      <div className="flex gap-1">
        {canResume && (
          <Button size="sm" onClick={cancel}>
            Pause
          </Button>
        )}
        <Button size="sm" tone={canResume ? 'quiet' : 'plain'} onClick={canResume ? discard : cancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

function FailureNotice({ failure }: { failure: unknown }) {
  const { title, advice } = describeFailure(toRunFailure(failure))
  return <Notice isAlert tone="bad" title={title} detail={`${advice} ${toRunFailure(failure).detail}`} />
}

function describeSeconds(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`
}
