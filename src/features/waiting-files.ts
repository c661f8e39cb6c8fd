import { create } from 'zustand'

/** Files that were dropped elsewhere and wait for the import page to read them. */
export const useWaitingFiles = create<{ readonly files: readonly File[] }>(() => ({ files: [] }))

export function handToImport(files: readonly File[]): void {
  useWaitingFiles.setState({ files })
}

/** The files that wait, taken once. */
export function takeWaitingFiles(): readonly File[] {
  const { files } = useWaitingFiles.getState()
  if (files.length > 0) useWaitingFiles.setState({ files: [] })
  return files
}
