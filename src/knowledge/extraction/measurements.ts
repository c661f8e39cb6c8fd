import type { Span } from '../../domain/span'
import { ANALYTES, type Analyte } from './analytes'

/** A value of the notes, as written and in the analyte's SI unit. */
export interface Measurement {
  readonly analyte: string
  readonly value: number
  readonly unit: string | null
  readonly siValue: number
  /** Name to value, unit included. */
  readonly span: Span
  readonly flag: 'high' | 'low' | 'normal'
}

const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)`
/** What may stand between name and value: a few words without digits, commas or full stops. */
const BETWEEN = String.raw`(?:\s|[:=(<>≥≤~]|of|was|is|are|were|at|raised|elevated|low|high|reduced|normal|count|level|serum|only|to|up|down|on|admission|about|around|approximately|markedly|slightly|mildly|just|rate|[a-z]{2,12}ly){0,40}?`

interface Reader {
  readonly analyte: Analyte
  readonly pattern: RegExp
}

const escapeName = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[\\s-]+')

const READERS: readonly Reader[] = ANALYTES.map((analyte) => {
  const names = [...analyte.names].sort((a, b) => b.length - a.length).map(escapeName)
  const units = analyte.units.map(({ pattern }) => pattern).join('|')
  const unitGroup = units === '' ? '()' : `(?:\\s*[-–]?\\s*(${units}))?`
  return {
    analyte,
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}])${BETWEEN}(${NUMBER})(?:\\s*/\\s*(\\d{2,3}))?${unitGroup}`,
      'giu',
    ),
  }
})

/** CSF values are written under one heading, "CSF: white cells 1,200/µL, protein 2.1 g/L". */
const CSF_HEADING = /\b(?:csf|cerebrospinal fluid|lumbar puncture)\b[^.\n]{0,220}/gi
const CSF_NAMES: Readonly<Record<string, string>> = {
  'white-cell-count': 'csf-white-cells',
  'total-protein': 'csf-protein',
  glucose: 'csf-glucose',
}
const CSF_PROTEIN = new RegExp(
  `(?<![\\p{L}])protein(?![\\p{L}])${BETWEEN}(${NUMBER})()\\s*(g/l|mg/dl)?`,
  'giu',
)

/** All values found, in order of place. Overlapping readings keep the longer name. */
export function readMeasurements(text: string): Measurement[] {
  const csf = [...text.matchAll(CSF_HEADING)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  const isCsf = (at: number) => csf.some(({ start, end }) => start <= at && at < end)
  const found: Measurement[] = []
  for (const { analyte, pattern } of READERS) {
    for (const match of text.matchAll(pattern)) {
      if (
        analyte.id === 'systolic-bp'
          ? match[2] === undefined
          : match[2] !== undefined && analyte.id !== 'heart-rate' && analyte.id !== 'gcs'
      )
        continue
      const csfId = isCsf(match.index) ? CSF_NAMES[analyte.id] : undefined
      const owner = csfId ? ANALYTES.find(({ id }) => id === csfId) : analyte
      if (owner) found.push(toMeasurement(owner, match))
    }
  }
  const protein = ANALYTES.find(({ id }) => id === 'csf-protein')
  for (const match of text.matchAll(CSF_PROTEIN))
    if (protein && isCsf(match.index)) found.push(toMeasurement(protein, match))
  return withoutOverlaps(found)
}

function toMeasurement(analyte: Analyte, match: RegExpMatchArray): Measurement {
  const start = match.index ?? 0
  const value = Number((match[1] ?? '').replaceAll(',', ''))
  const written = match[3] || null
  const unit = analyte.units.find(
    ({ pattern }) => written !== null && new RegExp(`^(?:${pattern})$`, 'i').test(written),
  )
  const siValue = unit ? value * unit.factor + (unit.offset ?? 0) : guessSi(analyte, value)
  const [low, high] = analyte.range
  const flag = high !== null && siValue > high ? 'high' : low !== null && siValue < low ? 'low' : 'normal'
  return {
    analyte: analyte.id,
    value,
    unit: written,
    siValue,
    span: { start, end: start + match[0].length },
    flag,
  }
}

/** Without a unit a value is taken as SI unless only another unit makes it believable. */
function guessSi(analyte: Analyte, value: number): number {
  if (analyte.id === 'temperature' && value > 45) return ((value - 32) * 5) / 9
  if (analyte.id === 'haemoglobin' && value < 25) return value * 10
  if (analyte.id === 'creatinine' && value < 15) return value * 88.4
  if (analyte.id === 'platelets' && value > 2000) return value / 1000
  if (analyte.id === 'white-cell-count' && value > 500) return value / 1000
  return value
}

function withoutOverlaps(found: readonly Measurement[]): Measurement[] {
  const byPlace = [...found].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
  const kept: Measurement[] = []
  for (const each of byPlace) if (each.span.start >= (kept.at(-1)?.span.end ?? 0)) kept.push(each)
  return kept
}
