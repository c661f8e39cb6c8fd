import { openPackIntake } from '../../../storage'
import type { PackImportRequest, PackImportResponse } from './protocol'
import { readPack } from './read-pack'

declare const self: DedicatedWorkerGlobalScope

const send = (response: PackImportResponse) => self.postMessage(response)

self.onmessage = async ({ data }: MessageEvent<PackImportRequest>) => {
  try {
    const read = await readPack(data, (progress) => send({ kind: 'progress', progress }))
    if (read.kind === 'refused') return send(read)
    send({ kind: 'progress', progress: { stage: 'storing', fraction: null } })
    const intake = openPackIntake()
    await intake.add(read.report.pack, read.bytes)
    intake.close()
    send({ kind: 'done', report: read.report })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    send({ kind: 'failed', message: error instanceof Error ? error.message : String(error), code })
  }
}
