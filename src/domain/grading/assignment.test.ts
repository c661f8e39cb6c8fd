import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseId, ProjectId, ReviewerId, RunId } from '../ids'
import type { Project } from '../project'
import { dealCases, planQueue } from './assignment'

const caseIds = (count: number, prefix = 'case') =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}` as CaseId)
const reviewers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `reviewer-${index}` as ReviewerId, name: `R${index}` }))

function makeProject(patch: Partial<Project>): Project {
  const all = [...(patch.caseIds ?? []), ...(patch.qualityControl ?? []), ...(patch.screening ?? [])]
  return {
    id: 'project' as ProjectId,
    name: 'Project',
    caseIds: [],
    runs: Object.fromEntries(all.map((id) => [id, [`run of ${id}` as RunId]])),
    order: { kind: 'sequential' },
    rubric: { id: 'step-ternary', version: 1 },
    guidelines: {},
    reviewers: reviewers(2),
    overlap: { reviewers: 2, fraction: 1 },
    blinding: { gold: true, engine: true, flags: true, otherReviewers: true },
    qualityControl: [],
    createdAt: 0,
    updatedAt: 0,
    ...patch,
  }
}

const dealing = fc.record({
  caseIds: fc.nat({ max: 80 }).map((count) => caseIds(count)),
  reviewers: fc.integer({ min: 1, max: 6 }).map(reviewers),
  overlap: fc.record({
    reviewers: fc.integer({ min: 1, max: 6 }),
    fraction: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
})

describe('dealing', () => {
  test('every case has someone, shared ones as many as asked, nobody twice', () => {
    fc.assert(
      fc.property(dealing, (project) => {
        const dealt = dealCases(project)
        const k = Math.min(project.overlap.reviewers, project.reviewers.length)
        const sizes = [...dealt.values()].map((ids) => ids.length)
        expect([...dealt.keys()]).toEqual(project.caseIds)
        expect([...dealt.values()].every((ids) => new Set(ids).size === ids.length)).toBe(true)
        expect(sizes.every((size) => size === 1 || size === k)).toBe(true)
        if (k > 1)
          expect(sizes.filter((size) => size === k).length).toBe(
            Math.floor(project.caseIds.length * project.overlap.fraction),
          )
      }),
    )
  })

  test('nobody has more than one case more than another', () => {
    fc.assert(
      fc.property(dealing, (project) => {
        const dealt = [...dealCases(project).values()]
        const loads = project.reviewers.map(({ id }) => dealt.filter((ids) => ids.includes(id)).length)
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('cases added at the end change nobody’s earlier ones', () => {
    fc.assert(
      fc.property(dealing, fc.nat({ max: 20 }), (project, more) => {
        const grown = dealCases({ ...project, caseIds: [...project.caseIds, ...caseIds(more, 'added')] })
        for (const [id, takers] of dealCases(project)) expect(grown.get(id)).toEqual(takers)
      }),
    )
  })
})

describe('the queue', () => {
  test('holds each of the reviewer’s cases once, whatever the order', () => {
    fc.assert(
      fc.property(dealing, fc.nat({ max: 1000 }), fc.nat({ max: 6 }), (dealtBy, seed, controls) => {
        const project = makeProject({
          ...dealtBy,
          order: { kind: 'random', seed },
          qualityControl: caseIds(controls, 'qc'),
        })
        const dealt = dealCases(project)
        for (const { id } of project.reviewers) {
          const queue = planQueue(project, id)
          expect(queue).toEqual(planQueue(project, id))
          const regular = queue.filter(({ kind }) => kind === 'regular').map(({ caseId }) => caseId)
          expect(regular.toSorted()).toEqual(
            project.caseIds.filter((caseId) => dealt.get(caseId)?.includes(id)).toSorted(),
          )
          expect(queue.filter(({ kind }) => kind === 'quality-control')).toHaveLength(controls)
        }
      }),
    )
  })

  test('quality control is spread, not heaped', () => {
    const project = makeProject({ caseIds: caseIds(100), qualityControl: caseIds(5, 'qc') })
    const at = planQueue(project, 'reviewer-0' as ReviewerId).flatMap(({ kind }, index) =>
      kind === 'quality-control' ? [index] : [],
    )
    expect(at).toHaveLength(5)
    for (const [index, place] of at.entries()) {
      expect(place).toBeGreaterThanOrEqual(index * 20)
      expect(place).toBeLessThan((index + 1) * 20 + 5)
    }
  })

  test('screening comes first; a run that another was unsure of comes last, to one who has not seen it', () => {
    const project = makeProject({
      caseIds: caseIds(4),
      screening: caseIds(1, 'screening'),
      reviewers: reviewers(3),
      overlap: { reviewers: 1, fraction: 0 },
    })
    const unsure = [
      { caseId: 'case-0' as CaseId, runId: 'run of case-0' as RunId, reviewerId: 'reviewer-0' as ReviewerId },
    ]
    const queue = planQueue(project, 'reviewer-1' as ReviewerId, unsure)
    expect(queue.map(({ caseId, kind }) => `${caseId} ${kind}`)).toEqual([
      'screening-0 screening',
      'case-1 regular',
      'case-0 second-reader',
    ])
    expect(planQueue(project, 'reviewer-2' as ReviewerId, unsure).map(({ kind }) => kind)).toEqual([
      'screening',
      'regular',
    ])
  })
})
