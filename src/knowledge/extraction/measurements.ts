import type { Trend } from '../../domain/finding'
import type { Span } from '../../domain/span'
import { readTrend, trendBefore } from './trends'
import { ANALYTES, findAnalyte, referenceRange, type Analyte, type Range } from './analytes'
import { indexWordings, matchWordings } from './match-wordings'
import { readWords, type Word } from './words'
import { readNumber, readPressure, readReference } from './read-numbers'
import { readUnit } from './read-units'
import { specimenAt } from './specimens'

/** A value of the notes, as written and in the analyte's SI unit. */
export interface Measurement {
  readonly analyte: string
  readonly value: number
  readonly unit: string | null
  readonly siValue: number
  /** Name to value, unit included. */
  readonly span: Span
  readonly flag: 'high' | 'low' | 'normal'
  /** Where the note tells an earlier value too, or which way it goes. */
  readonly trend?: Trend
}

interface Patient {
  readonly years: number | null
  readonly sex: 'female' | 'male' | null
}

/** What may stand between a name and its value. */
const BETWEEN =
  /^(?:[\s:=(,~≈–—-]|\d{1,2}:\d{2}(?:\s?h(?:ours)?\b)?|\d{1,2}\s?[ap]m\b|\b(?:of|was|is|were|are|at|to|a|an|the|raised|elevated|low|high|reduced|increased|decreased|normal|count|counts|level|levels|concentration|value|serum|plasma|only|up|down|as|on|admission|arrival|about|around|approximately|roughly|markedly|mildly|slightly|severely|just|rate|had|has|been|risen|fallen|fell|rose|climbed|dropped|falling|rising|decreasing|increasing|improved|normalised|normalized|stable|remained|then|measured|recorded|peaked|peaking|found|be|and|result|readings?|reading|regular|bounding|irregular|random|fasting|capillary|showed|now|returned|came|back|initially|today|high-sensitivity|over|above|below|under|greater|less|than|more)\b){0,9}/i

const NAMES = indexWordings(
  ANALYTES.flatMap((analyte) => analyte.names.map((name) => [name, analyte] as const)),
)
const UNKNOWN: Patient = { years: null, sex: null }
const NO_STARTS: ReadonlySet<number> = new Set()

/** Where an analyte is named: words `first` to `last`, both included. */
export interface AnalyteMention {
  readonly analyte: string
  readonly first: number
  readonly last: number
}

/** All places where a text names an analyte, with a value behind it or without. */
export function matchAnalytes(
  text: string,
  words: readonly Word[],
  starts: ReadonlySet<number>,
): AnalyteMention[] {
  return matchWordings(text, words, starts, NAMES).flatMap(({ first, last, meanings: [named] }) => {
    const owner = named && analyteInSpecimen(named, specimenAt(text, words[first]?.start ?? 0))
    return owner ? [{ analyte: owner.id, first, last }] : []
  })
}

/** Reads all values with a known analyte, in order of place; none overlaps another. Flags follow the patient's sex and age. */
export function readMeasurements(
  text: string,
  patient = UNKNOWN,
  words: readonly Word[] = readWords(text),
  starts = NO_STARTS,
): Measurement[] {
  const found: Measurement[] = []
  for (const match of matchWordings(text, words, starts, NAMES)) {
    const [named] = match.meanings
    const first = words[match.first]
    const last = words[match.last]
    if (!named || !first || !last || /^[+-]?[/]/.test(text.slice(last.end, last.end + 1))) continue
    const owner = analyteInSpecimen(named, specimenAt(text, first.start))
    if (!owner) continue
    const trend = readTrend(text, last.end)
    const gap = BETWEEN.exec(text.slice(last.end, last.end + 120))?.[0] ?? ''
    const reading =
      (trend && readValue(text, trend.valueAt, owner, patient)) ??
      readValue(text, secondOfPair(text, words, match.first, last.end + gap.length), owner, patient)
    if (!reading) continue
    const heading =
      trend?.trend(reading.value) ?? trendBefore(text.slice(Math.max(0, first.start - 40), first.start), gap)
    found.push({
      ...reading,
      ...(heading && { trend: heading }),
      span: { start: first.start, end: reading.span.end },
    })
  }
  found.push(...readPressures(text, patient), ...readUnnamed(text, patient), ...readCsfProtein(text, patient))
  return withoutOverlaps(found)
}

/** "AST and ALT were 88 and 140 U/L": where the second name's value stands. */
function secondOfPair(text: string, words: readonly Word[], first: number, valueAt: number): number {
  const name = words[first - 2]
  if (!name || words[first - 1]?.form !== 'and') return valueAt
  const pair = /^\s*\d[\d.,]*\s*and\s+(?=\d)/.exec(text.slice(valueAt, valueAt + 32))
  return pair ? valueAt + pair[0].length : valueAt
}

const IN_CSF: Readonly<Record<string, string>> = {
  'white-cell-count': 'csf-white-cells',
  'total-protein': 'csf-protein',
  glucose: 'csf-glucose',
  'csf-white-cells': 'csf-white-cells',
  'csf-protein': 'csf-protein',
  'csf-glucose': 'csf-glucose',
  'csf-opening-pressure': 'csf-opening-pressure',
}
const ELSEWHERE = new Set(['urine-protein-creatinine-ratio', 'hcg', 'ketones'])

function analyteInSpecimen(analyte: Analyte, specimen: ReturnType<typeof specimenAt>): Analyte | null {
  if (specimen === 'blood') return analyte
  if (specimen === 'csf') return findAnalyte(IN_CSF[analyte.id] ?? '')
  return ELSEWHERE.has(analyte.id) ? analyte : null
}

function readValue(text: string, from: number, analyte: Analyte, patient: Patient): Measurement | null {
  const number = readNumber(text, from)
  if (!number) return null
  const unit = readUnit(text.slice(number.end, number.end + 40))
  // A number that goes on as a date, a ratio or a duration is none of this analyte.
  if (
    !unit &&
    /^(?:\/\d|-?\s?(?:days?|weeks?|months?|years?|hours?|mg\b|ml\b|mm\b|cm\b|kg\b|times)\b)/.test(
      text.slice(number.end).slice(0, 12).trimStart(),
    )
  )
    return null
  const siValue = unit ? toSi(analyte, number.value, unit.canonical) : guessSi(analyte, number.value)
  if (siValue === null || siValue < analyte.plausible[0] || siValue > analyte.plausible[1]) return null
  const end = number.end + (unit?.length ?? 0)
  const stated = readReference(text, end)
  const range = stated ? inSi(stated, analyte, unit?.canonical ?? null) : null
  return {
    analyte: analyte.id,
    value: number.value,
    unit: unit?.written ?? null,
    siValue,
    span: { start: number.start, end },
    flag: compare(siValue, range ?? referenceRange(analyte, patient.years, patient.sex)),
  }
}

function compare(value: number, [low, high]: Range): Measurement['flag'] {
  return value > high ? 'high' : value < low ? 'low' : 'normal'
}

function inSi([low, high]: Range, analyte: Analyte, unit: string | null): Range | null {
  const convert = (value: number) =>
    Number.isFinite(value) ? (unit === null ? value : toSi(analyte, value, unit)) : value
  const limits = [convert(low), convert(high)] as const
  return limits[0] === null || limits[1] === null ? null : [limits[0], limits[1]]
}

/** A value in the analyte's SI unit; null for a unit that it is never given in. */
function toSi(analyte: Analyte, value: number, unit: string): number | null {
  if (unit === '°f') return analyte.id === 'temperature' ? ((value - 32) * 5) / 9 : null
  // HbA1c by the IFCC–NGSP master equation.
  if (analyte.id === 'hba1c' && unit === '%') return (value - 2.15) * 10.929
  const factor = analyte.units[unit]
  if (factor !== undefined) return value * factor
  return unit === 's' && analyte.units[''] !== undefined ? value : null
}

/** Without a unit a value is taken as SI where that is plausible, else in the first unit that makes it so. */
function guessSi(analyte: Analyte, value: number): number | null {
  const [low, high] = analyte.plausible
  const isPlausible = (si: number | null): si is number => si !== null && si >= low && si <= high
  if (isPlausible(value)) return value
  return (
    Object.keys(analyte.units)
      .map((unit) => toSi(analyte, value, unit))
      .find(isPlausible) ?? null
  )
}

const PRESSURE_NAME = /\b(?:blood pressure|bp)\b/i

function readPressures(text: string, patient: Patient): Measurement[] {
  const [systolic, diastolic] = [findAnalyte('systolic-bp'), findAnalyte('diastolic-bp')]
  if (!systolic || !diastolic) return []
  return readPressure(text, PRESSURE_NAME).flatMap((pair) => {
    const unit = pair.unit
    const upper = { analyte: 'systolic-bp', value: pair.systolic, unit, siValue: pair.systolic }
    const lower = { analyte: 'diastolic-bp', value: pair.diastolic, unit, siValue: pair.diastolic }
    const isSane = pair.systolic > pair.diastolic && pair.systolic <= 320 && pair.diastolic >= 10
    if (!isSane) return []
    return [
      {
        ...upper,
        span: pair.upper,
        flag: compare(pair.systolic, referenceRange(systolic, patient.years, patient.sex)),
      },
      {
        ...lower,
        span: pair.lower,
        flag: compare(pair.diastolic, referenceRange(diastolic, patient.years, patient.sex)),
      },
    ]
  })
}

/** Values whose unit alone tells what they are: 38.9 °C, 120 beats/min, 28 breaths/min, 91% on room air. */
const UNNAMED: readonly (readonly [string, RegExp])[] = [
  ['temperature', /(?<![\d.,])\d{2,3}(?:[.,]\d)?\s*(?:°|º|degrees)\s*[CF]\b/giu],
  ['heart-rate', /(?<![\d.,/])\d{2,3}\s*(?:bpm\b|beats\s*(?:\/|per|a)\s*min)/giu],
  ['respiratory-rate', /(?<![\d.,/])\d{1,2}\s*(?:breaths|respirations)\s*(?:\/|per|a)\s*min/giu],
  [
    'oxygen-saturation',
    /(?<![\d.,])\d{2,3}\s*%\s*(?=(?:on|in|breathing|while breathing)\s+(?:room\s+)?air)/giu,
  ],
]

function readUnnamed(text: string, patient: Patient): Measurement[] {
  return UNNAMED.flatMap(([id, pattern]) => {
    const analyte = findAnalyte(id)
    if (!analyte) return []
    return [...text.matchAll(pattern)].flatMap(
      (match) => readValue(text, match.index, analyte, patient) ?? [],
    )
  })
}

/** "protein" alone is the fluid's protein where the sentence is about cerebrospinal fluid. */
function readCsfProtein(text: string, patient: Patient): Measurement[] {
  const analyte = findAnalyte('csf-protein')
  if (!analyte) return []
  return [...text.matchAll(/(?<![\p{L}-])protein\b/giu)].flatMap((match) => {
    if (specimenAt(text, match.index) !== 'csf') return []
    const after = match.index + match[0].length
    const from = after + (BETWEEN.exec(text.slice(after, after + 120))?.[0].length ?? 0)
    const reading = readValue(text, from, analyte, patient)
    return reading ? [{ ...reading, span: { start: match.index, end: reading.span.end } }] : []
  })
}

/** Earlier and longer readings win. */
function withoutOverlaps(found: readonly Measurement[]): Measurement[] {
  const byPlace = [...found].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
  const kept: Measurement[] = []
  for (const each of byPlace) if (each.span.start >= (kept.at(-1)?.span.end ?? 0)) kept.push(each)
  return kept
}
