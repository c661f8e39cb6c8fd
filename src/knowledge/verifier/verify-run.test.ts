import { describe, expect, test } from 'vitest'
import type { DifferentialEntry } from '../../domain/differential'
import type { HypothesisTouch, ReasoningStep } from '../../domain/reasoning-step'
import { compilePack } from '../extraction/compile-pack'
import { loadPack } from '../pack/load-pack'
import { createVerifierContext } from './verifier-context'
import { verifyRun } from './verify-run'

const compiled = compilePack(loadPack())
const CASE =
  'A 62-year-old man with hypertension has sudden tearing chest pain radiating to the back, unequal arm blood pressures and a new early diastolic murmur.'
const context = createVerifierContext(CASE, compiled)

const touch = (diagnosis: string, direction: HypothesisTouch['direction']): HypothesisTouch => ({
  diagnosis,
  diseaseId: null,
  direction,
  likelihoodRatio: null,
})
const step = (index: number, text: string, hypotheses: readonly HypothesisTouch[], kind: ReasoningStep['kind'] = 'support'): ReasoningStep => ({ index, kind, text, quotes: [], hypotheses, checks: [] }) // prettier-ignore
const entry = (
  diagnosis: string,
  likelihood: number,
  stepsFor: number[],
  stepsAgainst: number[],
): DifferentialEntry => ({
  diagnosis,
  diseaseId: null,
  likelihood,
  isCantMiss: false,
  evidenceFor: [],
  evidenceAgainst: [],
  stepsFor,
  stepsAgainst,
  nextTest: null,
})
const codes = (steps: readonly ReasoningStep[], entries: readonly DifferentialEntry[] = []) =>
  verifyRun(context, { steps, differential: entries.length > 0 ? { entries, noneOfThese: 0 } : null }).map(
    ({ code }) => code,
  )

test('a can’t-miss diagnosis that the findings call for must be named somewhere', () => {
  const steps = [step(0, 'Chest pain suggests reflux.', [touch('Gastro-oesophageal reflux disease', 'for')])]
  const [flag] = verifyRun(context, { steps, differential: null }).filter(
    ({ code }) => code === 'cant-miss-omitted',
  )
  expect(flag).toMatchObject({ diagnosis: expect.stringMatching(/dissection/i) })
  const named = [...steps, step(1, 'Aortic dissection must be ruled out.', [])]
  const left = verifyRun(context, { steps: named, differential: null }).filter((each) => each.code === 'cant-miss-omitted' && /dissection/i.test(each.diagnosis)) // prettier-ignore
  expect(left).toEqual([])
})

describe('premature closure', () => {
  const gout = (index: number, text: string, kind: ReasoningStep['kind'] = 'support') => step(index, text, [touch('Gout', 'for')], kind) // prettier-ignore
  const closed = [
    gout(0, 'Gout comes to mind.'),
    gout(1, 'The toe is red.'),
    gout(2, 'It is gout.', 'conclude'),
  ]
  test('a first idea that nothing challenges', () => expect(codes(closed)).toContain('premature-closure'))
  test('not where another diagnosis is weighed', () => {
    const weighed = [
      closed[0],
      step(1, 'The toe is red.', [touch('Cellulitis', 'for')]),
      closed[2],
    ] as ReasoningStep[]
    expect(codes(weighed)).not.toContain('premature-closure')
  })
  test('not where the words weigh one', () => {
    const weighed = [
      closed[0],
      gout(1, 'However, septic arthritis was not excluded.'),
      closed[2],
    ] as ReasoningStep[]
    expect(codes(weighed)).not.toContain('premature-closure')
  })
})

describe('the order of the differential', () => {
  test('a leader with more against it than for it, above one with more for it', () =>
    expect(codes([], [entry('Gout', 0.6, [], [1, 2]), entry('Cellulitis', 0.3, [3, 4], [])])).toContain(
      'order-contradicts',
    ))
  test('a consistent order is left alone', () =>
    expect(codes([], [entry('Gout', 0.6, [1, 2], [3]), entry('Cellulitis', 0.3, [4], [])])).not.toContain(
      'order-contradicts',
    ))
})

test('a leading diagnosis in spite of a finding that excludes it', () => {
  const subject = compiled.pack.diseases.find(({ findings }) => Object.values(findings).includes('excluded'))
  const id = Object.entries(subject?.findings ?? {}).find(([, frequency]) => frequency === 'excluded')?.[0]
  const concept = id === undefined ? undefined : compiled.concepts.get(id)
  if (!subject || !concept) throw new Error('no excluding finding in the pack')
  const told = createVerifierContext(
    `The patient has ${concept.synonyms[0] ?? concept.label.toLowerCase()}.`,
    compiled,
  )
  const differential = { entries: [entry(subject.name, 0.9, [0], [])], noneOfThese: 0.1 }
  const flags = verifyRun(told, { steps: [], differential })
  expect(flags).toContainEqual(
    expect.objectContaining({ code: 'excluding-finding', diagnosis: subject.name }),
  )
})
