import { useId } from 'react'
import type { AgreementGroup } from '../../../domain/agreement/break-down-agreement'
import { type MeasuredAgreement, nameMeasure } from '../../../domain/agreement/measure-agreement'
import { IntervalMark } from '../../../ui/interval-mark'
import { countOf } from '../../count-of'
import { describeBand, describeInterval, formatStatistic } from './words'

/** Krippendorff's bounds: the only ones that more than one coefficient is read by. */
const GUIDES = [0.667, 0.8]

/** All coefficients of one group, with intervals, and why κ and AC1 part ways where they do. */
export function GroupTable({ title, group }: { title: string; group: AgreementGroup }) {
  const id = useId()
  const { measures, units, cases, divergence } = group
  const lowest = Math.min(
    0,
    ...measures.flatMap(({ result, interval }) =>
      result.kind === 'value' ? [result.value, interval?.low ?? result.value] : [],
    ),
  )
  const from = lowest < -0.5 ? -1 : lowest < 0 ? -0.5 : 0
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 border-t border-line pt-4">
      <h2 id={id} className="font-semibold wrap-anywhere">
        {title}
        <span className="ml-2 text-sm font-normal text-ink-soft numerals">
          {countOf(units, 'unit')} labelled by two or more, in {countOf(cases, 'case')}
        </span>
      </h2>
      {units === 0 ? (
        <p className="text-sm text-ink-soft">Nothing here was labelled by two reviewers yet.</p>
      ) : (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-labelledby={id}>
          <table className="w-full text-sm numerals">
            <thead>
              <tr className="text-left text-xs text-ink-faint">
                <th scope="col" className="py-1 pr-3 font-semibold">
                  Coefficient
                </th>
                <th scope="col" className="py-1 pr-3 text-right font-semibold">
                  Value
                </th>
                <th scope="col" className="py-1 pr-4 font-semibold">
                  95 % interval
                </th>
                <td aria-hidden="true" className="w-[150px] py-1 pr-4">
                  <span className="flex justify-between px-1">
                    <span>{formatAxis(from)}</span>
                    <span>1</span>
                  </span>
                </td>
                <th scope="col" className="py-1 font-semibold">
                  Read as
                </th>
              </tr>
            </thead>
            <tbody>
              {measures.map((measured) => (
                <MeasureRow
                  key={nameMeasure(measured.measure)}
                  measured={measured}
                  cases={cases}
                  from={from}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {divergence && (
        <div className="max-w-prose border-l-2 border-accent pl-3 text-sm">
          <p className="font-semibold">
            {divergence.code === 'close' ? 'κ and AC1 stay together' : 'Why κ and AC1 differ here'}
          </p>
          <p className="text-ink-soft">{divergence.words}</p>
        </div>
      )}
    </div>
  )
}

function MeasureRow({ measured, cases, from }: { measured: MeasuredAgreement; cases: number; from: number }) {
  const { measure, result, interval } = measured
  const isShare = measure.statistic === 'percent'
  return (
    <tr className="border-t border-line align-middle">
      <th scope="row" className="py-1 pr-3 text-left font-medium whitespace-nowrap">
        {nameMeasure(measure)}
      </th>
      {result.kind === 'undefined' ? (
        <td colSpan={4} className="py-1 text-ink-soft">
          {result.because}
        </td>
      ) : (
        <>
          <td className="py-1 pr-3 text-right font-semibold whitespace-nowrap">
            {formatStatistic(result.value, isShare)}
          </td>
          <td className="py-1 pr-4 whitespace-nowrap text-ink-soft">
            {describeInterval(interval, cases, isShare)}
          </td>
          <td aria-hidden="true" className="w-[150px] py-1 pr-4">
            <IntervalMark value={result.value} interval={interval} from={from} to={1} guides={GUIDES} />
          </td>
          <td className="py-1 whitespace-nowrap text-ink-soft">{describeBand(measure, result.value)}</td>
        </>
      )}
    </tr>
  )
}

const formatAxis = (value: number) => String(value).replace('-', '−')
