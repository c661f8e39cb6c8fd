import type { Measured } from '../../../domain/agreement/measure-sums'
import { IntervalMark } from '../../../ui/interval-mark'
import { Section } from '../../../ui/section'
import { countOf } from '../../count-of'
import type { PairReport } from '../reading/protocol'
import { describeInterval, formatStatistic } from './words'

/** First-error agreement and overlap of spans, reviewer pair by reviewer pair. */
export function PairTables({
  pairs,
  nameOf,
}: {
  pairs: readonly PairReport[]
  nameOf: (id: string) => string
}) {
  return (
    <Section title="First error and spans, by reviewer pair">
      {pairs.length === 0 && <p className="text-sm text-ink-soft">No run was graded by two reviewers yet.</p>}
      {pairs.map((pair) => (
        <PairTable key={pair.raters.join()} pair={pair} title={pair.raters.map(nameOf).join(' and ')} />
      ))}
    </Section>
  )
}

function PairTable({ pair, title }: { pair: PairReport; title: string }) {
  const { firstError, spanCharacters, spanTokens } = pair
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <div
        className="overflow-x-auto"
        tabIndex={0}
        role="region"
        aria-label={`First error and spans, ${title}`}
      >
        <table className="w-full text-sm numerals">
          <caption className="pb-1 text-left font-semibold">{title}</caption>
          <tbody>
            {firstError && (
              <>
                <PairRow name="Same first error" measured={firstError.exactMatch} unit="share" />
                <PairRow
                  name="Mean distance of first errors"
                  measured={firstError.meanIndexDifference}
                  unit="steps"
                />
              </>
            )}
            <PairRow name="Span F1, characters" measured={spanCharacters} unit="fraction" />
            <PairRow name="Span F1, tokens" measured={spanTokens} unit="fraction" />
          </tbody>
        </table>
      </div>
      {firstError && (
        <p className="text-xs text-ink-soft numerals">
          {countOf(firstError.compared, 'run')} compared: both saw an error in {firstError.bothFound}, only
          one in {firstError.oneFound}. {firstError.leftOut} left out because a step before the first error
          has no label.
        </p>
      )}
    </div>
  )
}

function PairRow({
  name,
  measured: { result, interval },
  unit,
}: {
  name: string
  measured: Measured
  unit: 'share' | 'fraction' | 'steps'
}) {
  return (
    <tr className="border-t border-line align-middle">
      <th scope="row" className="py-1 pr-3 text-left font-medium">
        {name}
      </th>
      {result.kind === 'undefined' ? (
        <td colSpan={3} className="py-1 text-ink-soft">
          {result.because}
        </td>
      ) : (
        <>
          <td className="py-1 pr-3 text-right font-semibold whitespace-nowrap">
            {formatStatistic(result.value, unit === 'share')}
            {unit === 'steps' && ' steps'}
          </td>
          <td className="py-1 pr-4 whitespace-nowrap text-ink-soft">
            {describeInterval(interval, interval?.clusters ?? 0, unit === 'share')}
          </td>
          <td aria-hidden="true" className="w-[150px] py-1">
            {unit !== 'steps' && <IntervalMark value={result.value} interval={interval} from={0} to={1} />}
          </td>
        </>
      )}
    </tr>
  )
}
