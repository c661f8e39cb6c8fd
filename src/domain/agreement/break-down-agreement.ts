import type { BootstrapOptions } from '../resampling/cluster-bootstrap'
import { type DivergenceNote, explainDivergence } from './kappa-and-ac1'
import type { LabelScale } from './label-scale'
import {
  type LabelTable,
  type Rating,
  buildLabelTable,
  countLabels,
  selectCompleteUnits,
  selectRaters,
} from './label-table'
import { type MeasuredAgreement, listMeasures, measureAgreement } from './measure-agreement'

/** A rating with what it can be grouped by; null where a case has no specialty, or a unit is no step. */
export interface FacetRating extends Rating {
  readonly facet: string
  readonly specialty: string | null
  readonly stepKind: string | null
}

export const BREAKDOWNS = ['facet', 'reviewer-pair', 'specialty', 'step-kind'] as const
export type Breakdown = (typeof BREAKDOWNS)[number]

/** Agreement in one group of one facet. Facets are never pooled: their labels don't mean the same. */
export interface AgreementGroup {
  readonly facet: string
  /** The specialty or step kind; null in the other breakdowns and for ratings that have none. */
  readonly key: string | null
  readonly raters: readonly string[]
  /** Units with two labels or more; the others say nothing about agreement. */
  readonly units: number
  readonly cases: number
  readonly measures: readonly MeasuredAgreement[]
  readonly divergence: DivergenceNote | null
}

/**
 * Agreement group by group, facets and groups in the order in which they first appear. A reviewer pair is measured on what
 * both of them labelled; pairs without any common unit are left out.
 * @throws RangeError if a facet has no scale, or as `buildLabelTable` does.
 */
export function breakDownAgreement(
  ratings: Iterable<FacetRating>,
  scales: ReadonlyMap<string, LabelScale>,
  by: Breakdown,
  bootstrap?: BootstrapOptions,
): AgreementGroup[] {
  const groups = new Map<string, { facet: string; key: string | null; ratings: FacetRating[] }>()
  for (const rating of ratings) {
    const key = by === 'specialty' ? rating.specialty : by === 'step-kind' ? rating.stepKind : null
    const id = JSON.stringify([rating.facet, key])
    const group = groups.get(id) ?? { facet: rating.facet, key, ratings: [] }
    group.ratings.push(rating)
    groups.set(id, group)
  }
  return [...groups.values()].flatMap(({ facet, key, ratings: members }) => {
    const scale = scales.get(facet)
    if (!scale) throw new RangeError(`the facet ${facet} has no scale`)
    const table = buildLabelTable(members, scale)
    const tables = by === 'reviewer-pair' ? splitIntoPairs(table) : [table]
    return tables.map((each) => describeGroup(facet, key, each, bootstrap))
  })
}

function splitIntoPairs(table: LabelTable): LabelTable[] {
  const places = table.raters.map((_, place) => place)
  return places
    .flatMap((a) => places.slice(a + 1).map((b) => selectCompleteUnits(selectRaters(table, [a, b]))))
    .filter(({ caseCount }) => caseCount > 0)
}

function describeGroup(
  facet: string,
  key: string | null,
  table: LabelTable,
  bootstrap: BootstrapOptions | undefined,
): AgreementGroup {
  const paired = Array.from(table.caseOfUnit.entries()).filter(([unit]) => countLabels(table, unit) >= 2)
  return {
    facet,
    key,
    raters: table.raters,
    units: paired.length,
    cases: new Set(paired.map(([, caseNumber]) => caseNumber)).size,
    measures: measureAgreement(table, listMeasures(table), bootstrap),
    divergence: explainDivergence(table),
  }
}
