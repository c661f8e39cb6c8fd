import Dexie, { liveQuery } from 'dexie'
import { afterEach, describe, expect, test } from 'vitest'
import type { ClinicalCase } from '../domain/case'
import type { CaseId, ReviewId, ReviewerId, RunId } from '../domain/ids'
import { type ReviewAction, UNGRADED, startReview } from '../domain/review'
import type { Run } from '../domain/run'
import { createDatabase } from './database'
import { type LibraryQuery, type Storage, createStorage, holdRun, isRunAlive } from './index'

const opened: Storage[] = []
const names: string[] = []
let serial = 0

function open(name = `test-${Date.now()}-${serial++}`): Storage {
  const storage = createStorage(name)
  opened.push(storage)
  names.push(name)
  return storage
}

afterEach(async () => {
  for (const storage of opened.splice(0)) storage.close()
  for (const name of names.splice(0)) await Dexie.delete(name)
})

const makeCase = (id: string, more: Partial<ClinicalCase> = {}): ClinicalCase => ({
  id: id as CaseId,
  revision: 1,
  title: `Case ${id}`,
  presentation: 'A man with fever and cough.',
  stages: [],
  source: 'own',
  specialty: null,
  isFictional: false,
  goldDiagnosis: null,
  referenceReasoning: [],
  expectedDifferential: [],
  cantMiss: [],
  teachingPoints: [],
  citation: null,
  extra: {},
  createdAt: 1,
  updatedAt: 1,
  ...more,
})

const makeRun = (id: string, caseId: string, more: Partial<Run> = {}): Run => ({
  id: id as RunId,
  caseId: caseId as CaseId,
  caseRevision: 1,
  manifest: {
    engine: 'knowledge',
    engineVersion: '1',
    model: null,
    strategy: 's',
    promptVersion: 'p',
    sampling: null,
    appVersion: '0',
  },
  continuedFrom: null,
  status: 'running',
  problemRepresentation: null,
  steps: [],
  differential: null,
  trajectory: [],
  stepTimesMs: [],
  failure: null,
  timing: null,
  counts: null,
  startedAt: 1,
  endedAt: null,
  ...more,
})

const review = (id = 'review-1') =>
  startReview(
    {
      id: id as ReviewId,
      runId: 'run-1' as RunId,
      caseId: 'a' as CaseId,
      reviewerId: 'me' as ReviewerId,
      rubric: { id: 'step-ternary', version: 1 },
    },
    1,
  )
const grade = (step: number, label: 'good' | 'bad', at = step + 2): { action: ReviewAction; at: number } => ({
  action: { kind: 'change', change: { part: 'grade', step, value: { ...UNGRADED, label, gradedAt: at } } },
  at,
})
const ALL: LibraryQuery = {
  text: '',
  sources: [],
  specialties: [],
  isGraded: null,
  sort: 'title',
  isDescending: false,
}

describe('cases', () => {
  test('a revision keeps the one before it', async () => {
    const { cases } = open()
    await cases.add([makeCase('a')])
    await cases.revise(makeCase('a', { revision: 2, presentation: 'Another text about fever.' }))
    expect((await cases.get('a' as CaseId))?.revision).toBe(2)
    expect((await cases.getRevision('a' as CaseId, 1))?.presentation).toBe('A man with fever and cough.')
    await expect(cases.revise(makeCase('a', { revision: 2 }))).rejects.toThrow('not newer')
  })

  test('adding is all or nothing', async () => {
    const { cases } = open()
    await cases.add([makeCase('a')])
    await expect(cases.add([makeCase('b'), makeCase('a')])).rejects.toThrow()
    expect(await cases.allIds()).toEqual(['a'])
  })

  test('what is removed comes back whole', async () => {
    const { cases, runs, reviews } = open()
    await cases.add([makeCase('a')])
    await runs.put([makeRun('run-1', 'a', { status: 'finished' })])
    await reviews.apply(review(), [grade(0, 'good')])
    const removed = await cases.remove(['a' as CaseId], 5)
    expect([
      await cases.count(),
      await runs.get('run-1' as RunId),
      (await reviews.ofCase('a' as CaseId)).length,
    ]).toEqual([0, null, 0])
    await cases.restore(removed)
    expect((await reviews.ofCase('a' as CaseId))[0]?.grades[0]?.label).toBe('good')
    expect(await runs.get('run-1' as RunId)).not.toBeNull()
  })
})

describe('runs', () => {
  test('an ended run can not be changed', async () => {
    const { runs } = open()
    await runs.create(makeRun('run-1', 'a'))
    await runs.appendStep(
      'run-1' as RunId,
      { index: 0, kind: 'finding', text: 't', quotes: [], hypotheses: [], checks: [] },
      3,
    )
    await runs.end('run-1' as RunId, {
      status: 'finished',
      endedAt: 9,
      failure: null,
      timing: null,
      counts: null,
    })
    expect((await runs.get('run-1' as RunId))?.steps).toHaveLength(1)
    await expect(runs.setProblemRepresentation('run-1' as RunId, 'x')).rejects.toThrow('has ended')
  })

  test('only runs that no tab works on are marked as interrupted', async () => {
    const { runs } = open()
    await runs.put([makeRun('alive', 'a'), makeRun('dead', 'a')])
    const release = holdRun('alive' as RunId)
    await expect.poll(() => isRunAlive('alive' as RunId)).toBe(true)
    expect(await runs.markInterrupted(isRunAlive, 9)).toEqual(['dead'])
    expect((await runs.get('alive' as RunId))?.status).toBe('running')
    release()
  })
})

