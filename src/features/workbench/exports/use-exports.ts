import type { ClinicalCase } from '../../../domain/case'
import type { CaseId } from '../../../domain/ids'
import type { Run } from '../../../domain/run'
import { showToast } from '../../../ui/toasts'
import { fileNameOf, saveFile } from '../../save-file'
import { useReviewer } from '../../reviewer'
import { useServices } from '../../services'

/** What can be taken out of the workbench. The formats are loaded when first used. */
export function useExports() {
  const { storage, clock, appVersion } = useServices()
  const reviewer = useReviewer()
  const readReview = (run: Run) =>
    reviewer ? storage.reviews.find(run.id, reviewer.id) : Promise.resolve(null)

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      showToast(`The export failed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  return {
    report: (subject: ClinicalCase, run: Run) =>
      attempt(async () => {
        const { formatReport } = await import('../../../formats/report/report')
        saveFile(
          fileNameOf(subject.title, 'html'),
          'text/html',
          formatReport(subject, run, await readReview(run), clock()),
        )
        showToast('The report was saved. Open it and print it, to paper or PDF.')
      }),
    steps: (subject: ClinicalCase, run: Run) =>
      attempt(async () => {
        const { formatStepsJsonl } = await import('../../../formats/steps-jsonl/steps-jsonl')
        saveFile(
          fileNameOf(subject.title, 'steps.jsonl'),
          'application/jsonl',
          formatStepsJsonl(subject, run, await readReview(run)),
        )
      }),
    bundle: (ids: readonly CaseId[] | null) =>
      attempt(async () => {
        const { formatBundleChunks } = await import('../../../formats/bundle/bundle')
        const records = await storage.readForTransfer(ids)
        const title = ids && records.cases[0] ? records.cases[0].title : 'rounds-library'
        saveFile(fileNameOf(title, 'rounds.json'), 'application/json', [
          ...formatBundleChunks(records, { appVersion, exportedAt: clock() }),
        ])
      }),
  }
}
