import { create } from 'zustand'
import { readCaseFiles } from './file-reader'
import type { ReadFiles, ReadProgress } from './protocol'

/** Files that were read and wait for the person's word; nothing is stored yet. */
interface ImportState {
  readonly reading: { readonly progress: ReadProgress | null; readonly cancel: () => void } | null
  readonly read: ReadFiles | null
}

export const useImport = create<ImportState>(() => ({ reading: null, read: null }))

/** Reads dropped or picked files; a new call gives up the one before. @throws as `readCaseFiles` does, but for being cancelled. */
export async function readFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  useImport.getState().reading?.cancel()
  const controller = new AbortController()
  const cancel = () => controller.abort()
  useImport.setState({ reading: { progress: null, cancel }, read: null })
  try {
    const read = await readCaseFiles(
      files,
      (progress) => useImport.setState({ reading: { progress, cancel } }),
      controller.signal,
    )
    useImport.setState({ reading: null, read })
  } catch (error) {
    if (controller.signal.aborted) {
      if (useImport.getState().reading?.cancel === cancel) useImport.setState({ reading: null })
      return
    }
    useImport.setState({ reading: null })
    throw error
  }
}

export function closeImport(): void {
  useImport.getState().reading?.cancel()
  useImport.setState({ reading: null, read: null })
}