describe('reviews', () => {
  test('two tabs grading one run never lose each other’s grades', async () => {
    const name = `shared-${Date.now()}`
    const [one, two] = [open(name), open(name)]
    await Promise.all(
      Array.from({ length: 20 }, (_, step) =>
        (step % 2 ? one : two).reviews.apply(review(step % 2 ? 'from-one' : 'from-two'), [
          grade(step, 'good'),
        ]),
      ),
    )
    const stored = await one.reviews.find('run-1' as RunId, 'me' as ReviewerId)
    expect(Object.keys(stored?.grades ?? {})).toHaveLength(20)
    expect(await two.reviews.ofCase('a' as CaseId)).toHaveLength(1)
  })

  test('undo is stored with the review and survives reopening', async () => {
    const name = `undo-${Date.now()}`
    const first = open(name)
    await first.reviews.apply(review(), [grade(0, 'good'), grade(1, 'bad')])
    first.close()
    const again = await open(name).reviews.apply(review(), [{ action: { kind: 'undo' }, at: 9 }])
    expect(again.grades[1]).toBeUndefined()
    expect(again.grades[0]?.label).toBe('good')
  })

  test('a live query hears of a grade written in this tab', async () => {
    const storage = open()
    const seen: number[] = []
    const subscription = liveQuery(() =>
      storage.reviews.find('run-1' as RunId, 'me' as ReviewerId),
    ).subscribe((found) => seen.push(Object.keys(found?.grades ?? {}).length))
    await storage.reviews.apply(review(), [grade(0, 'good')])
    await expect.poll(() => seen.at(-1)).toBe(1)
    await storage.reviews.apply(review(), [grade(1, 'bad')])
    await expect.poll(() => seen.at(-1)).toBe(2)
    subscription.unsubscribe()
  })
})

describe('the library', () => {
  const many = Array.from({ length: 1200 }, (_, index) =>
    makeCase(`c${String(index).padStart(4, '0')}`, {
      specialty: index % 3 === 0 ? 'cardiology' : 'neurology',
      presentation:
        index % 100 === 0 ? 'A woman with Sjögren syndrome.' : `A man with fever number ${index}.`,
    }),
  )

  test('search, filters, facets and windows, kept current', async () => {
    const { cases, reviews, library } = open()
    await cases.add(many)
    const page = await library.query(ALL, 1190, 50)
    expect([page.total, page.matching, page.rows.length, page.rows[0]?.id]).toEqual([1200, 1200, 10, 'c1190'])
    expect((await library.query({ ...ALL, text: 'sjogr synd' }, 0, 50)).matching).toBe(12)
    const heart = await library.query({ ...ALL, specialties: ['cardiology'] }, 0, 1)
    expect([heart.matching, heart.facets.specialties['neurology']]).toEqual([400, 800])

    const { promise, resolve } = Promise.withResolvers<void>()
    library.subscribe(resolve)
    await cases.remove(['c0000' as CaseId], 1)
    await promise
    expect((await library.query({ ...ALL, text: 'sjogren' }, 0, 50)).matching).toBe(11)
    await reviews.apply({ ...review(), caseId: 'c0001' as CaseId }, [grade(0, 'good')])
    await expect
      .poll(async () => (await library.query({ ...ALL, isGraded: true }, 0, 5)).rows[0]?.id)
      .toBe('c0001')
  })

  test('a newer query takes the place of the older', async () => {
    const { cases, library } = open()
    await cases.add(many.slice(0, 10))
    await library.query(ALL, 0, 5)
    const older = library.query({ ...ALL, text: 'fe' }, 0, 5)
    const newer = library.query({ ...ALL, text: 'fever' }, 0, 5)
    await expect(older).rejects.toMatchObject({ name: 'AbortError' })
    expect((await newer).matching).toBe(9)
  })
})

test('version 1 reviews gain a history and keep their grades', async () => {
  const name = `old-${Date.now()}`
  names.push(name)
  const old = new Dexie(name)
  old.version(1).stores({
    cases: 'id',
    caseRevisions: '[id+revision], id',
    runs: 'id, caseId',
    reviews: 'id, &[runId+reviewerId], caseId',
    bin: 'id, removedAt',
    settings: 'key',
    caseLog: '++seq',
    snapshots: 'key',
  })
  const { history: _history, historyPosition: _position, ...before } = review()
  await old.table('reviews').put({ ...before, grades: { 0: { ...UNGRADED, label: 'bad' } } })
  old.close()
  const database = createDatabase(name)
  const upgraded = await database.reviews.get('review-1')
  expect([upgraded?.history, upgraded?.historyPosition, upgraded?.grades[0]?.label]).toEqual([[], 0, 'bad'])
  database.close()
})

test('a bundle’s records are compared, then stored whole', async () => {
  const storage = open()
  await storage.cases.add([makeCase('a')])
  const records = await storage.readForTransfer(null)
  expect((await storage.planTransfer(records)).cases.identical).toHaveLength(1)
  const changed = {
    ...records,
    cases: [makeCase('a', { revision: 2 }), makeCase('b')],
    runs: [makeRun('run-1', 'b')],
  }
  expect((await storage.planTransfer(changed)).cases.added).toHaveLength(2)
  await storage.applyTransfer(changed)
  expect((await storage.cases.get('a' as CaseId))?.revision).toBe(2)
  expect((await storage.cases.getRevision('a' as CaseId, 1))?.revision).toBe(1)
  expect(await storage.runs.ofCase('b' as CaseId)).toHaveLength(1)
})
