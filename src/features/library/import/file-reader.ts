import type { CaseDraft } from '../../../formats/case-draft'
import type { ReadFiles, ReadProgress, ReaderRequest, ReaderResponse } from './protocol'

/**
 * Reads files in a worker of their own, so that a big one never holds up the page.
 * @throws Error when a file can't be read from disk or the worker breaks; the signal's reason when aborted.
 */
export async function readCaseFiles(
  files: readonly File[],
  onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal,
): Promise<ReadFiles> {
  const response = await askWorker({ kind: 'read', files }, onProgress, signal)
  if (response.kind !== 'read') throw new Error(`The reader answered with "${response.kind}"`)
  return response.read
}

/** The drafts with the words that may identify a patient replaced, in their order. @throws as `readCaseFiles` does. */
export async function replaceIdentifiersIn(drafts: readonly CaseDraft[]): Promise<readonly CaseDraft[]> {
  const response = await askWorker({ kind: 'replace-identifiers', drafts }, () => {}, null)
  if (response.kind !== 'replaced') throw new Error(`The reader answered with "${response.kind}"`)
  return response.drafts
}

function askWorker(
  request: ReaderRequest,
  onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal | null,
): Promise<Exclude<ReaderResponse, { kind: 'progress' | 'failed' }>> {
  const worker = new Worker(new URL('./file-reader.worker.ts', import.meta.url), {
    type: 'module',
    name: 'file-reader',
  })
  return new Promise<Exclude<ReaderResponse, { kind: 'progress' | 'failed' }>>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
    worker.onerror = (event) => reject(new Error(event.message || 'The reader could not be started'))
    worker.onmessage = ({ data }: MessageEvent<ReaderResponse>) => {
      if (data.kind === 'progress') onProgress(data.progress)
      else if (data.kind === 'failed') reject(new Error(data.message))
      else resolve(data)
    }
    worker.postMessage(request)
  }).finally(() => worker.terminate())
}
