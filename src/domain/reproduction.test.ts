import { expect, test } from 'vitest'
import type { CaseId, RunId } from './ids'
import { checkReproduction } from './reproduction'
import type { Run } from './run'

const base: Run = {
  id: 'a' as RunId,
  caseId: 'case' as CaseId,
  caseRevision: 1,
  manifest: {
    engine: 'wllama',
    engineVersion: '1',
    model: { name: 'm', fingerprint: 'sha256:1' },
    strategy: 'structured',
    promptVersion: 'p',
    sampling: { temperature: 0.2, seed: 1 },
    appVersion: '1',
    caseHash: 'c',
  },
  continuedFrom: null,
  status: 'finished',
  problemRepresentation: null,
  steps: [{ index: 0, kind: 'support', text: 'One', quotes: [], hypotheses: [], checks: [] }],
  differential: null,
  trajectory: [],
  stepTimesMs: [1],
  failure: null,
  timing: null,
  counts: null,
  startedAt: 1,
  endedAt: 2,
}
const later = (patch: Partial<Run>): Run => ({ ...base, id: 'b' as RunId, startedAt: 5, ...patch })

test('the same words again are a reproduction, even by another version of the app', () => {
  const run = later({ manifest: { ...base.manifest, appVersion: '2' } })
  expect(checkReproduction(run, [run, base])).toMatchObject({ kind: 'reproduced', twin: { id: 'a' } })
})

test('other words are a drift, and it is said how far', () => {
  const extra = { index: 1, kind: 'conclude', text: 'Two', quotes: [], hypotheses: [], checks: [] } as const
  const run = later({ steps: base.steps.map((step) => ({ ...step, text: 'Other' })).concat(extra) })
  expect(checkReproduction(run, [base, run])).toMatchObject({
    kind: 'drifted',
    stepsDiffering: 2,
    isRankingSame: true,
  })
})

test('a run of another seed, case, start or one that did not finish is no twin', () => {
  const others = [
    later({ manifest: { ...base.manifest, sampling: { temperature: 0.2, seed: 2 } } }),
    later({ manifest: { ...base.manifest, caseHash: 'd' } }),
    later({ continuedFrom: 'x' as RunId, branch: { kind: 'edit', atStep: 1 } }),
    later({ status: 'stopped' }),
  ]
  for (const run of others) expect(checkReproduction(run, [base, run])).toBeNull()
  expect(checkReproduction(base, [base])).toBeNull()
})
