import { create } from 'zustand'
import type { ImportResult } from '../../formats/import-outcome'

/** Files that were read and wait for the person's word; nothing is stored yet. */
interface ImportState {
  readonly isReading: boolean
  readonly results: readonly ImportResult[] | null
}

export const useImport = create<ImportState>(() => ({ isReading: false, results: null }))

/** Reads dropped or picked files. Parsers are loaded with the first file. */
export async function readFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  useImport.setState({ isReading: true, results: null })
  try {
    const { parseCaseFile } = await import('../../formats/parse-case-file')
    const results: ImportResult[] = []
    for (const file of files) results.push(parseCaseFile(file.name, new Uint8Array(await file.arrayBuffer())))
    useImport.setState({ isReading: false, results })
  } catch (error) {
    useImport.setState({ isReading: false })
    throw error
  }
}

export function closeImport(): void {
  useImport.setState({ isReading: false, results: null })
}
