import type { ExplainedEntry } from '../../../engines'
import { formatLikelihood, formatRatio } from '../../words'
import { describeOddsRow, formatOdds } from './odds-words'

/** The sum behind one entry: each line's factor takes the odds from those above it to its own. */
export function OddsTable({ entry, totalOdds }: { entry: ExplainedEntry; totalOdds: number }) {
  const last = entry.table.at(-1)?.odds ?? 0
  return (
    <div>
      <table className="w-full text-xs">
        <caption className="pb-1 text-left font-semibold">How it adds up: odds against none of these</caption>
        <thead>
          <tr className="border-b border-line-strong text-left text-2xs text-ink-faint">
            <th scope="col" className="pr-2 font-normal">
              What
            </th>
            <th scope="col" className="pr-2 text-right font-normal">
              Factor
            </th>
            <th scope="col" className="text-right font-normal">
              Odds
            </th>
          </tr>
        </thead>
        <tbody className="numerals">
          {entry.table.map((row) => {
            const { title, note } = describeOddsRow(row)
            return (
              <tr
                key={`${row.kind} ${row.finding?.conceptId ?? ''}`}
                className="border-b border-line align-top"
              >
                <th scope="row" className="py-0.5 pr-2 text-left font-normal wrap-anywhere">
                  {title}
                  {note && <span className="block text-2xs text-ink-faint">{note}</span>}
                </th>
                <td className="py-0.5 pr-2 text-right whitespace-nowrap">
                  {row.kind === 'start' ? '' : formatRatio(row.factor)}
                </td>
                <td className="py-0.5 text-right whitespace-nowrap">{formatOdds(row.odds)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="pt-1 text-ink-soft numerals">
        {formatOdds(last)} of {formatOdds(totalOdds)}, the odds of all diagnoses and of none of these, make{' '}
        {formatLikelihood(entry.likelihood)}.
      </p>
      {entry.unexplained.length > 0 && (
        <p className="pt-1.5">
          <span className="font-semibold">It does not explain: </span>
          {entry.unexplained.join(', ')}
        </p>
      )}
    </div>
  )
}
