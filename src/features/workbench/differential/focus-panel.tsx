import { useQuery } from '@tanstack/react-query'
import type { ExplainedFocus, ExplainedMove, RankingRequest } from '../../../engines'
import { useServices } from '../../services'
import { formatLikelihood, formatRatio } from '../../words'
import { focusQuery } from './ranking-queries'

/** One diagnosis in focus: what would rule it in or out, and what would change one's mind. */
export function FocusPanel({ request, diseaseId }: { request: RankingRequest; diseaseId: string }) {
  const { data: focus, isError } = useQuery(focusQuery(useServices(), request, diseaseId))
  if (isError) return <p className="text-bad">The knowledge engine could not work this out.</p>
  if (focus === undefined) return <p className="text-ink-faint">Trying out the answers…</p>
  if (focus === null) return <p className="text-ink-faint">The knowledge pack does not have this disease.</p>
  if (
    [focus.rulesIn, focus.rulesOut, focus.changesMind].every((moves) => showable(moves, focus).length === 0)
  )
    return <p className="text-ink-faint">No single answer that is still open would move it much.</p>
  return (
    <div className="grid gap-3">
      <Moves title="Would rule it in" moves={focus.rulesIn} focus={focus} />
      <Moves title="Would rule it out" moves={focus.rulesOut} focus={focus} />
      <Moves title="Would change your mind" moves={focus.changesMind} focus={focus} />
    </div>
  )
}

interface MovesProps {
  readonly title: string
  readonly moves: readonly ExplainedMove[]
  readonly focus: ExplainedFocus
}

/** Answers that leave the shown figure and the leader as they are say nothing to the reader. */
const showable = (moves: readonly ExplainedMove[], focus: ExplainedFocus) =>
  moves.filter(
    ({ likelihood, newLeader }) =>
      newLeader !== null || formatLikelihood(likelihood) !== formatLikelihood(focus.likelihood),
  )

function Moves({ title, moves: all, focus }: MovesProps) {
  const moves = showable(all, focus)
  if (moves.length === 0) return null
  return (
    <div>
      <p className="font-semibold">{title}</p>
      <ul>
        {moves.map(({ id, label, polarity, likelihoodRatio, likelihood, newLeader }) => (
          <li key={`${id} ${polarity}`} className="flex justify-between gap-3">
            <span className="wrap-anywhere">
              {polarity === 'absent' ? `No ${label.charAt(0).toLowerCase()}${label.slice(1)}` : label}
              {newLeader !== null && (
                <span className="block text-2xs text-caution">{newLeader} would lead</span>
              )}
            </span>
            <span
              className="whitespace-nowrap text-ink-faint numerals"
              title={`Likelihood ratio ${formatRatio(likelihoodRatio).slice(1)}`}
            >
              <span className="sr-only">
                {formatLikelihood(focus.likelihood)} becomes {formatLikelihood(likelihood)}
              </span>
              <span aria-hidden="true">
                {formatLikelihood(focus.likelihood)} → {formatLikelihood(likelihood)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
