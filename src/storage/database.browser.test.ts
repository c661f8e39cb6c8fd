import Dexie from 'dexie'
import { afterEach, describe, expect, test } from 'vitest'
import { VERSION_1_TABLES } from './database'
import { REVIEWER, gradeStep, makeCase, makeReview, makeRun } from './testing/records'
import { dropStorages, newName, nextCall, openStorage } from './testing/temporary-storage'

afterEach(dropStorages)

/** A database as version 1 left it, with rows as version 1 wrote them. */
async function createVersion1(name: string): Promise<Dexie> {
  const database = new Dexie(name)
  database.version(1).stores(VERSION_1_TABLES)
  const subject = makeCase('case')
  const { continuedFrom: _later, ...run } = makeRun('run', subject.id, { steps: [] })
  const {
    history: _history,
    historyPosition: _position,
    commitment: _commitment,
    ...review
  } = makeReview('review', run)
  await database.table('cases').add(subject)
  await database.table('runs').add(run)
  await database.table('reviews').add({
    ...review,
    grades: {
      0: { label: 'good', isUnsure: false, errorTypes: [], comment: '', rewrite: null, gradedAt: 1 },
    },
  })
  return database
}

describe('version 2', () => {
  test('AddHistoryToReview: grades of version 1 stay, and undo starts from there', async () => {
    const name = newName()
    ;(await createVersion1(name)).close()
    const { reviews } = openStorage(name)
    const before = await reviews.find(makeRun('run', makeCase('case').id).id, REVIEWER)
    expect(before).toMatchObject({
      history: [],
      historyPosition: 0,
      commitment: null,
      grades: { 0: { label: 'good' } },
    })
    if (!before) return
    await reviews.apply(before, [{ action: gradeStep(0, 'bad'), at: 9000 }])
    const undone = await reviews.apply(before, [{ action: { kind: 'undo' }, at: 9900 }])
    expect(undone.grades[0]?.label).toBe('good')
  })

  test('AddContinuedFromToRun: runs of version 1 began from nothing, and those left running can be found', async () => {
    const name = newName()
    ;(await createVersion1(name)).close()
    const { runs, cases } = openStorage(name)
    const subject = makeCase('case')
    expect(await runs.ofCase(subject.id)).toEqual([makeRun('run', subject.id)])
    expect(await runs.markInterrupted(() => Promise.resolve(false), 5000)).toEqual(['run'])
    expect(await cases.get(subject.id)).toEqual(subject)
  })
})

describe('health', () => {
  test('an upgrade waits for a tab that holds the old version, and says so', async () => {
    const name = newName()
    const old = await createVersion1(name)
    // An old tab that does not let go.
    old.on('versionchange', () => false)
    const storage = openStorage(name)
    expect(storage.health.get().kind).toBe('opening')
    await nextCall(storage.health.subscribe)
    expect(storage.health.get().kind).toBe('blocked')
    old.close()
    await storage.open()
    expect(storage.health.get().kind).toBe('open')
  })

  test('a tab lets go for a newer version and says that it is outdated', async () => {
    const name = newName()
    const storage = openStorage(name)
    await storage.cases.add([makeCase('case')])
    const outdated = nextCall(storage.health.subscribe)
    const newer = new Dexie(name)
    newer.version(99).stores({})
    await newer.open()
    await outdated
    expect(storage.health.get().kind).toBe('outdated')
    await expect(storage.cases.add([makeCase('other')])).rejects.toMatchObject({
      code: 'storage-unavailable',
    })
    newer.close()
  })

  test('a database of a newer version is refused, not touched', async () => {
    const name = newName()
    const newer = new Dexie(name)
    newer.version(99).stores({ cases: 'id' })
    await newer.table('cases').add(makeCase('case'))
    newer.close()
    const storage = openStorage(name)
    await expect(storage.open()).rejects.toThrow()
    expect(storage.health.get().kind).toBe('unavailable')
    await expect(
      storage.library.query(
        { text: '', sources: [], specialties: [], isGraded: null, sort: 'title', isDescending: false },
        0,
        1,
      ),
    ).rejects.toThrow()
    await newer.open()
    expect(await newer.table('cases').count()).toBe(1)
    newer.close()
  })
})
