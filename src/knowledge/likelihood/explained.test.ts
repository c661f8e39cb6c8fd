import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseAnswer } from '../../domain/case-answer'
import { compilePack } from '../extraction/compile-pack'
import { extractFindings } from '../extraction/extract-findings'
import { loadPack } from '../pack/load-pack'
import { listCantMiss } from './cant-miss'
import { focusDiagnosis } from './focus-diagnosis'
import { findSecondDiagnosis, listUnexplained } from './leftover'
import { findNextQuestions } from './next-question'
import { writeOddsTable } from './odds-table'
import { isAnswer, prepareCase, rankCase, withAnswer } from './rank-case'
import { UNEXPLAINED_PIN } from './ranking-constants'
import { fitWords } from './word-fit'

const compiled = compilePack(loadPack())
const CASES = [
  'A 27-year-old man has sharp chest pain, worse on inspiration and relieved by sitting forward. Temperature 38.1 °C. A pericardial rub was heard. ECG showed widespread ST elevation with PR depression. No leg swelling.',
  'A 61-year-old woman with fatigue and back pain. Calcium 3.1 mmol/L, creatinine 210 µmol/L, haemoglobin 88 g/L. Lytic lesions on the skull radiograph.',
  'A 34-year-old man with fever, headache and neck stiffness. No rash.',
]
const read = new Map(CASES.map((text) => [text, extractFindings(text, compiled)]))
const prepare = (text: string, answers: readonly CaseAnswer[] = [], pins: readonly string[] = []) =>
  prepareCase(compiled, text, read.get(text) ?? extractFindings(text, compiled), answers, pins)
const answer = (conceptId: string, said: CaseAnswer['said']): CaseAnswer => ({
  conceptId,
  label: compiled.concepts.get(conceptId)?.label ?? conceptId,
  said,
})

describe('the odds table', () => {
  test('adds up from the start to the likelihood shown, for every disease of every case', () => {
    const someAnswers = fc.uniqueArray(
      fc.record({
        conceptId: fc.constantFrom(...[...compiled.concepts.keys()].slice(0, 200)),
        label: fc.constant('x'),
        said: fc.constantFrom('present' as const, 'absent' as const, 'unknown' as const),
      }),
      { selector: ({ conceptId }) => conceptId, maxLength: 6 },
    )
    fc.assert(
      fc.property(fc.constantFrom(...CASES), someAnswers, fc.nat({ max: 2 }), (text, answers, pinned) => {
        const pins = prepare(text, answers)
          .evidence.slice(0, pinned)
          .map(({ conceptId }) => conceptId)
        const rankable = prepare(text, answers, pins)
        const { candidates, totalOdds, noneOfThese } = rankCase(compiled, rankable)
        for (const candidate of candidates.slice(0, 12)) {
          const rows = writeOddsTable(candidate, rankable.context.wordFit)
          const product = rows.reduce((odds, { factor }) => odds * factor, 1)
          const last = rows.at(-1)?.odds ?? 0
          expect(last / totalOdds / candidate.probability).toBeCloseTo(1, 9)
          // What doesn't move the odds is left out of the table, so the shown factors come close to the whole.
          expect(Math.abs(Math.log(product / candidate.odds))).toBeLessThan(0.25)
        }
        const sum = candidates.reduce((all, { probability }) => all + probability, noneOfThese)
        expect(sum).toBeCloseTo(1, 9)
      }),
      { numRuns: 15 },
    )
  })

  test('the findings of a cluster count once, and little more', () => {
    const shock = 'A 70-year-old man with fever of 39.2 °C, heart rate 130/min and blood pressure 80/40 mmHg.'
    const first = rankCase(compiled, prepare(shock)).candidates.find(({ disease }) => disease.id === 'sepsis')
    if (!first) throw new Error('nothing ranked')
    const echoes = first.contributions.filter(({ isClusterEcho }) => isClusterEcho)
    expect(echoes.length).toBeGreaterThan(0)
    for (const echo of echoes) {
      const cluster = compiled.concepts.get(echo.finding.conceptId)?.cluster
      const others = first.contributions.filter(
        ({ finding }) => compiled.concepts.get(finding.conceptId)?.cluster === cluster,
      )
      expect(others.filter(({ isClusterEcho }) => !isClusterEcho)).toHaveLength(1)
    }
  })
})

test('a pin takes down what doesn’t explain it, and nothing else', () => {
  const text = CASES[2] ?? ''
  const odds = (pins: string[]) =>
    new Map(
      rankCase(compiled, prepare(text, [], pins)).candidates.map(({ disease, odds: own }) => [disease, own]),
    )
  const [before, after] = [odds([]), odds(['neck-stiffness'])]
  for (const [disease, own] of after) {
    const has = (disease.findings['neck-stiffness'] ?? 'excluded') !== 'excluded'
    expect(own / (before.get(disease) ?? 0)).toBeCloseTo(has ? 1 : UNEXPLAINED_PIN, 9)
  }
})

