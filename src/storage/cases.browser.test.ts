import { afterEach, describe, expect, test } from 'vitest'
import { caseId, gradeStep, makeCase, makeReview, makeRun } from './testing/records'
import { dropStorages, openStorage } from './testing/temporary-storage'

afterEach(dropStorages)

test('cases come back as they were stored', async () => {
  const { cases } = openStorage()
  const subject = makeCase('a', {
    extra: { pmc: 'PMC1', nested: [1, null] },
    stages: [{ kind: 'exam', title: 'Exam', span: { start: 0, end: 4 } }],
  })
  await cases.add([subject, makeCase('b')])
  expect(await cases.get(subject.id)).toEqual(subject)
  expect(await cases.get(caseId('nobody'))).toBeNull()
  expect((await cases.getMany([caseId('b'), caseId('nobody'), caseId('a')])).map(({ id }) => id)).toEqual([
    'b',
    'a',
  ])
  expect(await cases.allIds()).toEqual(['a', 'b'])
  expect(await cases.count()).toBe(2)
})

test('a case that is there already stops the whole import', async () => {
  const { cases } = openStorage()
  await cases.add([makeCase('a')])
  const many = Array.from({ length: 600 }, (_, index) => makeCase(`new-${index}`))
  await expect(cases.add([...many, makeCase('a')])).rejects.toMatchObject({ code: 'case-exists' })
  expect(await cases.count()).toBe(1)
})

describe('revisions', () => {
  test('the one before is kept for the runs that used it', async () => {
    const { cases } = openStorage()
    const first = makeCase('a')
    const second = { ...first, revision: 2, title: 'Better words' }
    await cases.add([first])
    await cases.revise(second)
    expect(await cases.get(first.id)).toEqual(second)
    expect(await cases.getRevision(first.id, 1)).toEqual(first)
    expect(await cases.getRevision(first.id, 2)).toEqual(second)
    expect(await cases.getRevision(first.id, 3)).toBeNull()
  })

  test('of two tabs that edit the same revision, the second is told and nothing is overwritten', async () => {
    const { cases } = openStorage()
    const first = makeCase('a')
    await cases.add([first])
    const outcomes = await Promise.allSettled([
      cases.revise({ ...first, revision: 2, title: 'Mine' }),
      cases.revise({ ...first, revision: 2, title: 'Theirs' }),
    ])
    expect(outcomes).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'revision-conflict' } },
    ])
    expect((await cases.get(first.id))?.title).toBe('Mine')
    await expect(cases.revise(makeCase('nobody', { revision: 2 }))).rejects.toMatchObject({
      code: 'case-missing',
    })
  })
})

describe('removing', () => {
  async function setUp() {
    const storage = openStorage()
    const subject = makeCase('a')
    const run = makeRun('run', subject.id, { status: 'finished', endedAt: 2500 })
    await storage.cases.add([subject, makeCase('b')])
    await storage.cases.revise({ ...subject, revision: 2 })
    await storage.runs.create(run)
    const review = await storage.reviews.apply(makeReview('review', run), [
      { action: gradeStep(0, 'good'), at: 4000 },
    ])
    return { storage, subject, run, review }
  }

  test('takes everything that hung on the case, and undo brings all of it back', async () => {
    const { storage, subject, run, review } = await setUp()
    const { cases, runs, reviews } = storage
    const removed = await cases.remove([subject.id], 9000)
    expect(await cases.allIds()).toEqual(['b'])
    expect([
      await cases.getRevision(subject.id, 1),
      await runs.get(run.id),
      await reviews.get(review.id),
    ]).toEqual([null, null, null])
    await cases.restore(removed)
    expect((await cases.get(subject.id))?.revision).toBe(2)
    expect(await cases.getRevision(subject.id, 1)).toEqual(subject)
    expect(await runs.get(run.id)).toEqual(run)
    expect(await reviews.get(review.id)).toEqual(review)
  })

  test('a grade that another tab stored meanwhile outlives the undo', async () => {
    const { storage, subject, run, review } = await setUp()
    const removed = await storage.cases.remove([subject.id], 9000)
    const later = await storage.reviews.apply(review, [{ action: gradeStep(1, 'bad'), at: 9500 }])
    await storage.cases.restore(removed)
    expect(await storage.reviews.find(run.id, review.reviewerId)).toEqual(later)
    expect(Object.keys(later.grades)).toEqual(['0', '1'])
  })

  test('an emptied bin gives nothing back, and only what is old enough goes', async () => {
    const { storage, subject } = await setUp()
    const old = await storage.cases.remove([subject.id], 9000)
    const recent = await storage.cases.remove([caseId('b')], 9001)
    expect(await storage.purgeBin(9001)).toBe(1)
    await storage.cases.restore(old)
    await storage.cases.restore(recent)
    expect(await storage.cases.allIds()).toEqual(['b'])
  })

  test('the same case removed twice can be brought back from either time', async () => {
    const { storage, subject, run } = await setUp()
    const first = await storage.cases.remove([subject.id], 9000)
    await storage.cases.add([makeCase('a', { title: 'Imported again' })])
    await expect(storage.cases.restore(first)).rejects.toMatchObject({ code: 'case-exists' })
    await storage.cases.remove([subject.id], 9500)
    await storage.cases.restore(first)
    expect(await storage.runs.get(run.id)).toEqual(run)
  })
})

test('settings keep plain data', async () => {
  const { settings } = openStorage()
  expect(await settings.get('theme')).toBeNull()
  await settings.set('theme', { name: 'dark', at: 1 })
  expect(await settings.get('theme')).toEqual({ name: 'dark', at: 1 })
})
