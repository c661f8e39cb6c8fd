import { describe, expect, test } from 'vitest'
import { type Check, certaintyOf, spanOfCheck } from '../../domain/check'
import type { HypothesisTouch, ReasoningStepDraft } from '../../domain/reasoning-step'
import { compilePack } from '../extraction/compile-pack'
import { loadPack } from '../pack/load-pack'
import { createVerifierContext } from './verifier-context'
import { verifyStep } from './verify-step'

const compiled = compilePack(loadPack())
const CASE =
  'A 54-year-old man has had fever for 10 days. His mother had psoriasis. Possible haematuria. ' +
  'Past medical history: asthma, haemoptysis in 2009. Haemoglobin 92 g/L, PSA 8.5 ng/mL. ' +
  'CT shows a left pleural effusion and a 3.5 cm mass. He has no foot drop and denies chest pain. Serum copper was reduced.'
const context = createVerifierContext(CASE, compiled)

const step = (text: string, patch: Partial<ReasoningStepDraft> = {}): ReasoningStepDraft => ({
  index: 0,
  kind: 'finding',
  text,
  quotes: [],
  hypotheses: [],
  ...patch,
})
const check = (text: string, patch: Partial<ReasoningStepDraft> = {}) =>
  verifyStep(context, step(text, patch), [])
const wordsOf = (flag: Check) => {
  const span = spanOfCheck(flag)
  return span && CASE.slice(span.start, span.end)
}

describe('one wrong statement is flagged for what it is, with the words of the case', () => {
  test.each<[string, Check['code'], string | null]>([
    ['This 45-year-old man has fever.', 'age-differs', '54-year-old'],
    ['This 54-year-old woman has fever.', 'sex-differs', 'man'],
    ['The patient has chest pain.', 'finding-negated', 'chest pain'],
    ['There is foot drop.', 'finding-negated', 'foot drop'],
    ['The patient has psoriasis.', 'finding-of-relative', 'psoriasis'],
    ['The patient has haematuria.', 'finding-uncertain', 'haematuria'],
    ['The patient has haemoptysis.', 'finding-past', 'haemoptysis'],
    ['The patient has jaundice.', 'finding-not-in-case', null],
    ['PSA was 85 ng/mL.', 'number-differs', '8.5 ng/mL'],
    ['CT shows a 5.5 cm mass.', 'number-differs', '3.5 cm'],
    ['He has had fever for 30 days.', 'number-differs', '10 days'],
    ['PSA was 8.5 mg/mL.', 'unit-differs', '8.5 ng/mL'],
    ['CT shows a 3.5 mm mass.', 'unit-differs', '3.5 cm'],
    ['There is a right pleural effusion.', 'laterality-differs', 'left pleural effusion'],
    ['The haemoglobin is high.', 'level-differs', 'Haemoglobin 92 g/L'],
    ['Haemoglobin 92 g/L is normal.', 'level-differs', 'Haemoglobin 92 g/L'],
  ])('%s', (text, code, words) => {
    const flag = check(text).find((each) => each.code === code)
    expect(flag, JSON.stringify(check(text))).toBeDefined()
    if (flag && words !== null) expect(wordsOf(flag)).toContain(words)
  })
})

test.each([
  'This 54-year-old man has fever.',
  'He has had a fever for 10 days.',
  'CT shows a 35 mm mass.',
  'There is a left pleural effusion.',
  'The haemoglobin is low.',
  'There is no foot drop.',
  'His mother had psoriasis.',
  'He has a history of asthma.',
  'Chest pain would be expected in pericarditis.',
  'Jaundice was considered because of the fever.',
  'The disease is more common in women.',
  'Effusions above 2 cm are drained.',
])('a correct or general statement is left alone: %s', (text) => expect(check(text)).toEqual([]))

