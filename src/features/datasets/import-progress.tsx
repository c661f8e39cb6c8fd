import { useEffect, useState } from 'react'
import { Button } from '../../ui/button'
import { cancelImport, endImport } from './dataset-import'
import type { ImportProgress } from './protocol'

interface Props {
  readonly progress: ImportProgress | null
  readonly elapsedMs: number
}

/** After this long without a word the person can end the reader itself. */
const SILENT_MS = 10_000

/** How far an import is, how fast, how long still, and a way out. */
export function ImportProgressView({ progress, elapsedMs }: Props) {
  const [isCancelling, setIsCancelling] = useState(false)
  const isSilent = useSilence(progress)
  const share = progress && progress.totalBytes > 0 ? progress.doneBytes / progress.totalBytes : 0
  const leftMs = share > 0.01 ? (elapsedMs / share) * (1 - share) : null
  const rate = progress && elapsedMs > 0 ? Math.round((progress.rows / elapsedMs) * 1000) : 0
  return (
    <section aria-label="Import under way" className="grid gap-3">
      <label className="grid gap-1.5">
        <span className="font-medium wrap-anywhere">
          {progress ? `Reading ${progress.file}` : 'Opening the file…'}
        </span>
        <progress className="h-1.5 w-full accent-accent" value={share} max={1} />
      </label>
      {progress && (
        <p className="text-sm text-ink-soft numerals">
          {progress.rows.toLocaleString()} rows, {rate.toLocaleString()} a second
          {leftMs !== null && `, about ${describeTime(leftMs)} left`}. {progress.added.toLocaleString()} cases
          added
          {progress.same > 0 && `, ${progress.same.toLocaleString()} there already`}
          {progress.changed > 0 && `, ${progress.changed.toLocaleString()} changed`}
          {progress.faults > 0 && `, ${progress.faults.toLocaleString()} faults`}.
        </p>
      )}
      <p className="text-sm text-ink-soft">
        You can go on working in this tab. Cases are in the library as soon as they are read.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          disabled={isCancelling}
          onClick={() => {
            setIsCancelling(true)
            cancelImport()
          }}
        >
          {isCancelling ? 'Stopping…' : 'Stop'}
        </Button>
        {(isSilent || isCancelling) && (
          <Button tone="danger" onClick={endImport}>
            End now
          </Button>
        )}
      </div>
    </section>
  )
}

/** True once nothing new has come for a while: a damaged file can hold its reader up. */
function useSilence(progress: ImportProgress | null): boolean {
  const [silent, setSilent] = useState<ImportProgress | null | undefined>(undefined)
  useEffect(() => {
    const timer = setTimeout(() => setSilent(progress), SILENT_MS)
    return () => clearTimeout(timer)
  }, [progress])
  return silent === progress
}

export function describeTime(ms: number): string {
  if (ms < 90_000) return `${Math.max(1, Math.round(ms / 1000))} s`
  return ms < 5_400_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`
}
