import { useNavigate } from '@tanstack/react-router'
import { showToast } from '../../../ui/toasts'
import { readEntries } from '../../read-dropped'
import { handToImport } from '../../waiting-files'
import { readFiles } from './import-store'

/** Larger files are read in pieces and stored as they are read. */
const WHOLE_FILE_BYTES = 1_000_000
const ROWS_NAME = /\.jsonl?$/i
const DATASET_NAME = /\.(?:parquet|csv|tsv|zip|gz|ndjson)$/i

/** Reads picked or dropped files: single cases for a look before they are stored, datasets on the import page. */
export function useTakeFiles(): (from: DataTransfer | readonly File[]) => Promise<void> {
  const navigate = useNavigate()
  return async (from) => {
    try {
      const { files, hasFolder } =
        from instanceof DataTransfer ? await openDrop(from) : { files: from, hasFolder: false }
      if (!hasFolder && !holdDataset(files)) {
        await readFiles(files)
        return
      }
      handToImport(files)
      await navigate({ to: '/import' })
    } catch (error) {
      showToast(`The file could not be read: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

/** The import page reads no plain text: a large file of rows beside notes is read whole, with them. */
function holdDataset(files: readonly File[]): boolean {
  if (files.some(({ name }) => DATASET_NAME.test(name))) return true
  return files.some(({ size }) => size > WHOLE_FILE_BYTES) && files.every(({ name }) => ROWS_NAME.test(name))
}

async function openDrop(transfer: DataTransfer): Promise<{ files: readonly File[]; hasFolder: boolean }> {
  const files = [...transfer.files]
  const hasFolder = [...transfer.items].some((item) => item.webkitGetAsEntry()?.isDirectory === true)
  if (!hasFolder) return { files, hasFolder }
  // The entries must be asked for before the first await: the drop's items are gone afterwards.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  return { files: await readEntries(entries), hasFolder }
}
