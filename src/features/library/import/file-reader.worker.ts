import { findIdentifiers } from '../../../domain/identifiers/find-identifiers'
import type { ImportResult } from '../../../formats/import-outcome'
import { parseCaseFile } from '../../../formats/parse-case-file'
import type { ReadFiles, ReaderRequest, ReaderResponse } from './protocol'
import { removeIdentifiers } from './remove-identifiers'

declare const self: DedicatedWorkerGlobalScope

const send = (response: ReaderResponse) => self.postMessage(response)

async function readFiles(files: readonly File[]): Promise<ReadFiles> {
  const results: ImportResult[] = []
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    results.push(
      parseCaseFile(file.name, bytes, (row, rowCount) =>
        send({ kind: 'progress', progress: { file: file.name, row, rowCount } }),
      ),
    )
  }
  const drafts = results.flatMap((result) => (result.kind === 'cases' ? result.drafts : []))
  const identifying = drafts.filter(({ draft }) => findIdentifiers(draft.presentation).length > 0).length
  return { results, identifying }
}

self.onmessage = async ({ data }: MessageEvent<ReaderRequest>) => {
  try {
    if (data.kind === 'read') send({ kind: 'read', read: await readFiles(data.files) })
    else send({ kind: 'replaced', drafts: data.drafts.map(removeIdentifiers) })
  } catch (error) {
    send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}
