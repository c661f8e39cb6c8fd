import type { DifferentialComparison, RankPair } from '../../domain/compare-runs'
import { SlopeChart } from '../../ui/slope-chart'
import { formatLikelihood } from '../words'

/** How the two rankings differ: a slope chart, the same as a table, and the agreement in two numbers. */
export function RankingChanges({ comparison }: { comparison: DifferentialComparison }) {
  const { ranks, overlapAt5, rankCorrelation } = comparison
  if (ranks.length === 0) return <p className="mt-5 text-sm text-ink-soft">Neither run has a differential.</p>
  return (
    <section aria-label="Differentials" className="mt-5">
      <h2 className="text-lg font-semibold">Differentials</h2>
      <p className="mt-1 text-sm text-ink-soft numerals">
        {overlapAt5 === null
          ? 'One of the runs has no differential.'
          : `${Math.round(overlapAt5 * 100)} % of the first five are shared.`}{' '}
        {rankCorrelation !== null &&
          `Order of the shared diagnoses: Kendall’s τ ${rankCorrelation.toFixed(2)} (1 the same, −1 reversed).`}
      </p>
      <div className="mt-2 grid items-start gap-x-8 gap-y-3 lg:grid-cols-2">
        <SlopeChart
          slopes={ranks.map(({ diagnosis, rankA, rankB }) => ({
            label: diagnosis,
            left: rankA,
            right: rankB,
          }))}
        />
        <table className="w-full text-left text-sm">
          <thead className="text-xs text-ink-faint">
            <tr>
              <th scope="col" className="py-1 font-semibold">
                Diagnosis
              </th>
              <th scope="col" className="py-1 text-right font-semibold">
                First
              </th>
              <th scope="col" className="py-1 text-right font-semibold">
                Second
              </th>
              <th scope="col" className="py-1 pl-4 font-semibold">
                Moved
              </th>
            </tr>
          </thead>
          <tbody>
            {ranks.map((pair) => (
              <tr key={pair.diagnosis} className="border-t border-line">
                <th scope="row" className="py-1 pr-3 font-normal wrap-anywhere">
                  {pair.diagnosis}
                </th>
                <td className="py-1 text-right whitespace-nowrap numerals">
                  {describePlace(pair.rankA, pair.likelihoodA)}
                </td>
                <td className="py-1 pl-3 text-right whitespace-nowrap numerals">
                  {describePlace(pair.rankB, pair.likelihoodB)}
                </td>
                <td className="py-1 pl-4 text-xs whitespace-nowrap text-ink-soft">{describeMove(pair)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function describePlace(rank: number | null, likelihood: number | null): string {
  return rank === null || likelihood === null ? '–' : `${rank} · ${formatLikelihood(likelihood)}`
}

function describeMove({ rankA, rankB }: RankPair): string {
  if (rankA === null) return 'new'
  if (rankB === null) return 'gone'
  const up = rankA - rankB
  return up === 0 ? 'same place' : up > 0 ? `▲ ${up} up` : `▼ ${-up} down`
}
