import { afterEach, expect, test } from 'vitest'
import { readReviewCells } from '../domain/merging/review-cells'
import { type Review, applyReviewAction } from '../domain/review'
import { OTHER_REVIEWER, caseId, gradeStep, makeCase, makeReview, makeRun, makeStep } from './testing/records'
import { dropStorages, openStorage } from './testing/temporary-storage'

afterEach(dropStorages)

const run = makeRun('run', caseId('case'), { status: 'finished', steps: [0, 1].map(makeStep) })
const grade = (review: Review, step: number, label: 'good' | 'bad' | 'neutral', at: number) =>
  applyReviewAction(review, gradeStep(step, label), at)
const incoming = (review: Review) => ({ review, cells: readReviewCells(review) })

async function openLibrary() {
  const storage = openStorage()
  await storage.cases.add([makeCase('case')])
  await storage.runs.put([run])
  return storage
}
const start = makeReview('review', run, OTHER_REVIEWER)
const first = grade(start, 0, 'good', 10_000)

test('a colleague’s review is added, then updated, and merged again without a change', async () => {
  const { merges, reviews } = await openLibrary()
  expect(await merges.merge([incoming(first)], 90_000)).toMatchObject([{ kind: 'added' }])
  const later = grade(grade(first, 0, 'bad', 20_000), 1, 'good', 30_000)
  expect(await merges.merge([incoming(later)], 91_000)).toMatchObject([
    { kind: 'merged', changed: 2, conflicts: 0 },
  ])
  for (const old of [first, later])
    expect(await merges.merge([incoming(old)], 92_000)).toMatchObject([{ kind: 'unchanged' }])
  const stored = await reviews.find(run.id, OTHER_REVIEWER)
  expect([stored?.grades[0]?.label, stored?.grades[1]?.label]).toEqual(['bad', 'good'])
})

test('two copies that went apart wait for a person, and the choice holds against both', async () => {
  const { merges, reviews } = await openLibrary()
  const here = grade(first, 0, 'bad', 20_000)
  const there = grade(first, 0, 'neutral', 25_000)
  await merges.merge([incoming(here)], 90_000)
  expect(await merges.preview([incoming(there)], 91_000)).toMatchObject([{ kind: 'merged', conflicts: 1 }])
  expect(await merges.conflicts()).toEqual([])
  expect(await merges.merge([incoming(there)], 91_000)).toMatchObject([{ kind: 'merged', conflicts: 1 }])
  expect((await reviews.find(run.id, OTHER_REVIEWER))?.grades[0]?.label).toBe('bad')

  const [open] = await merges.conflicts()
  const [conflict] = open?.conflicts ?? []
  if (!open || !conflict) throw new Error('no conflict')
  const chosen = conflict.ledger.standing.at(-1)?.value
  await merges.settle(open, conflict.key, chosen, 95_000)
  expect(await merges.conflicts()).toEqual([])
  expect((await reviews.find(run.id, OTHER_REVIEWER))?.grades[0]?.label).toBe('neutral')
  for (const old of [here, there])
    expect(await merges.merge([incoming(old)], 96_000)).toMatchObject([{ kind: 'unchanged' }])
})

test('what goes out after a merge carries what was known, so that a third library needs no person', async () => {
  const [a, b] = [await openLibrary(), await openLibrary()]
  const here = grade(first, 0, 'bad', 20_000)
  await a.merges.merge([incoming(first), incoming(here)], 90_000)
  const stored = await a.reviews.find(run.id, OTHER_REVIEWER)
  if (!stored) throw new Error('not stored')
  const [cells] = await a.merges.cellsOf([stored])
  await b.merges.merge([incoming(first)], 91_000)
  expect(await b.merges.merge([{ review: stored, cells: cells ?? {} }], 92_000)).toMatchObject([
    { kind: 'merged', changed: 1, conflicts: 0 },
  ])
})

test('grades of a run that is not here are refused, and nothing is stored', async () => {
  const { merges, reviews } = openStorage()
  expect(await merges.merge([incoming(first)], 90_000)).toMatchObject([{ kind: 'run-missing' }])
  expect(await reviews.find(run.id, OTHER_REVIEWER)).toBeNull()
})
