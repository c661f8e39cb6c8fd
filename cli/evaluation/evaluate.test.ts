import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readTeachingCases } from '../teaching-cases'
import { evaluateFile } from './evaluate'
import { formatEvaluation } from './format-evaluation'

const teaching = readTeachingCases()
const text = [
  ...teaching.map(({ name, gold, presentation }) =>
    JSON.stringify({ id: name, case_prompt: presentation, final_diagnosis: gold }),
  ),
  JSON.stringify({ id: 'unknown', case_prompt: 'A man coughs.', final_diagnosis: 'An unheard-of disease' }),
  JSON.stringify({ case_prompt: 'Gout.', final_diagnosis: 'Gout', answer_in_prompt: true }),
  '{',
].join('\n')

const evaluation = evaluateFile(text)

test('the figures belong together, and a case that holds its answer is kept apart', () => {
  const { cases, coverage, perCase, top1, top3, top5, top10, mrr, brier, ece, baselines } = evaluation
  expect(cases).toBe(17)
  expect(coverage).toBeCloseTo(16 / 17, 12)
  expect(perCase.at(-1)).toMatchObject({ id: 'unknown', rank: null, inPack: false })
  const within = (k: number) => perCase.filter(({ rank }) => rank !== null && rank <= k).length / 17
  expect([top1, top3, top5, top10]).toEqual([within(1), within(3), within(5), within(10)])
  expect(mrr).toBeCloseTo(perCase.reduce((sum, { rank }) => sum + (rank ? 1 / rank : 0), 0) / 17, 12)
  expect(brier).toBeGreaterThan(0)
  expect(ece).toBeGreaterThan(0)
  expect(baselines.bm25).toMatchObject({ brier: null, ece: null })
  expect(baselines.frequency.top1).toBeLessThan(top1 ?? 0)
  expect(evaluation.answerInPrompt).toMatchObject({ cases: 1 })
  expect(evaluation.rejected).toEqual([{ line: 19, problem: 'not-json' }])
})

test('the table names every solver and what was left out', () => {
  const table = formatEvaluation(evaluation, 1)
  for (const words of ['knowledge', 'BM25', 'frequency', 'Apart', 'line 19 (not-json)', 'lowest ranks'])
    expect(table).toContain(words)
})

test('without cases nothing is defined and nothing breaks', () => {
  const nothing = evaluateFile('')
  expect(nothing).toMatchObject({
    cases: 0,
    coverage: null,
    top1: null,
    brier: null,
    ece: null,
    medianMs: null,
  })
  expect(formatEvaluation(nothing, 3)).toContain('–')
})

const realCases = fileURLToPath(new URL('../../../shared/data/cases/dev.jsonl', import.meta.url))
const SAMPLED = 120
test.skipIf(!existsSync(realCases))(
  'real cases: the ranking beats words alone, and incidence by far',
  () => {
    const sample = readFileSync(realCases, 'utf8').split('\n').slice(0, SAMPLED).join('\n')
    const { whereInPack, baselines, rejected } = evaluateFile(sample)
    expect(rejected).toEqual([])
    expect(whereInPack.mrr).toBeGreaterThan(baselines.bm25.whereInPack.mrr ?? 1)
    expect(whereInPack.top10).toBeGreaterThan(2 * (baselines.frequency.whereInPack.top10 ?? 1))
  },
  20_000,
)
