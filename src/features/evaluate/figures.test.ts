import { expect, test } from 'vitest'
import { measureGroups } from '../../domain/evaluation/compare-solvers'
import type { RunOutcome } from '../../domain/evaluation/run-outcome'
import { countErrorTypes, countFirstErrors, countQuadrants, topKCurve } from './figures'
import { formatMetricsCsv, formatMetricsHtml, formatMetricsLatex, writeMethods } from './methods-paragraph'

const step = (label: 'good' | 'bad', errorTypes: readonly string[] = [], harm: string | null = null) => ({
  label,
  isSupported: true,
  errorTypes,
  harm,
  judged: { category: null, isFactual: null },
})
const outcome = (caseId: string, patch: Partial<RunOutcome>): RunOutcome => ({
  caseId,
  runId: `run-${caseId}`,
  specialty: null,
  solver: 'tiny & <small>',
  strategy: 's',
  promptVersion: '1',
  gold: { rank: 1 },
  isRight: true,
  confidence: null,
  listLength: 3,
  cantMiss: null,
  steps: [],
  covered: null,
  ...patch,
})
const outcomes = [
  outcome('a', { steps: [step('good'), step('bad', ['omission'], 'severe'), step('bad', ['omission'])] }),
  outcome('b', { steps: [step('good')], isRight: false, gold: { rank: 4 } }),
  outcome('c', { gold: { rank: null } }),
]

test('first errors, error types with their harm, quadrants and the top-k curve', () => {
  expect(countFirstErrors(outcomes).map(({ step: at, outcomes: members }) => [at, members.length])).toEqual([
    [1, 0],
    [2, 1],
  ])
  expect(countErrorTypes(outcomes)).toMatchObject([{ id: 'omission', steps: 2 }])
  expect([...(countErrorTypes(outcomes)[0]?.byHarm ?? [])]).toEqual([
    ['severe', 1],
    ['not stated', 1],
  ])
  expect(countQuadrants(outcomes).map(({ outcomes: members }) => members.length)).toEqual([0, 1, 1, 0])
  const curve = topKCurve(outcomes).map(({ accuracy }) => accuracy)
  expect([curve[0], curve[3], curve[9]]).toEqual([1 / 3, 2 / 3, 2 / 3])
})

test('tables escape what a name holds, and leave out figures that nothing says anything about', () => {
  const groups = measureGroups(outcomes, 'solver', { resamples: 50, seed: 1 })
  expect(formatMetricsHtml(groups)).toContain('tiny &amp; &lt;small&gt;')
  expect(formatMetricsLatex(groups)).toContain('tiny \\& <small>')
  const csv = formatMetricsCsv(groups)
  expect(csv.split('\r\n')[0]).toContain('"tiny & <small> low"')
  expect(csv).not.toContain('Can’t-miss')
  const methods = writeMethods({ groups, cases: 3, runs: 3, resamples: 50, seed: 1 })
  expect(methods).toContain('3 runs on 3 cases')
  expect(methods).toContain('Top-1 accuracy')
  expect(methods).not.toContain('Can’t-miss')
})
