import { Button } from '../../../ui/button'
import { Notice } from '../../../ui/notice'
import { cancelPackImport, closePackReport, usePackImport } from './pack-import'
import { IMPORT_STAGES, type PackProgress, type PackReport } from './protocol'
import { STAGE_WORDS, describeFileProblem } from './words'

/** How far an import is, or what became of it. */
export function PackImportState() {
  const state = usePackImport()
  const close = (
    <Button size="sm" onClick={closePackReport}>
      Close
    </Button>
  )
  switch (state.phase) {
    case 'idle':
      return null
    case 'running':
      return <Running progress={state.progress} />
    case 'done':
      return <Done report={state.report} tookMs={state.tookMs} />
    case 'refused':
      return (
        <Notice
          isAlert
          tone="bad"
          title="The pack was not added. Nothing was stored"
          detail={describeFileProblem(state.problem)}
          actions={close}
        />
      )
    case 'failed':
      return (
        <Notice
          isAlert
          tone="bad"
          title={
            state.code === 'storage-full'
              ? 'The browser allows no more space. Nothing was stored'
              : 'The pack could not be added. Nothing was stored'
          }
          detail={state.message}
          actions={close}
        />
      )
  }
}

function Running({ progress }: { progress: PackProgress | null }) {
  const stage = progress?.stage ?? 'reading-ontology'
  const at = IMPORT_STAGES.indexOf(stage)
  return (
    <div className="grid gap-2">
      <label className="grid gap-1.5">
        <span className="text-sm font-medium">{STAGE_WORDS[stage]}…</span>
        <progress
          className="h-1.5 w-full"
          value={(at + (progress?.fraction ?? 0)) / IMPORT_STAGES.length}
          max={1}
        />
      </label>
      <Button size="sm" className="justify-self-start" onClick={cancelPackImport}>
        Cancel
      </Button>
    </div>
  )
}

function Done({ report, tookMs }: { report: PackReport; tookMs: number }) {
  const { pack, used, otherAspects, notFindings, unknownTerms, faultCount, faults } = report
  const count = (number: number, words: string) => (number > 0 ? [`${number.toLocaleString()} ${words}`] : [])
  const leftOut = [
    ...count(otherAspects, 'on inheritance, onset and course'),
    ...count(notFindings, 'on classes that are no findings'),
    ...count(unknownTerms, 'on classes that the ontology file does not have'),
    ...count(faultCount, 'that could not be read'),
  ]
  return (
    <Notice
      isAlert
      tone={unknownTerms + faultCount > 0 ? 'caution' : 'good'}
      title={`${pack.diseases.toLocaleString()} diseases added and switched on`}
      detail={
        <>
          <p className="numerals">
            {used.toLocaleString()} annotations used, in {(tookMs / 1000).toFixed(1)} s.
            {leftOut.length > 0 && ` Left out: ${leftOut.join('; ')}.`}
          </p>
          {faults.length > 0 && (
            <details className="mt-1">
              <summary>The first rows that could not be read</summary>
              <ul className="mt-1 list-disc pl-5">
                {faults.map((fault) => (
                  <li key={`${fault.line}-${fault.code}`}>{describeFileProblem(fault)}</li>
                ))}
              </ul>
            </details>
          )}
        </>
      }
      actions={
        <Button size="sm" onClick={closePackReport}>
          Close
        </Button>
      }
    />
  )
}
