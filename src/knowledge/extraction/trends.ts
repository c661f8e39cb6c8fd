import type { Trend } from '../../domain/finding'
import { readNumber } from './read-numbers'
import { readUnit } from './read-units'

export interface TrendReading {
  /** Where the last value stands. */
  readonly valueAt: number
  /** The way from the first value to the last; null where they are the same. */
  readonly trend: (last: number) => Trend | null
}

/** Up to the first value: "fell from", "has dropped over two days from", "went from"; or nothing at all before an arrow. */
const TO_FIRST = /^(?:\s+(?!and\b|but\b)[\p{L}-]+){0,5}?\s+from\s+(?=\d)/iu
const ARROW = /^\s*(?:→|->|–>|=>)\s*(?=\d)/
const TO_LAST = /^\s*(?:(?:down|up|back)\s+)?to\s+(?:(?:only|about|a|an|around)\s+)?(?=\d)/i
const LONGEST = 60

/** Reads "from 12 to 7" or "12 → 7" behind an analyte's name; null where it is not told so. */
export function readTrend(text: string, from: number): TrendReading | null {
  const rest = text.slice(from, from + LONGEST)
  const lead = TO_FIRST.exec(rest)
  const start = from + (lead?.[0].length ?? 0)
  const first =
    lead || /^[\s:=]*\d/.test(rest)
      ? readNumber(text, start + (lead ? 0 : (/^[\s:=]*/.exec(rest)?.[0].length ?? 0)))
      : null
  if (!first) return null
  const afterUnit = first.end + (readUnit(text.slice(first.end, first.end + 40))?.length ?? 0)
  for (const end of [afterUnit, first.end]) {
    const bridge =
      (lead ? TO_LAST.exec(text.slice(end, end + 24)) : null) ?? ARROW.exec(text.slice(end, end + 8))
    if (!bridge) continue
    return {
      valueAt: end + bridge[0].length,
      trend: (last) => (last > first.value ? 'rising' : last < first.value ? 'falling' : null),
    }
  }
  return null
}

const FALLING =
  /\b(?:fell|fallen|falling|dropp?(?:ed|ing)|drop in|fall in|decreas(?:ed|ing) to|decreasing|decrease in|declin(?:ed|ing)|down to)\b/i
const RISING =
  /\b(?:rose|risen|rising|climb(?:ed|ing)|increas(?:ed|ing) to|increasing|rise in|increase in|up to)\b/i
/** "falling platelets", "a drop in haemoglobin": the words right before the name. */
const RIGHT_BEFORE =
  /(?:\b(?:falling|rising|decreasing|increasing|declining)|\b(?:drop|fall|rise|decrease|increase|decline) in(?: the)?)\s*(?:serum |plasma |the )?$/i

/** Which way a single value goes, by the words before its name or between name and value. */
export function trendBefore(before: string, between: string): Trend | null {
  const near = RIGHT_BEFORE.exec(before)?.[0] ?? ''
  if (FALLING.test(between) || FALLING.test(near)) return 'falling'
  return RISING.test(between) || RISING.test(near) ? 'rising' : null
}
