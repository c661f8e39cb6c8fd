import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { RunOutcome } from '../../domain/evaluation/run-outcome'
import type { CaseId } from '../../domain/ids'
import { Dialog } from '../../ui/dialog'
import { useServices } from '../services'

/** More than this many links help nobody; the rest is counted. */
const MOST = 200

/** The runs behind a number, each a way to its case. */
export function CaseListDialog({
  title,
  outcomes,
  onClose,
}: {
  title: string
  outcomes: readonly RunOutcome[]
  onClose: () => void
}) {
  const { storage } = useServices()
  const shown = outcomes.slice(0, MOST)
  const titles = useQuery({
    queryKey: ['case-titles', shown.map(({ caseId }) => caseId)],
    queryFn: async () => {
      const cases = await storage.cases.getMany(shown.map(({ caseId }) => caseId as CaseId)) // ids as stored
      return new Map(cases.map((subject) => [String(subject.id), subject.title]))
    },
    networkMode: 'always',
    retry: false,
  })
  return (
    <Dialog title={title} onClose={onClose}>
      {outcomes.length === 0 && <p className="text-ink-soft">No run is behind this.</p>}
      <ul className="grid max-h-[60vh] gap-1 overflow-y-auto text-sm">
        {shown.map(({ caseId, runId, solver, gold }) => (
          <li key={runId} className="flex items-baseline gap-3">
            <Link
              to="/case/$caseId"
              params={{ caseId }}
              search={{ run: runId, step: undefined }}
              className="min-w-0 flex-1 wrap-anywhere hover:underline"
            >
              {titles.data?.get(caseId) ?? 'Case'}
            </Link>
            <span className="text-xs text-ink-faint numerals">
              {solver}
              {gold && `, gold at ${gold.rank ?? 'no rank'}`}
            </span>
          </li>
        ))}
      </ul>
      {outcomes.length > MOST && <p className="text-xs text-ink-faint">And {outcomes.length - MOST} more.</p>}
    </Dialog>
  )
}
