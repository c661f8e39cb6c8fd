import type { ExplainedEntry } from '../../../engines'
import { formatRatio } from '../../words'

type OddsRow = ExplainedEntry['table'][number]

const TITLES = {
  start: 'Before anything is known',
  incidence: 'How common it is',
  age: 'Age',
  sex: 'Sex',
  wording: 'The words of the case',
  unmentioned: 'What is not mentioned',
} as const satisfies Record<Exclude<OddsRow['kind'], 'finding'>, string>

/** What a line of the sum is, and what a sceptic should know of it. */
export function describeOddsRow(row: OddsRow): { title: string; note: string | null } {
  if (row.kind !== 'finding' || !row.finding)
    return { title: TITLES[row.kind === 'finding' ? 'start' : row.kind], note: noteOf(row) }
  const { label, polarity } = row.finding
  const title = polarity === 'absent' ? `No ${label.charAt(0).toLowerCase()}${label.slice(1)}` : label
  const notes = [
    row.isAnswer ? 'your answer' : null,
    row.isUnexplainedPin ? 'to be explained, and it does not' : null,
    row.isClusterEcho ? 'says much the same as a stronger finding, so counted as little' : null,
    row.ratio === null || row.ratio === 1 ? null : `likelihood ratio ${formatRatio(row.ratio).slice(1)}`,
  ].filter((note) => note !== null)
  return { title, note: notes.join('; ') || null }
}

function noteOf({ kind, words }: OddsRow): string | null {
  if (kind === 'wording')
    return words.length > 0
      ? `fit what is written of it: ${words.map((word) => `“${word}”`).join(', ')}`
      : 'fit others better'
  return kind === 'unmentioned' ? 'that most patients with it have' : null
}

/** Odds to two figures, small ones as "1 in n": 12, 0.35, 1 in 1,300. */
export function formatOdds(odds: number): string {
  if (odds >= 10) return Math.round(odds).toLocaleString('en')
  if (odds >= 1) return odds.toFixed(1)
  if (odds >= 0.1) return odds.toFixed(2)
  return `1 in ${Number((1 / odds).toPrecision(2)).toLocaleString('en')}`
}
