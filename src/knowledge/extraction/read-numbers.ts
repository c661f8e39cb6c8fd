import type { Span } from '../../domain/span'
import type { Range } from './analytes'
import { readUnit } from './read-units'

export interface NumberReading {
  readonly value: number
  readonly start: number
  readonly end: number
}

const NUMBER = /^\s*[<>≤≥~≈]?\s*(\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,·]\d+)?)/u

/** Reads the number at a place, blanks and a comparison sign before it allowed. "14,800" is fourteen thousand, "7,4" seven and a bit. */
export function readNumber(text: string, from: number): NumberReading | null {
  const match = NUMBER.exec(text.slice(from, from + 32))
  const digits = match?.[1]
  if (!match || digits === undefined) return null
  const end = from + match[0].length
  const isGrouped = /^\d{1,3}(?:[, \u00a0\u202f]\d{3})+$/u.test(digits)
  const value = Number(isGrouped ? digits.replace(/[, \u00a0\u202f]/gu, '') : digits.replace(/[,·]/, '.'))
  return Number.isFinite(value) ? { value, start: end - digits.length, end } : null
}

const LIMITS =
  /^[\s,]*[([]\s*(?:normal|reference|ref\.?|nr|rr|n)?\s*(?:range|interval|values?)?\s*[:=,]?\s*(?:(\d+(?:\.\d+)?)\s*(?:[-–—]|to)\s*(\d+(?:\.\d+)?)|([<≤>≥])\s*(\d+(?:\.\d+)?))[^)\]]{0,24}[)\]]/iu

/** The reference range that a note gives behind a value, "(115–165)" or "(normal <5)"; open ends are infinite. */
export function readReference(text: string, from: number): Range | null {
  const match = LIMITS.exec(text.slice(from, from + 64))
  if (!match) return null
  const [, low, high, sign, limit] = match
  if (low !== undefined && high !== undefined)
    return Number(low) < Number(high) ? [Number(low), Number(high)] : null
  if (limit === undefined) return null
  return sign === '<' || sign === '≤' ? [-Infinity, Number(limit)] : [Number(limit), Infinity]
}

export interface PressureReading {
  readonly systolic: number
  readonly diastolic: number
  readonly unit: string | null
  /** From the name, where one stands before it, to the upper number; then the rest. */
  readonly upper: Span
  readonly lower: Span
}

const PAIR = /(?<![\d/.])(\d{2,3})\s*\/\s*(\d{2,3})(?![\d/])/gu
const WITHIN = 40

/** Reads "92/54" where a name stands shortly before it or mmHg behind it. */
export function readPressure(text: string, name: RegExp): PressureReading[] {
  return [...text.matchAll(PAIR)].flatMap((match) => {
    const end = match.index + match[0].length
    const unit = readUnit(text.slice(end, end + 12))
    const before = text.slice(Math.max(0, match.index - WITHIN), match.index)
    const named = /[.;\n]\s/.test(before)
      ? name.exec(before.slice(before.search(/[.;\n]\s[^.;\n]*$/) + 1))
      : name.exec(before)
    if (unit?.canonical !== 'mmhg' && !named) return []
    const nameStart = named ? before.toLowerCase().lastIndexOf(named[0].toLowerCase()) : -1
    const start = nameStart === -1 ? match.index : Math.max(0, match.index - WITHIN) + nameStart
    const slash = match.index + (match[1] ?? '').length
    const isUnit = unit?.canonical === 'mmhg'
    return [
      {
        systolic: Number(match[1]),
        diastolic: Number(match[2]),
        unit: isUnit ? unit.written : null,
        upper: { start, end: slash },
        lower: { start: text.indexOf(match[2] ?? '', slash + 1), end: end + (isUnit ? unit.length : 0) },
      },
    ]
  })
}
