import { expect, test } from 'vitest'
import type { DifferentialEntry } from '../../domain/differential'
import type { Finding } from '../../domain/finding'
import type { ReasoningStep } from '../../domain/reasoning-step'
import { diagnosesUsing, spansOfConcept, stepsUsing } from './uses-of-finding'

const FEVER = { start: 0, end: 5 }
const COUGH = { start: 10, end: 15 }
// Only what is read here.
const findings = [
  { conceptId: 'fever', span: FEVER },
  { conceptId: 'cough', span: COUGH },
] as unknown as Finding[]
const step = (index: number, span: typeof FEVER | null, diagnosis: string) =>
  ({
    index,
    quotes: [{ text: '', span }],
    hypotheses: [{ diagnosis, diseaseId: null, direction: 'for', likelihoodRatio: null }],
  }) as unknown as ReasoningStep
const steps = [step(0, FEVER, 'Influenza'), step(1, null, 'Influenza'), step(2, COUGH, 'Pneumonia')]
const entry = (diagnosis: string, evidenceAgainst: DifferentialEntry['evidenceAgainst'] = []) =>
  ({ diagnosis, evidenceFor: [], evidenceAgainst }) as unknown as DifferentialEntry

test('a finding lights the steps that quote it and the diagnoses these move', () => {
  const spans = spansOfConcept(findings, 'fever')
  expect(stepsUsing(steps, spans).map(({ index }) => index)).toEqual([0])
  expect([...diagnosesUsing([entry('Influenza'), entry('Pneumonia')], steps, spans)]).toEqual([
    ['Influenza', { direction: 'for', likelihoodRatio: null }],
  ])
})

test('the evidence of an entry goes before what steps say', () => {
  const evidence = { label: 'Fever', polarity: 'absent', span: FEVER, likelihoodRatio: 0.2 } as const
  const other = { ...evidence, span: COUGH }
  const spans = spansOfConcept(findings, 'fever')
  expect(diagnosesUsing([entry('Influenza', [evidence])], steps, spans).get('Influenza')).toEqual({
    direction: 'against',
    likelihoodRatio: 0.2,
  })
  expect(diagnosesUsing([entry('Influenza', [other])], steps, spans).size).toBe(0)
})

test('nothing selected lights nothing', () => {
  expect(stepsUsing(steps, spansOfConcept(findings, null))).toEqual([])
})
