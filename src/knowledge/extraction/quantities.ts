import type { Span } from '../../domain/span'
import { readUnit } from './read-units'
import { type Word, wordIndexAt } from './words'

/** A number with its unit, whatever it measures. */
export interface Quantity {
  readonly value: number
  /** One spelling for all ways to write it; times are in `day`. */
  readonly unit: string
  /** In the base of the unit's kind, so that 2 weeks and 14 days, 3 cm and 30 mm agree. */
  readonly base: number
  readonly kind: string
  /** Number and unit. */
  readonly span: Span
  /** Index of the first word that belongs to it. */
  readonly word: number
}

/** Sizes, masses, volumes and times; units of laboratories and vital signs are read elsewhere. */
const PLAIN: Readonly<Record<string, readonly [kind: string, base: number]>> = {
  mm: ['length', 1],
  millimeter: ['length', 1],
  millimetre: ['length', 1],
  cm: ['length', 10],
  centimeter: ['length', 10],
  centimetre: ['length', 10],
  kg: ['mass', 1e6],
  kilogram: ['mass', 1e6],
  g: ['mass', 1000],
  gram: ['mass', 1000],
  mg: ['mass', 1],
  µg: ['mass', 0.001],
  μg: ['mass', 0.001],
  mcg: ['mass', 0.001],
  ml: ['volume', 1],
  cc: ['volume', 1],
  l: ['volume', 1000],
  liter: ['volume', 1000],
  litre: ['volume', 1000],
  minute: ['time', 1 / 1440],
  min: ['time', 1 / 1440],
  hour: ['time', 1 / 24],
  hr: ['time', 1 / 24],
  h: ['time', 1 / 24],
  day: ['time', 1],
  week: ['time', 7],
  wk: ['time', 7],
  month: ['time', 30.4],
  mo: ['time', 30.4],
  year: ['time', 365],
  yr: ['time', 365],
}
const SPELT =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const PLAIN_UNIT =
  /^[\s-]*(millimet(?:re|er)|centimet(?:re|er)|kilogram|gram|minute|hour|day|week|month|year|lit(?:re|er)|mcg|mm|cm|kg|mg|µg|μg|ml|cc|min|hr|wk|mo|yr|g|l|h)s?(?![\p{L}\p{N}/²³^])/iu
/** Numbers that share the unit of the last: "3.5 × 2 × 1 cm", "20–25 %", "3 to 4 days". */
const NUMBERS =
  /(?<![\p{L}\p{N}.,/^×])(\d{1,3}(?:[,\u202f]\d{3})+|\d+(?:\.\d+)?)((?:\s?(?:[x×*–/-]|to|and|by)\s?\d+(?:\.\d+)?)*)/giu
const SPELT_TIME = new RegExp(`\\b(${SPELT.join('|')})[\\s-]+(minute|hour|day|week|month|year)s?\\b`, 'giu')
/** Any other unit: one thing per another, or an angle. */
const OTHER_UNIT = /^\s?([a-zµμ]{1,6}\/[a-zµμ]{1,6}[²³]?|°)/iu
/** A multiplier before the unit's own ten: "9.4 × 10^3/µL". */
const POWER = /^\s*[x×*·]\s*10\s*(?:\^|\*\*)?\s*(?:\d|[³⁶⁹¹²])/u

/** Reads all quantities of a text, in order. Ages, dates and bare numbers are none. */
export function readQuantities(text: string, words: readonly Word[]): Quantity[] {
  const found: Quantity[] = []
  const add = (value: number, unit: { name: string; kind: string; factor: number }, span: Span) => {
    const base = value * unit.factor
    if (Number.isFinite(base))
      found.push({
        value,
        unit: unit.name,
        base,
        kind: unit.kind,
        span,
        word: wordIndexAt(words, span.start),
      })
  }
  for (const match of text.matchAll(NUMBERS)) {
    const [all, first = '', others = ''] = match
    const numbers = [first, ...(others.match(/\d+(?:\.\d+)?/gu) ?? [])].map((digits) =>
      Number(digits.replace(/[,\u202f]/gu, '')),
    )
    let end = match.index + all.length
    // The ten of "9.4 × 10^3" was taken for another number.
    const power = POWER.exec(text.slice(match.index + first.length, end + 4))
    if (power) {
      numbers.length = 1
      end = match.index + first.length
    }
    const unit = unitAt(text, end)
    if (!unit) continue
    for (const value of numbers) add(value, unit, { start: match.index, end: end + unit.length })
  }
  for (const match of text.matchAll(SPELT_TIME)) {
    const [kind, factor] = PLAIN[(match[2] ?? '').toLowerCase()] ?? ['time', 1]
    add(
      SPELT.indexOf((match[1] ?? '').toLowerCase()) + 1,
      { name: kind, kind, factor },
      { start: match.index, end: match.index + match[0].length },
    )
  }
  return found.sort((a, b) => a.span.start - b.span.start)
}

function unitAt(
  text: string,
  at: number,
): { name: string; kind: string; factor: number; length: number } | null {
  const rest = text.slice(at, at + 40)
  const plain = PLAIN_UNIT.exec(rest)
  if (plain) {
    const name = (plain[1] ?? '').toLowerCase()
    if (/^[\s-]*(?:year|yr|month|mo|week|wk|day)s?[\s-]+(?:old|of age)\b/iu.test(rest)) return null
    const [kind, factor] = PLAIN[name] ?? [name, 1]
    return { name: kind === 'time' ? 'day' : name, kind, factor, length: plain[0].length }
  }
  const index = /^\s?kg\s?\/\s?m(?:2|²|\^2)/u.exec(rest)
  if (index) return { name: 'kg/m2', kind: 'kg/m2', factor: 1, length: index[0].length }
  const unit = readUnit(rest)
  if (!unit || unit.canonical === 's') {
    const other = OTHER_UNIT.exec(rest)
    if (!other) return null
    const name = (other[1] ?? '').toLowerCase()
    return { name, kind: name, factor: 1, length: other[0].length }
  }
  return { name: unit.canonical, kind: unit.canonical, factor: 1, length: unit.length }
}
