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
const FRACTIONS: Readonly<Record<string, number>> = {
  '½': 0.5,
  '¼': 0.25,
  '¾': 0.75,
  '1/2': 0.5,
  '1/4': 0.25,
  '3/4': 0.75,
}
/** A count with an optional fraction: 54, 2.5, 6½, 6 1/2. */
const COUNT = String.raw`(?<![\d.,/])(\d{1,3}(?:\.\d)?)\s*([½¼¾]|[13]\/[24](?=[\s-]))?`
const UNIT = '(y|m|w|d)(?:ears?|rs?|o(?!\\w)|onths?|os?(?=[\\s-]old)|eeks?|ks?|ays?)?'
/** Each gives count, fraction and the unit's first letter. */
const AGE_PATTERNS: readonly RegExp[] = [
  new RegExp(String.raw`${COUNT}\s*[-–]?\s*${UNIT}\.?\s*[-–/]?\s*o(?:ld\b|\.|\b)`, 'i'),
  new RegExp(
    String.raw`${COUNT}\s*[-–]\s*(y|m|w|d)(?:ear|onth|eek|ay)s?\b(?!\s+(?:history|course|of|period|follow|duration))`,
    'i',
  ),
  /\baged?\b\s*(?:of\s+|:\s*)?(\d{1,3})\b()()(?!\s*(?:months|weeks|days))/i,
  /\baged?\s+(\d{1,3})()\s+(m|w|d)(?:onths|eeks|ays)\b/i,
  /(?<![\d.,/-])(\d{1,3})()\s*()(?=(?:[MF]\b|\s?(?:year|yr)s?\s+(?:man|woman|male|female)))/,
  /\b[MF]\s?\/\s?(\d{1,3})()()\b/,
]
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const ONES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen',
  'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'] // prettier-ignore
const SPELT = new RegExp(
  `\\b(?:(${TENS.join('|')})(?:[-\\s](${ONES.slice(0, 9).join('|')}))?|(${ONES.join('|')}))[-\\s](y|m|w|d)(?:ear|onth|eek|ay)s?[-\\s]old\\b`,
  'i',
)
/** Words that give an age only where no number does. */
const VAGUE: readonly (readonly [RegExp, number])[] = [
  [/\b(?:newborn|neonate)\b/i, 0],
  [/\bteen(?:age|aged|ager)\b/i, 15],
]
const DECADE =
  /\bin (?:his|her|their) (early |mid |mid-|late )?(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|20s|30s|40s|50s|60s|70s|80s|90s)\b/i
const PART: Readonly<Record<string, number>> = { early: 2, mid: 5, late: 8 }
/** "Her 60-year-old husband": somebody else's age. */
const OF_ANOTHER =
  /^[\s,]*(?:husband|wife|mother|father|brother|sister|son|daughter|partner|uncle|aunt|cousin|grand\w+|sibling|friend)\b/i

/** The first age of the patient stated, in years; null where there is none below 120. */
export function readAge(text: string): AgeReading | null {
  let best: AgeReading | null = null
  for (const pattern of AGE_PATTERNS) {
    const reading = readFirst(text, pattern)
    if (reading && (!best || reading.span.start < best.span.start)) best = reading
  }
  const spelt = readSpeltAge(text)
  if (spelt && (!best || spelt.span.start < best.span.start)) best = spelt
  if (best) return best
  for (const [pattern, years] of VAGUE) {
    const match = pattern.exec(text)
    if (match) return { years, span: { start: match.index, end: match.index + match[0].length } }
  }
  return readDecade(text)
}

function readFirst(text: string, pattern: RegExp): AgeReading | null {
  for (let from = 0; from < text.length;) {
    const match = pattern.exec(from === 0 ? text : text.slice(from))
    if (!match) return null
    const start = from + match.index
    const end = start + match[0].length
    const unit = (match[3]?.toLowerCase() || 'y') as keyof typeof UNIT_YEARS // the patterns allow these letters only
    const years = (Number(match[1]) + (FRACTIONS[match[2] ?? ''] ?? 0)) * UNIT_YEARS[unit]
    if (years <= 120 && !OF_ANOTHER.test(text.slice(end, end + 16))) return { years, span: { start, end } }
    from = end
  }
  return null
}

function readDecade(text: string): AgeReading | null {
  const decade = DECADE.exec(text)
  if (!decade) return null
  const name = decade[2]?.toLowerCase() ?? ''
  const start = /^\d/.test(name)
    ? Number(name.slice(0, 2))
    : 20 + 10 * TENS.findIndex((tens) => name.startsWith(tens.slice(0, 4)))
  const years = start + (PART[decade[1]?.trim().replace('-', '').toLowerCase() ?? ''] ?? 5)
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
  /\b(?:[Ww]oman|[Ff]emale|[Gg]irl|[Ll]ady|[Ss]choolgirl|[Ww]idow|mother of|primigravida|[Hh]ousewife)\b|\b\d{1,3}\s?(?:y\/?o\s?)?F\b|\bF\s?\/\s?\d{1,3}\b/
const MALE =
  /\b(?:[Mm]an|[Mm]ale|[Bb]oy|[Gg]entleman|[Ss]choolboy|[Ww]idower)\b|\b\d{1,3}\s?(?:y\/?o\s?)?M\b|\bM\s?\/\s?\d{1,3}\b/
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
