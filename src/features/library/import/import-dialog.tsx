import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { draftToCase } from '../../../formats/case-draft'
import { describeNotice, describeProblem } from '../../../formats/describe-problem'
import type { ImportResult } from '../../../formats/import-outcome'
import { Button } from '../../../ui/button'
import { Dialog } from '../../../ui/dialog'
import { Notice } from '../../../ui/notice'
import { showToast } from '../../../ui/toasts'
import { askToKeepData } from '../../keep-data'
import { useServices } from '../../services'
import { closeImport, useImport } from './import-store'
import type { ReadFiles } from './protocol'
import { replaceIdentifiersIn } from './file-reader'

/** More faults than this are counted, not listed. */
const LISTED = 50
const NOTHING: ReadFiles = { results: [], identifying: 0 }

/** What the files hold, what is wrong with them, and what storing them would add or change. Nothing is stored before the word. */
export function ImportDialog() {
  const { results, identifying } = useImport((state) => state.read) ?? NOTHING
  const services = useServices()
  const { storage, ids, clock } = services
  const [isSaving, setIsSaving] = useState(false)
  const [replaces, setReplaces] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const drafts = results.flatMap((result) =>
    result.kind === 'cases' ? result.drafts.map(({ draft }) => draft) : [],
  )
  const problems = results.flatMap((result) => [...result.problems])
  const notices = results.flatMap((result) => (result.kind === 'cases' ? result.notices : []))
  const bundles = results.flatMap((result) => (result.kind === 'bundle' ? [result] : []))
  const plan = usePlan(bundles)
  const canSave = (drafts.length > 0 || bundles.length > 0) && !isSaving

  async function save() {
    setIsSaving(true)
    setFailure(null)
    try {
      const at = clock()
      const cleaned = replaces ? await replaceIdentifiersIn(drafts) : drafts
      await storage.cases.add(cleaned.map((draft) => draftToCase(draft, ids.caseId(), 'imported', at)))
      for (const { records } of bundles) await storage.applyTransfer(records)
      closeImport()
      void askToKeepData(services)
      showToast(
        drafts.length > 0 ? `${countOf(drafts.length, 'case')} added.` : 'The bundle is in the library.',
      )
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
      setIsSaving(false)
    }
  }

  return (
    <Dialog
      title="Import"
      width="md"
      onClose={closeImport}
      footer={
        <>
          <Button tone="quiet" onClick={closeImport}>
            {canSave ? 'Cancel' : 'Close'}
          </Button>
          {canSave && (
            <Button tone="primary" onClick={() => void save()}>
              {bundles.length > 0 ? 'Add and update' : `Add ${countOf(drafts.length, 'case')}`}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-3">
        {failure && <Notice isAlert tone="bad" title="Nothing was stored" detail={failure} />}
        {drafts.length > 0 && <p>{countOf(drafts.length, 'case')} can be added.</p>}
        {plan.data?.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {plan.error && (
          <Notice tone="bad" title="The bundle could not be compared" detail={plan.error.message} />
        )}
        {identifying > 0 && (
          <Notice
            tone="caution"
            title={`${countOf(identifying, 'case')} may hold words that identify a patient`}
            detail={
              <label className="mt-1 flex items-center gap-2">
                <input
                  type="checkbox"
                  checked={replaces}
                  onChange={(event) => setReplaces(event.target.checked)}
                />
                Replace them with placeholders such as [name]
              </label>
            }
          />
        )}
        {problems.length > 0 && (
          <Notice
            isAlert
            tone="bad"
            title={
              drafts.length > 0 || bundles.length > 0
                ? `${countOf(problems.length, 'row')} can’t be used`
                : 'Nothing can be used'
            }
            detail={<Lines lines={problems.map(describeProblem)} />}
          />
        )}
        {notices.length > 0 && (
          <Notice title="Worth knowing" detail={<Lines lines={notices.map(describeNotice)} />} />
        )}
      </div>
    </Dialog>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="grid gap-1 pt-1 text-xs">
      {lines.slice(0, LISTED).map((line, index) => (
        <li key={index} className="wrap-anywhere">
          {line}
        </li>
      ))}
      {lines.length > LISTED && <li>and {lines.length - LISTED} more</li>}
    </ul>
  )
}

function usePlan(bundles: readonly Extract<ImportResult, { kind: 'bundle' }>[]) {
  const { storage } = useServices()
  return useQuery({
    queryKey: ['import-plan', bundles.map(({ file }) => file)],
    enabled: bundles.length > 0,
    gcTime: 0,
    queryFn: async () => {
      const lines: string[] = []
      for (const { file, records } of bundles) {
        const plan = await storage.planTransfer(records)
        for (const kind of ['cases', 'runs', 'reviews'] as const) {
          const { added, changed, identical, conflicting } = plan[kind]
          lines.push(
            `${file}, ${kind}: ${added.length} added, ${changed.length} changed, ${identical.length} already here${conflicting.length > 0 ? `, ${conflicting.length} left out because other records have their ids` : ''}.`,
          )
        }
      }
      return lines
    },
  })
}

function countOf(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}
