import type { BootstrapOptions } from '../resampling/cluster-bootstrap'
import { type AdditiveStatistic, sumByCase } from './additive-statistic'
import { type RaterPair, cohensKappa } from './cohens-kappa'
import { fleissKappa } from './fleiss-kappa'
import { gwetCoefficient } from './gwet-coefficient'
import { krippendorffAlpha } from './krippendorff-alpha'
import type { LabelScale, ScaleLevel, Weighting } from './label-scale'
import type { LabelTable } from './label-table'
import { type Measured, measureSums } from './measure-sums'
import { percentAgreement } from './percent-agreement'

/** Which statistic of a label table to work out. Plain data, so that it can be posted to a worker. */
export type AgreementMeasure =
  | { readonly statistic: 'percent' }
  | { readonly statistic: 'cohen'; readonly raters: RaterPair; readonly weighting: Weighting }
  | { readonly statistic: 'fleiss' }
  | { readonly statistic: 'alpha'; readonly metric: ScaleLevel }
  | { readonly statistic: 'gwet'; readonly weighting: Weighting }

export interface MeasuredAgreement extends Measured {
  readonly measure: AgreementMeasure
}

/**
 * Works out statistics of a table. With bootstrap options each defined one gets a percentile interval over cases, all of
 * them on the same resamples: many at once cost little more than one. Takes a second or two on large tables: call it in a
 * worker.
 */
export function measureAgreement(
  table: LabelTable,
  measures: readonly AgreementMeasure[],
  bootstrap?: BootstrapOptions,
): MeasuredAgreement[] {
  const statistics = measures.map((measure) => createStatistic(table.scale, measure))
  const { sums, offsets } = sumByCase(
    table,
    statistics.map(({ tally }) => tally),
  )
  const measured = measureSums(
    sums,
    statistics.map(({ tally, evaluate }) => {
      const at = offsets.get(tally.key) ?? 0
      return (totals) => evaluate(totals, at)
    }),
    bootstrap,
  )
  return measured.map((one, index) => ({ ...one, measure: measures[index] ?? { statistic: 'percent' } }))
}

/**
 * The measures that make sense for a table: Cohen's κ for two raters only, weights and metrics only as far as the scale's
 * level carries them.
 */
export function listMeasures({ scale, raters }: LabelTable): AgreementMeasure[] {
  const weightings: Weighting[] =
    scale.level === 'nominal' ? ['unweighted'] : ['unweighted', 'linear', 'quadratic']
  const metrics: ScaleLevel[] = ['nominal']
  if (scale.level !== 'nominal') metrics.push('ordinal')
  if (scale.level === 'interval') metrics.push('interval')
  const cohens = weightings.map((weighting) => ({ statistic: 'cohen', raters: [0, 1], weighting }) as const)
  return [
    { statistic: 'percent' },
    ...(raters.length === 2 ? cohens : []),
    { statistic: 'fleiss' },
    ...metrics.map((metric) => ({ statistic: 'alpha', metric }) as const),
    ...weightings.map((weighting) => ({ statistic: 'gwet', weighting }) as const),
  ]
}

/** What a measure is called in tables and methods paragraphs. */
export function nameMeasure(measure: AgreementMeasure): string {
  switch (measure.statistic) {
    case 'percent':
      return 'Percent agreement'
    case 'cohen':
      return measure.weighting === 'unweighted' ? 'Cohen’s κ' : `Cohen’s κ, ${measure.weighting} weights`
    case 'fleiss':
      return 'Fleiss’ κ'
    case 'alpha':
      return `Krippendorff’s α, ${measure.metric}`
    case 'gwet':
      return measure.weighting === 'unweighted' ? 'Gwet’s AC1' : `Gwet’s AC2, ${measure.weighting} weights`
  }
}

function createStatistic(scale: LabelScale, measure: AgreementMeasure): AdditiveStatistic {
  switch (measure.statistic) {
    case 'percent':
      return percentAgreement(scale.labels.length)
    case 'cohen':
      return cohensKappa(scale, measure.raters, measure.weighting)
    case 'fleiss':
      return fleissKappa(scale.labels.length)
    case 'alpha':
      return krippendorffAlpha(scale, measure.metric)
    case 'gwet':
      return gwetCoefficient(scale, measure.weighting)
  }
}
