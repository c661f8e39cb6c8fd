import { Link } from '@tanstack/react-router'
import type { Reproduction } from '../../../domain/reproduction'
import type { Run } from '../../../domain/run'

/** Whether a run with everything the same came out the same. */
export function ReproductionLine({ run, reproduction }: { run: Run; reproduction: Reproduction }) {
  const link = (
    <Link
      to="/case/$caseId/compare"
      params={{ caseId: run.caseId }}
      search={{ a: reproduction.twin.id, b: run.id }}
      className="underline"
    >
      Compare them
    </Link>
  )
  const when = new Date(reproduction.twin.startedAt).toLocaleString()
  if (reproduction.kind === 'reproduced')
    return (
      <p>
        <strong className="font-semibold text-good">Reproduced.</strong> The same steps and ranking as the run
        of {when}. {link}
      </p>
    )
  const { stepsDiffering, isRankingSame } = reproduction
  return (
    <p>
      <strong className="font-semibold text-caution">Drifted.</strong> {stepsDiffering}{' '}
      {stepsDiffering === 1 ? 'step differs' : 'steps differ'} from the run of {when} with the same set-up;
      the ranking is {isRankingSame ? 'the same' : 'another'}. {link}
    </p>
  )
}