test('an answer moves the ranking, is told from the text, and takes the text’s place', () => {
  const rankable = prepare(CASES[2] ?? '')
  const likelihood = (of: typeof rankable) =>
    rankCase(compiled, of).candidates.find(({ disease }) => disease.id === 'bacterial-meningitis')
      ?.probability ?? 0
  const more = withAnswer(rankable, answer('neck-stiffness', 'absent'))
  expect(likelihood(more)).toBeLessThan(likelihood(rankable))
  expect(more.evidence.filter(({ conceptId }) => conceptId === 'neck-stiffness')).toHaveLength(1)
  expect(more.evidence.filter(isAnswer).map(({ conceptId }) => conceptId)).toEqual(['neck-stiffness'])
  const unknown = withAnswer(rankable, answer('photophobia', 'unknown'))
  expect(unknown.evidence).toEqual(rankable.evidence)
  expect(unknown.context.mentioned.has('photophobia')).toBe(true)
})

test('the next questions are open, separate a leading pair, and fall in bits for their cost', () => {
  for (const text of CASES) {
    const rankable = prepare(text)
    const posterior = rankCase(compiled, rankable)
    const { mentioned } = rankable.context
    const questions = findNextQuestions(compiled, posterior, mentioned, 5)
    expect(questions).toHaveLength(5)
    const leading = posterior.candidates.slice(0, 6).map(({ disease }) => disease)
    for (const { concept, favours, over, bits } of questions) {
      expect(mentioned.has(concept.id)).toBe(false)
      expect(leading).toEqual(expect.arrayContaining([favours, over]))
      expect(favours).not.toBe(over)
      expect(bits).toBeGreaterThan(0)
    }
    const worth = questions.map(({ bits, cost }) => bits / cost)
    expect(worth).toEqual([...worth].sort((a, b) => b - a))
    const all = new Set(compiled.concepts.keys())
    expect(findNextQuestions(compiled, posterior, all, 5)).toEqual([])
  }
})

test('two illnesses at once: the second explains what the first leaves over', () => {
  const text =
    'A 58-year-old man has acute severe pain, redness and swelling of the big toe; needle-shaped crystals were seen. ' +
    'He also has tremor at rest, bradykinesia, cogwheel rigidity and a shuffling gait.'
  const rankable = prepare(text)
  const posterior = rankCase(compiled, rankable)
  const [first] = posterior.candidates
  const second = findSecondDiagnosis(compiled, rankable, posterior)
  expect(new Set([first?.disease.id, second?.disease.id])).toEqual(new Set(['gout', 'parkinson-disease']))
  const left = first ? listUnexplained(compiled, rankable, first.disease) : []
  expect(second?.explains.length).toBeGreaterThanOrEqual(2)
  for (const finding of second?.explains ?? []) expect(left).toContain(finding)
  const plain = prepare(CASES[0] ?? '')
  expect(findSecondDiagnosis(compiled, plain, rankCase(compiled, plain))).toBeNull()
})

test('the can’t-miss lane holds dangerous diseases that a finding speaks for, each with what would settle it', () => {
  const rankable = prepare(CASES[0] ?? '')
  const { mentioned } = rankable.context
  const lane = listCantMiss(compiled, rankCase(compiled, rankable), mentioned)
  expect(lane.length).toBeGreaterThan(1)
  for (const { candidate, settledBy } of lane) {
    expect(candidate.disease.isCantMiss).toBe(true)
    expect(settledBy && mentioned.has(settledBy.id)).toBe(false)
    expect(candidate.disease.findings[settledBy?.id ?? '']).toBeDefined()
  }
})

test('focus: presence rules in, absence rules out, and each figure is what the answer would give', () => {
  const rankable = prepare(CASES[0] ?? '')
  const posterior = rankCase(compiled, rankable)
  const id = posterior.candidates[0]?.disease.id ?? ''
  const focus = focusDiagnosis(compiled, rankable, posterior, id)
  if (!focus) throw new Error('no focus')
  expect(focus.rulesIn.length).toBeGreaterThan(0)
  for (const { likelihoodRatio } of focus.rulesIn) expect(likelihoodRatio).toBeGreaterThan(1)
  for (const { likelihoodRatio } of focus.rulesOut) expect(likelihoodRatio).toBeLessThan(1)
  for (const { concept, polarity, likelihood, newLeader } of focus.changesMind) {
    const after = rankCase(compiled, withAnswer(rankable, answer(concept.id, polarity)))
    expect(after.candidates.find(({ disease }) => disease.id === id)?.probability).toBe(likelihood)
    const first = after.candidates[0]?.disease
    expect(newLeader).toBe(first?.id === id ? null : first)
  }
  expect(focusDiagnosis(compiled, rankable, posterior, 'no-such-disease')).toBeNull()
})

test('words: those of a disease’s own wordings fit it best, and are named as the case has them', () => {
  const fit = fitWords(compiled, 'Biopsy showed NON-CASEATING granulomas.')
  const best = compiled.pack.diseases[fit.deviations.indexOf(Math.max(...fit.deviations))]
  expect(best && fit.listTelling(best).join(' ').toLowerCase()).toContain('granuloma')
  const none = fitWords(compiled, '…')
  expect([...none.deviations].every((deviation) => deviation === 0)).toBe(true)
})
