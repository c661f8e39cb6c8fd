import { useEffect } from 'react'
import { useServices } from '../services'
import { takeWaitingFiles, useWaitingFiles } from '../waiting-files'
import { startImport, useDatasetImport } from './dataset-import'
import { ExcludedCases } from './excluded-cases'
import { ImportForm } from './import-form'
import { ImportProgressView } from './import-progress'
import { ImportReportView } from './import-report'
import { ImportFailed } from './import-failed'

/** Datasets in: chosen, read in a worker, reported on. */
export function ImportPage() {
  const { appVersion } = useServices()
  const state = useDatasetImport()
  const isWaited = useWaitingFiles(({ files }) => files.length > 0)
  const isBusy = state.phase === 'running'
  useEffect(() => {
    if (isWaited && !isBusy)
      startImport(takeWaitingFiles(), { articleText: 'leave-out', mapping: null }, appVersion)
  }, [isWaited, isBusy, appVersion])
  return (
    <div className="mx-auto grid max-w-3xl gap-6 px-4 py-6 sm:px-6">
      <div>
        <h1 className="font-serif text-2xl font-semibold">Import a dataset</h1>
        <p className="mt-1 max-w-prose text-ink-soft">
          Parquet, JSONL, JSON, CSV or TSV, plain or zipped. MedCaseReasoning, MedR-Bench, DiagnosisArena,
          AgentClinic, MediQ, phenopackets, PRM800K, Label Studio, Inspect and FHIR bundles are recognised; of
          any other table you say what the columns mean. Files are read on this machine and go nowhere.
        </p>
      </div>
      {state.phase === 'idle' && <ImportForm />}
      {state.phase === 'running' && <ImportProgressView {...state} />}
      {state.phase === 'failed' && <ImportFailed {...state} />}
      {state.phase === 'done' && <ImportReportView {...state} appVersion={appVersion} />}
      <ExcludedCases />
    </div>
  )
}
