import { create } from 'zustand'
import type { ImportCounts, ImportOptions, ImportProgress, ImportReport, ImportRequest, ImportResponse } from './protocol' // prettier-ignore

/** An import outlives the page that started it: it goes on while the person works elsewhere in this tab. */
export type DatasetImport =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly progress: ImportProgress | null; readonly elapsedMs: number }
  | {
      readonly phase: 'done'
      readonly report: ImportReport
      readonly files: readonly File[]
      readonly tookMs: number
      /** How many changed cases were made revisions of; null while nobody was asked. */
      readonly revised: number | null
      readonly isRevising: boolean
    }
  | { readonly phase: 'failed'; readonly message: string; readonly counts: ImportCounts }

export const useDatasetImport = create<DatasetImport>(() => ({ phase: 'idle' }))

/** The worker of the latest import; it lives on while its changed cases wait for an answer. */
let worker: Worker | null = null

const NOTHING: ImportCounts = { rows: 0, added: 0, same: 0, changed: 0, runs: 0, faults: 0 }

/** Reads and stores files in a worker. One import at a time: a second call while one runs is ignored. */
export function startImport(files: readonly File[], options: ImportOptions, appVersion: string): void {
  if (files.length === 0 || useDatasetImport.getState().phase === 'running') return
  stopWorker()
  const startedAt = performance.now()
  let counts = NOTHING
  const fail = (message: string) => {
    stopWorker()
    useDatasetImport.setState({ phase: 'failed', message, counts }, true)
  }
  worker = new Worker(new URL('./dataset-import.worker.ts', import.meta.url), {
    type: 'module',
    name: 'dataset-import',
  })
  useDatasetImport.setState({ phase: 'running', progress: null, elapsedMs: 0 }, true)
  worker.onerror = (event) => fail(event.message || 'The importer could not be started.')
  worker.onmessage = ({ data }: MessageEvent<ImportResponse>) => {
    const state = useDatasetImport.getState()
    switch (data.kind) {
      case 'progress':
        counts = data.progress
        useDatasetImport.setState(
          { phase: 'running', progress: data.progress, elapsedMs: performance.now() - startedAt },
          true,
        )
        break
      case 'done':
        useDatasetImport.setState(
          {
            phase: 'done',
            report: data.report,
            files,
            tookMs: performance.now() - startedAt,
            revised: null,
            isRevising: false,
          },
          true,
        )
        break
      case 'revised':
        if (state.phase === 'done')
          useDatasetImport.setState({ ...state, revised: data.count, isRevising: false }, true)
        break
      case 'failed':
        fail(data.message)
        break
    }
  }
  ask({ kind: 'import', files, options, appVersion })
}

/** Ends after the rows in flight; what is stored stays. */
export function cancelImport(): void {
  ask({ kind: 'cancel' })
}

/** For a file that holds the reader up for good: ends it at once. What is stored stays. */
export function endImport(): void {
  const state = useDatasetImport.getState()
  if (state.phase !== 'running') return
  stopWorker()
  useDatasetImport.setState(
    { phase: 'failed', message: 'The import was ended.', counts: state.progress ?? NOTHING },
    true,
  )
}

/** Makes revisions of the cases that changed. */
export function reviseChanged(): void {
  const state = useDatasetImport.getState()
  if (state.phase !== 'done' || state.isRevising) return
  useDatasetImport.setState({ ...state, isRevising: true }, true)
  ask({ kind: 'revise' })
}

/** Forgets the report; what was imported stays. */
export function closeImportReport(): void {
  stopWorker()
  useDatasetImport.setState({ phase: 'idle' }, true)
}

function ask(request: ImportRequest): void {
  worker?.postMessage(request)
}

function stopWorker(): void {
  worker?.terminate()
  worker = null
}