describe('what a step does', () => {
  const support = { kind: 'support' } as const
  const codes = (text: string, patch: Partial<ReasoningStepDraft> = support) =>
    check(text, patch).map(({ code }) => code)
  test('the case’s words without an inference only cite', () =>
    expect(codes('The man has had fever for 10 days and CT shows a mass.')).toEqual(['only-cites']))
  test('an inference does not', () => expect(codes('Fever for 10 days suggests an infection.')).toEqual([]))
  test('a finding step is there to state findings', () =>
    expect(codes('The man has had fever for 10 days and CT shows a mass.', { kind: 'finding' })).toEqual([]))
  test('a heading adds nothing', () => expect(codes('Step 4: imaging.')).toEqual(['adds-nothing']))
})

describe('diagnoses', () => {
  const touch = (diagnosis: string, direction: HypothesisTouch['direction']): HypothesisTouch => ({
    diagnosis,
    diseaseId: null,
    direction,
    likelihoodRatio: null,
  })
  test('a conclusion needs a step that speaks for it', () => {
    const concluding = step('So it is gout.', {
      index: 1,
      kind: 'conclude',
      hypotheses: [touch('Gout', 'for')],
    })
    const before = step('Fever suggests an abscess.')
    expect(verifyStep(context, concluding, [before])).toContainEqual({
      code: 'conclusion-unsupported',
      diagnosis: 'Gout',
    })
    const support = step('A red joint.', { hypotheses: [touch('gout', 'for')] })
    expect(verifyStep(context, concluding, [before, support]).map(({ code }) => code)).not.toContain(
      'conclusion-unsupported',
    )
  })
  test('leaning on a finding that argues the other way', () => {
    const subject = compiled.pack.diseases.find(({ findings }) => findings['chest-pain'] === 'very-frequent')
    if (!subject) throw new Error('no disease with chest pain in the pack')
    const leaning = (direction: 'for' | 'against') =>
      check('He has no chest pain.', { kind: 'support', hypotheses: [touch(subject.name, direction)] })
    expect(leaning('for')).toContainEqual(
      expect.objectContaining({ code: 'argues-otherwise', stepSays: 'for' }),
    )
    expect(leaning('against').map(({ code }) => code)).not.toContain('argues-otherwise')
  })
})

test('the surest flags come first', () => {
  const order = ['certain', 'likely', 'hint']
  const places = check('This 45-year-old man has chest pain and jaundice.').map((flag) =>
    order.indexOf(certaintyOf(flag)),
  )
  expect(places.length).toBeGreaterThan(1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

test('quotes of reference statements are not looked for in the case', () => {
  const quoting = step('The authors quote.', { quotes: [{ text: 'words of the discussion', span: null }] })
  const codes = (checksQuotes: boolean) =>
    verifyStep(context, quoting, [], { checksQuotes }).map(({ code }) => code)
  expect(codes(true)).toContain('quote-not-in-case')
  expect(codes(false)).not.toContain('quote-not-in-case')
})

test('what the reasoner says of its own odds is held against no value of the case', () => {
  const saturated = createVerifierContext('A 34-year-old man. Oxygen saturation 99% on room air.', compiled)
  const flags = (text: string) => verifyStep(saturated, step(text), []).map(({ code }) => code)
  expect(flags('Acute pericarditis leads at 48 %.')).toEqual([])
  expect(flags('Its likelihood is now 48%.')).toEqual([])
  expect(flags('Oxygen saturation was 88%.')).toContain('number-differs')
})

test('a diagnosis that a step weighs is not stated as a finding, though the case denies it', () => {
  const denied = createVerifierContext('A 34-year-old man has fever. No pneumothorax.', compiled)
  const text = 'Fever counts against pneumothorax.'
  const touch = {
    diagnosis: 'Pneumothorax',
    diseaseId: null,
    direction: 'against',
    likelihoodRatio: 0.4,
  } as const
  const flags = (patch: Partial<ReasoningStepDraft>) =>
    verifyStep(denied, step(text, { kind: 'support', ...patch }), []).map(({ code }) => code)
  expect(flags({ hypotheses: [touch] })).not.toContain('finding-negated')
})
