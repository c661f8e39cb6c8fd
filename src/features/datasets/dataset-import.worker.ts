import { newUuid } from '../uuid'
import { openCaseIntake } from '../../storage'
import { type ImportOutcome, importFiles } from './import-files'
import type { ImportCounts, ImportRequest, ImportResponse } from './protocol'

declare const self: DedicatedWorkerGlobalScope

const NOTHING: ImportCounts = { rows: 0, added: 0, same: 0, changed: 0, runs: 0, faults: 0 }
const BATCH = 250
const controller = new AbortController()
const intake = openCaseIntake()
let outcome: ImportOutcome | null = null
let counts = NOTHING

const send = (response: ImportResponse) => self.postMessage(response)

async function start({
  files,
  options,
  appVersion,
}: Extract<ImportRequest, { kind: 'import' }>): Promise<void> {
  const deps = { intake, newId: newUuid, clock: Date.now, appVersion }
  outcome = await importFiles(
    files,
    options,
    deps,
    (progress) => {
      counts = progress
      send({ kind: 'progress', progress })
    },
    controller.signal,
  )
  send({ kind: 'done', report: outcome.report })
}

async function revise(): Promise<void> {
  const revisions = outcome?.revisions ?? []
  let count = 0
  for (let from = 0; from < revisions.length; from += BATCH)
    count += await intake.revise(revisions.slice(from, from + BATCH), Date.now())
  send({ kind: 'revised', count })
}

self.onmessage = async ({ data }: MessageEvent<ImportRequest>) => {
  try {
    if (data.kind === 'cancel') controller.abort(new Error('cancelled'))
    else await (data.kind === 'import' ? start(data) : revise())
  } catch (error) {
    send({ kind: 'failed', message: error instanceof Error ? error.message : String(error), counts })
  }
}
