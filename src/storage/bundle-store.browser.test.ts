import { afterEach, describe, expect, test } from 'vitest'
import type { Review } from '../domain/review'
import { TRANSFER_FATES, type TransferPlan, type TransferRecords } from './bundle-store'
import { caseId, gradeStep, makeCase, makeReview, makeRun } from './testing/records'
import { dropStorages, nextCall, openStorage } from './testing/temporary-storage'

afterEach(dropStorages)

/** A library with two cases; `a` has two revisions, a run and a review. */
async function setUp() {
  const storage = openStorage()
  const first = makeCase('a')
  const second = { ...first, revision: 2, title: 'Revised' }
  const run = makeRun('run', first.id, { status: 'finished', endedAt: 2500 })
  await storage.cases.add([first, makeCase('b')])
  await storage.cases.revise(second)
  await storage.runs.put([run])
  const review = await storage.reviews.apply(makeReview('review', run), [
    { action: gradeStep(0, 'good'), at: 4000 },
  ])
  return { storage, first, second, run, review }
}

function countOf(plan: TransferPlan): Record<string, number[]> {
  return Object.fromEntries(
    (['cases', 'runs', 'reviews'] as const).map((kind) => [
      kind,
      TRANSFER_FATES.map((fate) => plan[kind][fate].length),
    ]),
  )
}

test('what is taken out of one library is whole in another, and taking it in twice changes nothing', async () => {
  const { storage } = await setUp()
  const records = await storage.readForTransfer(null)
  const other = openStorage()
  expect(countOf(await other.planTransfer(records))).toEqual({
    cases: [3, 0, 0, 0],
    runs: [1, 0, 0, 0],
    reviews: [1, 0, 0, 0],
  })
  await other.applyTransfer(records)
  expect(await other.readForTransfer(null)).toEqual(records)
  expect(countOf(await other.planTransfer(records))).toEqual({
    cases: [0, 0, 3, 0],
    runs: [0, 0, 1, 0],
    reviews: [0, 0, 1, 0],
  })
  await other.applyTransfer(records)
  expect(await other.readForTransfer(null)).toEqual(records)
})

test('one case is taken out with what hangs on it, and nothing of the others', async () => {
  const { storage, first, second, run, review } = await setUp()
  expect(await storage.readForTransfer([first.id])).toEqual({
    cases: [first, second],
    runs: [run],
    reviews: [review],
  })
  expect(await storage.readForTransfer(['b'])).toEqual({ cases: [makeCase('b')], runs: [], reviews: [] })
})

test('the list knows of imported cases and their grades', async () => {
  const { storage } = await setUp()
  const records = await storage.readForTransfer(null)
  const other = openStorage()
  const query = {
    text: '',
    sources: [],
    specialties: [],
    isGraded: true,
    sort: 'title',
    isDescending: false,
  } as const
  await other.library.query(query, 0, 0)
  const changed = nextCall(other.library.subscribe)
  await other.applyTransfer(records)
  await changed
  expect((await other.library.query(query, 0, 5)).rows).toMatchObject([
    { id: 'a', title: 'Revised', isGraded: true },
  ])
})

describe('what is here already', () => {
  test('gets newer revisions and newer grades', async () => {
    const { storage, second, run, review } = await setUp()
    const third = { ...second, revision: 3, title: 'Third' }
    const elsewhere: Review = {
      ...review,
      id: makeReview('made-elsewhere', run).id,
      verdict: 'correct',
      updatedAt: 9000,
    }
    const records: TransferRecords = { cases: [third], runs: [run], reviews: [elsewhere] }
    expect(countOf(await storage.planTransfer(records))).toEqual({
      cases: [0, 1, 0, 0],
      runs: [0, 0, 1, 0],
      reviews: [0, 1, 0, 0],
    })
    await storage.applyTransfer(records)
    expect(await storage.cases.get(third.id)).toEqual(third)
    expect(await storage.cases.getRevision(third.id, 2)).toEqual(second)
    expect(await storage.reviews.ofCase(third.id)).toEqual([elsewhere])
  })

  test('is never overwritten by other words of the same revision or run, or by older grades', async () => {
    const { storage, first, second, run, review } = await setUp()
    const before = await storage.readForTransfer(null)
    const records: TransferRecords = {
      cases: [
        { ...first, title: 'Other words' },
        { ...second, presentation: 'Other words' },
      ],
      runs: [{ ...run, problemRepresentation: 'Other words' }],
      reviews: [{ ...review, grades: {}, updatedAt: review.updatedAt - 1 }],
    }
    expect(countOf(await storage.planTransfer(records))).toEqual({
      cases: [0, 0, 0, 2],
      runs: [0, 0, 0, 1],
      reviews: [0, 0, 0, 1],
    })
    await storage.applyTransfer(records)
    expect(await storage.readForTransfer(null)).toEqual(before)
  })

  test('an older revision that was missing is filed behind the current one', async () => {
    const { storage, first, second } = await setUp()
    const other = openStorage()
    await other.applyTransfer({ cases: [second], runs: [], reviews: [] })
    await other.applyTransfer({ cases: [first], runs: [], reviews: [] })
    expect(await other.cases.get(first.id)).toEqual(second)
    expect(await other.cases.getRevision(first.id, 1)).toEqual(first)
    expect(await storage.cases.getRevision(first.id, 1)).toEqual(first)
  })
})

test('a plan that no longer holds is refused, and nothing is stored', async () => {
  const { storage } = await setUp()
  const records = await storage.readForTransfer(null)
  const other = openStorage()
  const shown = await other.planTransfer(records)
  await other.cases.add([makeCase('a', { title: 'Typed meanwhile' })])
  await expect(other.applyTransfer(records, shown)).rejects.toMatchObject({ code: 'plan-outdated' })
  expect(await other.cases.allIds()).toEqual(['a'])
})

test('a record that can’t be stored leaves none of the others behind', async () => {
  const storage = openStorage()
  const unstorable = { ...makeCase('b'), extra: { callback: () => 0 } }
  await expect(
    storage.applyTransfer({
      cases: [makeCase('a'), unstorable],
      runs: [makeRun('run', caseId('a'))],
      reviews: [],
    }),
  ).rejects.toMatchObject({
    code: 'storage-unavailable',
  })
  expect(await storage.readForTransfer(null)).toEqual({ cases: [], runs: [], reviews: [] })
})
