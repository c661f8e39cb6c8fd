import { useNavigate } from '@tanstack/react-router'
import { showToast } from '../../../ui/toasts'
import { readEntries } from '../../read-dropped'
import { handToImport } from '../../waiting-files'
import { readFiles } from './import-store'

/** Larger files are read in pieces and stored as they are read. */
const WHOLE_FILE_BYTES = 1_000_000
const DATASET_NAME = /\.(?:parquet|csv|tsv|zip|gz|ndjson)$/i

/** Reads picked or dropped files: single cases for a look before they are stored, datasets on the import page. */
export function useTakeFiles(): (from: DataTransfer | readonly File[]) => Promise<void> {
  const navigate = useNavigate()
  return async (from) => {
    try {
      const { files, hasFolder } =
        from instanceof DataTransfer ? await openDrop(from) : { files: from, hasFolder: false }
      if (!hasFolder && !files.some(isDataset)) {
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

const isDataset = ({ name, size }: File) =>
  DATASET_NAME.test(name) || (/\.jsonl?$/i.test(name) && size > WHOLE_FILE_BYTES)

async function openDrop(transfer: DataTransfer): Promise<{ files: readonly File[]; hasFolder: boolean }> {
  const files = [...transfer.files]
  const hasFolder = [...transfer.items].some((item) => item.webkitGetAsEntry()?.isDirectory === true)
  if (!hasFolder) return { files, hasFolder }
  // The entries must be asked for before the first await: the drop's items are gone afterwards.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  return { files: await readEntries(entries), hasFolder }
}
