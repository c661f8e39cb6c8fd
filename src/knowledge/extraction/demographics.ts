import type { Span } from '../../domain/span'

export interface AgeReading {
  readonly years: number
  readonly span: Span
}
export interface SexReading {
  readonly value: 'female' | 'male'
  readonly span: Span
}

const UNIT_YEARS = { y: 1, m: 1 / 12, w: 1 / 52, d: 1 / 365 } as const
const AGE_PATTERNS: readonly RegExp[] = [
  /\b(\d{1,3})\s*[-–]?\s*(y|m|w|d)(?:ears?|r|o|onths?|eeks?|ays?)?s?\s*[-–/]?\s*o(?:ld|\b)/i,
  /\b(\d{1,3})\s*[-–]\s*(y|m|w|d)(?:ear|onth|eek|ay)s?\b/i,
  /\baged?\s+(?:of\s+)?(\d{1,3})\b()/i,
  /\b(\d{1,3})\s*(?:[-–]?\s*)?(y)\/o\b/i,
  /\b(\d{1,3})\s*()(?=[MF]\b)/,
]
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const ONES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen',
  'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'] // prettier-ignore
const SPELT = new RegExp(
  `\\b(?:(${TENS.join('|')})(?:[-\\s](${ONES.slice(0, 9).join('|')}))?|(${ONES.join('|')}))[-\\s](y|m|w|d)(?:ear|onth|eek|ay)s?[-\\s]old\\b`,
  'i',
)
const NEWBORN = /\b(?:newborn|neonate)\b/i
const DECADE =
  /\bin (?:his|her|their) (?:early |mid |mid-|late )?(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b/i
const DECADES = ['twenties', 'thirties', 'forties', 'fifties', 'sixties', 'seventies', 'eighties', 'nineties']

/** The first age stated, in years; null where there is none below 120. */
export function readAge(text: string): AgeReading | null {
  let best: AgeReading | null = null
  for (const pattern of AGE_PATTERNS) {
    const match = pattern.exec(text)
    if (!match) continue
    const unit = (match[2]?.toLowerCase() || 'y') as keyof typeof UNIT_YEARS // the patterns allow these letters only
    const years = Number(match[1]) * UNIT_YEARS[unit]
    if (years > 120 || (best && best.span.start <= match.index)) continue
    best = { years, span: { start: match.index, end: match.index + match[0].length } }
  }
  const spelt = readSpeltAge(text)
  if (spelt && (!best || spelt.span.start < best.span.start)) best = spelt
  if (best) return best
  const newborn = NEWBORN.exec(text)
  if (newborn) return { years: 0, span: { start: newborn.index, end: newborn.index + newborn[0].length } }
  const decade = DECADE.exec(text)
  if (!decade) return null
  const years = 25 + 10 * DECADES.indexOf(decade[1]?.toLowerCase() ?? '')
  return { years, span: { start: decade.index, end: decade.index + decade[0].length } }
}

function readSpeltAge(text: string): AgeReading | null {
  const match = SPELT.exec(text)
  if (!match) return null
  const [all, tens, ones, single, unit] = match
  const count =
    tens === undefined
      ? ONES.indexOf(single?.toLowerCase() ?? '') + 1
      : 20 + 10 * TENS.indexOf(tens.toLowerCase()) + ONES.indexOf(ones?.toLowerCase() ?? '') + 1
  const perUnit = UNIT_YEARS[(unit?.toLowerCase() ?? 'y') as keyof typeof UNIT_YEARS] // the pattern allows these letters only
  return { years: count * perUnit, span: { start: match.index, end: match.index + all.length } }
}

const FEMALE =
  /\b(?:[Ww]oman|[Ff]emale|[Gg]irl|[Ll]ady|[Ss]choolgirl|mother of|primigravida|[Hh]ousewife)\b|\b\d{1,3}\s?(?:y\/?o\s?)?F\b/
const MALE = /\b(?:[Mm]an|[Mm]ale|[Bb]oy|[Gg]entleman|[Ss]choolboy)\b|\b\d{1,3}\s?(?:y\/?o\s?)?M\b/
const PRONOUNS = { female: /\b(?:she|her|hers)\b/i, male: /\b(?:he|his|him)\b/i } as const

/** The patient's sex by the first noun that says it, else by pronouns. */
export function readSex(text: string): SexReading | null {
  const pick = (female: RegExp, male: RegExp): SexReading | null => {
    const [f, m] = [female.exec(text), male.exec(text)]
    const first = f && (!m || f.index <= m.index) ? f : m
    if (!first) return null
    return {
      value: first === f ? 'female' : 'male',
      span: { start: first.index, end: first.index + first[0].length },
    }
  }
  return pick(FEMALE, MALE) ?? pick(PRONOUNS.female, PRONOUNS.male)
}
