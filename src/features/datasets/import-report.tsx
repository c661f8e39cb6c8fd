import { Link } from '@tanstack/react-router'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { showToast } from '../../ui/toasts'
import { chooseProjectCases } from '../project-start'
import { useServices } from '../services'
import { countOf } from '../count-of'
import { type DatasetImport, closeImportReport, reviseChanged } from './dataset-import'
import { FaultList } from './fault-list'
import { HygieneReportView } from './hygiene-report'
import { describeTime } from './import-progress'
import { UnknownTable } from './unknown-table'

type Props = Extract<DatasetImport, { phase: 'done' }> & { readonly appVersion: string }

/** What an import brought, what is asked, what was wrong with the files, and what a curator may want to leave out. */
export function ImportReportView({ report, files, tookMs, revised, isRevising, appVersion }: Props) {
  const { counts, readings, addedIds } = report
  const unknown = readings.flatMap(({ file, part, recognition }) =>
    recognition.kind === 'unknown' ? [{ file, part, columns: recognition.columns }] : [],
  )
  const isMapped = counts.rows > 0
  return (
    <section aria-label="Import report" className="grid gap-5">
      <Notice
        isAlert
        tone={counts.added + counts.same + counts.runs + counts.changed > 0 ? 'good' : 'caution'}
        title={
          report.isCancelled
            ? `Stopped: ${countOf(counts.added, 'case')} added before that`
            : `${countOf(counts.added, 'case')} added`
        }
        detail={<Summary {...{ report, tookMs }} />}
        actions={
          <>
            {counts.added > 0 && (
              <Link
                to="/"
                className="inline-flex h-9 items-center rounded-md bg-accent px-3 text-sm font-medium text-on-accent hover:brightness-110"
              >
                Open the library
              </Link>
            )}
            <Button onClick={closeImportReport}>Import more</Button>
            {addedIds.length > 0 && (
              <Link
                to="/projects/new"
                onClick={() => chooseProjectCases({ kind: 'list', ids: addedIds, of: 'this import' })}
                className="inline-flex h-9 items-center rounded-md border border-line-strong bg-surface px-3 text-sm font-medium hover:bg-raised"
              >
                Make a project of them
              </Link>
            )}
            {addedIds.length > 0 && <TakeBack ids={addedIds} />}
          </>
        }
      />
      {counts.changed > 0 && (
        <Notice
          title={
            revised === null
              ? `${countOf(counts.changed, 'case')} in the library differ from the file`
              : `${countOf(revised, 'case')} revised`
          }
          detail={
            revised === null
              ? 'Make the file’s version the newest revision? Runs and grades keep the words they saw.'
              : 'The versions before are kept with their runs.'
          }
          actions={
            revised === null && (
              <Button disabled={isRevising} onClick={reviseChanged}>
                {isRevising ? 'Revising…' : `Revise ${countOf(counts.changed, 'case')}`}
              </Button>
            )
          }
        />
      )}
      {!isMapped &&
        unknown.map(({ file, part, columns }) => (
          <UnknownTable
            key={`${file} ${part}`}
            name={part === null ? file : `${file}, ${part}`}
            files={files.filter((other) => (other.webkitRelativePath || other.name) === file)}
            columns={columns}
            appVersion={appVersion}
          />
        ))}
      <FaultList faults={report.faults} count={counts.faults} />
      {report.hygiene.cases > 0 && <HygieneReportView report={report.hygiene} titles={report.titles} />}
    </section>
  )
}

function Summary({ report, tookMs }: Pick<Props, 'report' | 'tookMs'>) {
  const { counts, readings } = report
  const formats = [
    ...new Set(
      readings.map(({ recognition }) =>
        recognition.kind === 'known' ? recognition.name : 'a table that is not recognised',
      ),
    ),
  ]
  const parts = [
    counts.same > 0 && `${countOf(counts.same, 'case')} there already`,
    counts.runs > 0 && `${countOf(counts.runs, 'run')} with steps to grade`,
    counts.faults > 0 && countOf(counts.faults, 'fault'),
  ].filter((part) => part !== false)
  return (
    <p className="numerals">
      {countOf(counts.rows, 'row')} read in {describeTime(tookMs)}
      {formats.length > 0 && `, as ${formats.join(', ')}`}.{parts.length > 0 && ` Also: ${parts.join(', ')}.`}
      {report.isCancelled && ' Import the same file again to go on: nothing is made twice.'}
    </p>
  )
}

/** Moves what this import added to the bin, undoable as every deletion is. */
function TakeBack({ ids }: { ids: Props['report']['addedIds'] }) {
  const { storage, clock } = useServices()
  async function takeBack() {
    try {
      const removed = await storage.cases.remove(ids, clock())
      closeImportReport()
      showToast(`The import was taken back: ${countOf(ids.length, 'case')} removed.`, {
        label: 'Undo',
        run: () => void storage.cases.restore(removed),
      })
    } catch (error) {
      showToast(
        `The import could not be taken back: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }
  return (
    <Button tone="danger" onClick={() => void takeBack()}>
      Take this import back
    </Button>
  )
}
