import { create } from 'zustand'
import type { FileProblem, PackImportRequest, PackImportResponse, PackProgress, PackReport } from './protocol'

/** An import goes on while the person works elsewhere in this tab. */
export type PackImport =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly progress: PackProgress | null }
  | { readonly phase: 'done'; readonly report: PackReport; readonly tookMs: number }
  | { readonly phase: 'refused'; readonly problem: FileProblem }
  | { readonly phase: 'failed'; readonly message: string; readonly code: string | null }

export const usePackImport = create<PackImport>(() => ({ phase: 'idle' }))

let worker: Worker | null = null

/** Reads and stores a pack in a worker; nothing is stored before all of it is read. A second call while one runs is ignored. */
export function startPackImport(request: PackImportRequest): void {
  if (usePackImport.getState().phase === 'running') return
  const startedAt = performance.now()
  const end = (state: PackImport) => {
    stopWorker()
    usePackImport.setState(state, true)
  }
  worker = new Worker(new URL('./pack-import.worker.ts', import.meta.url), {
    type: 'module',
    name: 'pack-import',
  })
  usePackImport.setState({ phase: 'running', progress: null }, true)
  worker.onerror = (event) => end({ phase: 'failed', message: event.message, code: null })
  worker.onmessage = ({ data }: MessageEvent<PackImportResponse>) => {
    switch (data.kind) {
      case 'progress':
        return usePackImport.setState({ phase: 'running', progress: data.progress }, true)
      case 'done':
        return end({ phase: 'done', report: data.report, tookMs: performance.now() - startedAt })
      case 'refused':
        return end({ phase: 'refused', problem: data.problem })
      case 'failed':
        return end({ phase: 'failed', message: data.message, code: data.code })
    }
  }
  worker.postMessage(request)
}

/** Ends it at once. The pack is stored in one transaction, so a half-read one leaves nothing behind. */
export function cancelPackImport(): void {
  if (usePackImport.getState().phase !== 'running') return
  closePackReport()
}

/** Forgets what is told of the last import. */
export function closePackReport(): void {
  stopWorker()
  usePackImport.setState({ phase: 'idle' }, true)
}

function stopWorker(): void {
  worker?.terminate()
  worker = null
}
