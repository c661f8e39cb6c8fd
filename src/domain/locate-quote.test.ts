import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createQuoteLocator, locateQuote } from './locate-quote'
import { sliceSpan } from './span'

function found(presentation: string, quote: string): string | null {
  const span = locateQuote(presentation, quote)
  return span && sliceSpan(presentation, span)
}

describe('spelling that does not matter', () => {
  test.each([
    ['Her temperature was 38.5 °C at noon.', '38.5 C', '38.5 °C'],
    ['Temp 38.5°C, pulse 120', '38.5 °C', '38.5°C'],
    ['Temp 38,5 ℃ today', '38,5 C', '38,5 ℃'],
    ['severe\n  epigastric   pain', 'Severe epigastric pain', 'severe\n  epigastric   pain'],
    ['ST‑segment elevation in V1–V4', 'ST-segment elevation in V1-V4', 'ST‑segment elevation in V1–V4'],
    ['a T-wave inversion', 'T wave inversion', 'T-wave inversion'],
    ['creatinine 310 µmol/L', '310 umol/L', '310 µmol/L'],
    ['creatinine 310 μmol/L', '310 umol/L', '310 μmol/L'],
    ['SpO₂ ≤ 90% on air', 'SpO2 <=90 % on air', 'SpO₂ ≤ 90% on air'],
    ['Ménière disease', 'meniere disease', 'Ménière disease'],
    ['Me\u0301nie\u0300re disease', 'Meniere', 'Me\u0301nie\u0300re'],
    ['raised β-hCG', 'beta-hCG', 'β-hCG'],
    ['He said “no fever”.', '"no fever."', 'no fever'],
    ['He called it "crushing" pain', 'He called it crushing pain', 'He called it "crushing" pain'],
    ['CRP raised [62 mg/L]', 'CRP raised (62 mg/L)', 'CRP raised [62 mg/L]'],
    ['white cells 14.8 ×10⁹/L', 'white cells 14.8 x 10⁹/L', 'white cells 14.8 ×10⁹/L'],
    ['base excess −8 mmol/L', 'base excess -8 mmol/L', 'base excess −8 mmol/L'],
    ['the patient’s mother', "patient's mother", 'patient’s mother'],
    ['Findings:\n- fever\n- rash', '- rash', 'rash'],
    ['😀 cough and 😀 fever', 'cough and 😀 fever', 'cough and 😀 fever'],
  ])('%j holds %j', (presentation, quote, expected) => {
    expect(found(presentation, quote)).toBe(expected)
  })
})

describe('differences that do matter', () => {
  test.each([
    ['amoxicillin 15 mg', '5 mg'],
    ['temperature 38.5', '38'],
    ['temperature 38.5', '5'],
    ['no crash', 'rash'],
    ['vitamin B12', '12'],
    ['vitamin B12', 'B'],
    ['potassium 5.2', '52'],
    ['potassium 5.2', '5 2'],
    ['SpO2 < 90', 'SpO2 > 90'],
    ['base excess 8', '-8'],
    ['β-hCG', 'eta-hCG'],
    ['β-hCG', 'a-hCG'],
    ['fever', ''],
    ['fever', ' … '],
    ['', 'fever'],
  ])('%j does not hold %j', (presentation, quote) => {
    expect(found(presentation, quote)).toBeNull()
  })
})

test('a number beside its unit is a whole number', () => {
  expect(found('gave 5mg twice', '5')).toBe('5')
  expect(found('blood pressure 120/80.', '120/80')).toBe('120/80')
  expect(found('pulse 120, then 90.', '120')).toBe('120')
})

test('the first whole match wins over an earlier one inside a word', () => {
  expect(locateQuote('crash, then a rash', 'rash')).toEqual({ start: 14, end: 18 })
})

const WORD = fc.constantFrom(
  'fever',
  'Ménière',
  '38.5 °C',
  'β-hCG',
  'T-wave',
  '😀',
  'pain',
  '120/80',
  'µmol/L',
  '≥',
  'of',
)
const GAP = fc.constantFrom(' ', '  ', '\n', '\u00a0', '\t')

test('any run of whole words is found, at or before where it stands, and reads the same', () => {
  const parts = fc.array(fc.tuple(WORD, GAP), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(parts, fc.nat(), fc.nat(), (words, a, b) => {
      const from = Math.min(a % words.length, b % words.length)
      const to = Math.max(a % words.length, b % words.length) + 1
      const presentation = words.map(([word, gap]) => word + gap).join('')
      const start = words.slice(0, from).reduce((sum, [word, gap]) => sum + word.length + gap.length, 0)
      const quote = words
        .slice(from, to)
        .map(([word]) => word.toUpperCase())
        .join(' ')
      const span = locateQuote(presentation, quote)
      expect(span).not.toBeNull()
      if (!span) return
      expect(span.start).toBeLessThanOrEqual(start)
      expect(locateQuote(sliceSpan(presentation, span), quote)).toEqual({
        start: 0,
        end: span.end - span.start,
      })
    }),
  )
})

test('never throws and never leaves the text, whatever the two strings are', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 })
  fc.assert(
    fc.property(text, text, (presentation, quote) => {
      const span = locateQuote(presentation, quote)
      if (span) expect(0 <= span.start && span.start < span.end && span.end <= presentation.length).toBe(true)
    }),
  )
})

test('a long case is folded once for many quotes', () => {
  const locate = createQuoteLocator(`${'The patient was well. '.repeat(9000)}Then a rash appeared.`)
  for (let round = 0; round < 50; round++) expect(locate('a rash appeared')).not.toBeNull()
})
