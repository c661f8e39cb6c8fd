import { useEffect, useState } from 'react'
import { Button } from '../../../ui/button'
import { Dialog } from '../../../ui/dialog'
import { useImport } from './import-store'

/** Most files are read sooner; a dialog that flashes by is noise. */
const SHOW_AFTER_MS = 400

/** How far the reading of a big file is, and the way to give it up. */
export function ReadingDialog() {
  const reading = useImport((state) => state.reading)
  const [isLong, setIsLong] = useState(false)
  const isReading = reading !== null
  useEffect(() => {
    if (!isReading) return
    const timer = setTimeout(() => setIsLong(true), SHOW_AFTER_MS)
    return () => {
      clearTimeout(timer)
      setIsLong(false)
    }
  }, [isReading])
  if (!reading || !isLong) return null
  const { progress, cancel } = reading
  const words = progress
    ? `${progress.file}: ${progress.row.toLocaleString()} of ${progress.rowCount.toLocaleString()} rows`
    : 'Reading the file…'
  return (
    <Dialog
      title="Import"
      width="sm"
      onClose={cancel}
      footer={
        <Button tone="quiet" onClick={cancel}>
          Cancel
        </Button>
      }
    >
      <label className="grid gap-2">
        <span className="numerals wrap-anywhere">{words}</span>
        <progress
          className="h-1.5 w-full accent-accent"
          {...(progress ? { value: progress.row, max: Math.max(progress.rowCount, 1) } : {})}
        />
      </label>
    </Dialog>
  )
}
