import { describe, expect, test } from 'vitest'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { compilePack } from '../extraction/compile-pack'
import { loadPack } from '../pack/load-pack'
import { createVerifierContext } from './verifier-context'
import { verifyStep } from './verify-step'

const compiled = compilePack(loadPack())

const CASE =
  'A 54-year-old man was treated for gout at 40 years old. He has had fever and a dry cough for 10 days. ' +
  'He denies chest pain. Temperature 38.9 °C, haemoglobin 92 g/L. Both lungs were clear on auscultation.'

function step(text: string, patch: Partial<ReasoningStepDraft> = {}): ReasoningStepDraft {
  return { index: 0, kind: 'support', text, quotes: [], hypotheses: [], ...patch }
}

const check = (text: string, patch: Partial<ReasoningStepDraft> = {}, presentation = CASE) =>
  verifyStep(createVerifierContext(presentation, compiled), step(text, patch), [])
const codes = (...args: Parameters<typeof check>) => check(...args).map(({ code }) => code)

describe('quotes', () => {
  test('a declared quote must stand in the case', () => {
    const quotes = [
      { text: 'dry cough', span: null },
      { text: 'night sweats', span: null },
    ]
    expect(check('Cough and sweats.', { quotes })).toEqual([
      expect.objectContaining({ code: 'quote-not-in-case', quote: 'night sweats' }),
    ])
  })
  test('a sentence in quotation marks is a quotation, and the nearest words are shown', () => {
    const [flag] = check('The report says “both lungs were dull on auscultation”.')
    expect(flag).toMatchObject({
      code: 'quote-not-in-case',
      nearest: { text: expect.stringMatching(/^Both lungs/u) },
    })
  })
  test.each(['The “snowstorm” appearance.', 'An "on-off" phenomenon.', 'He has a “dry cough …for 10 days”.'])(
    'no flag: %s',
    (text) => expect(codes(text, { kind: 'finding' })).toEqual([]),
  )
})

describe('ages and values', () => {
  test.each([
    ['The haemoglobin of 72 g/L is low.', 'haemoglobin of 72 g/L'],
    ['Temperature 36.5 °C was measured.', 'Temperature 36.5 °C'],
  ])('“%s” differs from the case', (text, claimed) => {
    expect(check(text)).toContainEqual(expect.objectContaining({ code: 'number-differs', claimed }))
  })
  test.each([
    'This 54-year-old man has a fever.',
    'A 10-year disease-free period makes recurrence less likely.',
    'Gout was treated at 40 years old.',
    'It was diagnosed at 12 years old.',
    'The 18F-PSMA scan shows uptake.',
    'His 20-year-old son is well.',
    'A haemoglobin below 120 g/L is anaemia.',
    'Neonates have other causes.',
  ])('no flag: %s', (text) =>
    expect(codes(text)).not.toEqual(expect.arrayContaining([expect.stringMatching(/-differs$/)])),
  )
})

describe('findings', () => {
  test('a finding said the other way round is flagged with the words of the case', () => {
    const [flag] = check('The patient has chest pain.')
    expect(flag).toMatchObject({ code: 'finding-negated', caseSays: 'absent' })
    const span = flag && 'span' in flag ? flag.span : null
    expect(span && CASE.slice(span.start, span.end)).toBe('chest pain')
  })
  test('the other way too', () => {
    expect(check('There is no dry cough.')).toEqual([
      expect.objectContaining({ code: 'finding-negated', caseSays: 'present' }),
    ])
  })
  test('what is only expected is not stated', () => {
    expect(codes('One would expect chest pain in pericarditis.')).toEqual([])
    expect(codes('Chest pain should be asked for.', { kind: 'test' })).toEqual([])
  })
})

describe('repetition', () => {
  const earlier = [step('Fever and dry cough for ten days suggest an atypical pneumonia.')]
  const context = createVerifierContext(CASE, compiled)
  test('the same words in another order repeat', () => {
    const again = step('An atypical pneumonia suggest dry cough and fever for ten days.', { index: 1 })
    expect(verifyStep(context, again, earlier)).toEqual([
      expect.objectContaining({ code: 'repeats-step', earlierStep: 0 }),
    ])
  })
  test('a new thought does not', () => {
    const next = step('Clear lungs on auscultation fit an interstitial process.', { index: 1 })
    expect(verifyStep(context, next, earlier)).toEqual([])
  })
})

test('the spans of all flags lie inside the case', () => {
  for (const flag of check('This 45-year-old man has chest pain, no cough and a temperature of 36.1 °C.')) {
    if (!('span' in flag) || !flag.span) continue
    expect(flag.span.start).toBeGreaterThanOrEqual(0)
    expect(flag.span.end).toBeLessThanOrEqual(CASE.length)
    expect(flag.span.end).toBeGreaterThan(flag.span.start)
  }
})
