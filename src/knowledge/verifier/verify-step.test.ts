import { describe, expect, test } from 'vitest'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { compilePack } from '../extraction/compile-pack'
import { extractFindings } from '../extraction/extract-findings'
import { loadPack } from '../pack/load-pack'
import { createVerifierContext, verifyStep } from './verify-step'

const compiled = compilePack(loadPack())
const CASE =
  'A 54-year-old woman has sharp chest pain and haemoptysis. No fever or cough. Blood pressure 92/54 mmHg, temperature 36.8 °C, haemoglobin 84 g/L. The left calf is swollen.'
const context = createVerifierContext(CASE, (text) => extractFindings(text, compiled).findings)
const makeStep = (text: string, more: Partial<ReasoningStepDraft> = {}): ReasoningStepDraft => ({
  index: 0,
  kind: 'support',
  text,
  quotes: [],
  hypotheses: [],
  ...more,
})
const codes = (text: string, more: Partial<ReasoningStepDraft> = {}, earlier: ReasoningStepDraft[] = []) =>
  verifyStep(context, makeStep(text, more), earlier).map(({ code }) => code)

describe('what is flagged', () => {
  test('a quote that the case does not hold, with the nearest words', () => {
    const checks = verifyStep(
      context,
      makeStep('It matters.', { quotes: [{ text: 'dull chest pain and haemoptysis', span: null }] }),
      [],
    )
    expect(checks).toMatchObject([
      { code: 'quote-not-in-case', nearest: { text: expect.stringContaining('chest pain and haemoptysis') } },
    ])
  })
  test('a quotation inside the text', () =>
    expect(codes('The note says “crushing central pressure”.')).toContain('quote-not-in-case'))
  test('a finding that the case denies', () =>
    expect(codes('The fever points to infection.')).toContain('finding-negated'))
  test('a finding that the case states', () =>
    expect(codes('There is no haemoptysis.')).toContain('finding-negated'))
  test('another number', () =>
    expect(codes('Haemoglobin 48 g/L is dangerously low.')).toContain('number-differs'))
  test('another age', () => expect(codes('A 45-year-old woman with chest pain.')).toContain('number-differs'))
  test('a repetition', () => {
    const earlier = makeStep('Haemoptysis with a swollen calf suggests a pulmonary embolus at work.')
    expect(
      codes('A swollen calf with haemoptysis suggests pulmonary embolus at work.', { index: 1 }, [earlier]),
    ).toEqual(['repeats-step'])
  })
})

describe('what is not', () => {
  test.each([
    'The absence of fever argues against pneumonia.',
    'Pneumonia would cause fever and cough.',
    'No fever and no cough are stated.',
    'Haemoglobin 8.4 g/dL shows anaemia.',
    'A haemoglobin below 100 g/L needs an answer.',
    'The note says “sharp chest pain … haemoptysis”.',
    'Blood pressure is low at 92/54 mmHg.',
  ])('%s', (text) => expect(codes(text)).toEqual([]))
  test('a hypothesis step speaks of what could be', () => {
    expect(codes('Pneumonia with fever comes to mind.', { kind: 'hypothesis' })).toEqual([])
  })
})
