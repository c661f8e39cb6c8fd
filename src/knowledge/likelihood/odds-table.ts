import type { Finding } from '../../domain/finding'
import { type Candidate, START_ODDS } from './posterior'
import { isAnswer } from './rank-case'
import type { WordFit } from './word-fit'

export const ODDS_ROW_KINDS = [
  'start',
  'incidence',
  'age',
  'sex',
  'finding',
  'wording',
  'unmentioned',
] as const

/** One line of the sum that leads from the odds before anything is known to the odds shown. */
export interface OddsRow {
  readonly kind: (typeof ODDS_ROW_KINDS)[number]
  readonly finding: Pick<Finding, 'conceptId' | 'label' | 'polarity' | 'span'> | null
  readonly isAnswer: boolean
  readonly isClusterEcho: boolean
  readonly isUnexplainedPin: boolean
  /** Words of the case that fit best, for the row of words. */
  readonly words: readonly string[]
  /** Likelihood ratio in the pack, before it is damped; null where the row isn't a finding's. */
  readonly ratio: number | null
  /** What the odds are multiplied by. */
  readonly factor: number
  /** Odds against "none of these" after this row. */
  readonly odds: number
}

/** Factors nearer to 1 than this leave the odds as they are to two figures. */
const NO_FACTOR = 0.005

const PLAIN = {
  finding: null,
  isAnswer: false,
  isClusterEcho: false,
  isUnexplainedPin: false,
  words: [],
  ratio: null,
} as const

/**
 * The sum for one diagnosis: each row's odds are those before it times its factor, and the last row's odds, divided by
 * the posterior's `totalOdds`, are the likelihood shown. Findings come strongest first; what doesn't move it stays out.
 */
export function writeOddsTable(candidate: Candidate, wordFit: WordFit | undefined): OddsRow[] {
  const { prior, contributions, wording, unmentioned } = candidate
  const steps: Omit<OddsRow, 'odds'>[] = [
    { ...PLAIN, kind: 'start', factor: START_ODDS },
    { ...PLAIN, kind: 'incidence', factor: prior.incidence },
    { ...PLAIN, kind: 'age', factor: prior.age },
    { ...PLAIN, kind: 'sex', factor: prior.sex },
    ...[...contributions]
      .sort((a, b) => Math.abs(Math.log(b.likelihoodRatio)) - Math.abs(Math.log(a.likelihoodRatio)))
      .map(({ finding, ratio, likelihoodRatio, isClusterEcho, isUnexplainedPin }) => ({
        kind: 'finding' as const,
        finding: {
          conceptId: finding.conceptId,
          label: finding.label,
          polarity: finding.polarity,
          span: finding.span,
        },
        isAnswer: isAnswer(finding),
        isClusterEcho,
        isUnexplainedPin,
        words: [],
        ratio,
        factor: likelihoodRatio,
      })),
    {
      ...PLAIN,
      kind: 'wording',
      factor: wording,
      words: wording > 1 && wordFit ? wordFit.listTelling(candidate.disease) : [],
    },
    { ...PLAIN, kind: 'unmentioned', factor: unmentioned },
  ]
  let odds = 1
  return steps
    .map((step) => {
      odds *= step.factor
      return { ...step, odds }
    })
    .filter(({ kind, factor }) => kind === 'start' || Math.abs(Math.log(factor)) > NO_FACTOR)
}
