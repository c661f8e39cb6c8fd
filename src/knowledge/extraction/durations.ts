import { type Word, wordIndexAt } from './words'

/** How long something has lasted, as said by the words `from` to `to` (excluded). */
export interface Duration {
  readonly days: number
  readonly from: number
  readonly to: number
  /** Whether it tells of what follows ("a 3-day history of") or of what stands before ("for 3 days"). */
  readonly direction: 'ahead' | 'behind'
}

const SPELT =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const UNIT_DAYS: Readonly<Record<string, number>> = { minute: 1 / 1440, min: 1 / 1440, hour: 1 / 24, hr: 1 / 24, h: 1 / 24, day: 1, d: 1, week: 7, wk: 7, month: 30, mo: 30, year: 365, yr: 365 } // prettier-ignore

const AMOUNT = `(\\d+(?:\\.\\d+)?|${SPELT.join('|')}|a|an|one and a half|half an?)(?:\\s*(?:-|–|to)\\s*(?:\\d+(?:\\.\\d+)?|${SPELT.join('|')}))?`
const UNIT = '(minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|wks?|months?|mo|years?|yrs?)'
const DURATION = new RegExp(
  `(?:(?<lead>\\b(?:for|over|during|lasting|lasted|since|of|x|×)\\s*(?:about |around |approximately |nearly |almost |at least |the )*(?:past |last |previous |preceding )?)|(?<paren>\\()|\\b)` +
    `${AMOUNT}[\\s-]*${UNIT}\\b['’]?s?(?<tail>[\\s-]*(?:history of|h\\/o|hx of|course of|duration|of)\\b|\\s*\\))?`,
  'giu',
)

/** Reads all durations of a text that something can have lasted, in order. Ages and points in time are left out. */
export function readDurations(text: string, words: readonly Word[], starts: ReadonlySet<number>): Duration[] {
  const found: Duration[] = []
  if (words.length === 0) return found
  for (const match of text.matchAll(DURATION)) {
    const [, , , amount = '', unit = ''] = match
    const direction = directionOf(match.groups ?? {})
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 12)
    if (
      !direction ||
      /^[\s-]*(?:old|ago|earlier|later|before|after|prior|previously|postop|of age)\b/i.test(after)
    )
      continue
    const from = wordIndexAt(words, match.index)
    const to = wordIndexAt(words, match.index + match[0].length)
    const perUnit = UNIT_DAYS[unit.toLowerCase().replace(/s$/, '')]
    const count = readAmount(amount.toLowerCase())
    if (perUnit === undefined || count === null || starts.has(to - 1 > from ? to - 1 : -1)) continue
    found.push({ days: count * perUnit, from, to, direction })
  }
  return found
}

function directionOf({
  lead,
  paren,
  tail,
}: Record<string, string | undefined>): Duration['direction'] | null {
  const end = tail?.trim().toLowerCase().replace(/^-/, '') ?? ''
  if (paren !== undefined) return end === ')' ? 'behind' : null
  if (/of$|h\/o$/.test(end)) return lead === undefined ? 'ahead' : null
  if (lead === undefined) return null
  return /^of/i.test(lead) && !end.startsWith('duration') ? null : 'behind'
}

function readAmount(amount: string): number | null {
  if (amount === 'a' || amount === 'an') return 1
  if (amount.startsWith('half')) return 0.5
  if (amount === 'one and a half') return 1.5
  const spelt = SPELT.indexOf(amount)
  return spelt === -1 ? Number(amount) : spelt + 1
}
