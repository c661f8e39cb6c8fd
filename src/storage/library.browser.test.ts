import { afterEach, describe, expect, test } from 'vitest'
import type { ClinicalCase } from '../domain/case'
import type { Storage } from '.'
import { createLibraryClient } from './library-client'
import type { LibraryQuery } from './library-query'
import { foldText, readWords } from './search/tokens'
import { OTHER_REVIEWER, caseId, gradeStep, makeCase, makeReview, makeRun } from './testing/records'
import { createSyntheticCases } from './testing/synthetic-cases'
import { dropStorages, newName, nextCall, openStorage } from './testing/temporary-storage'

afterEach(dropStorages)

const ALL: LibraryQuery = {
  text: '',
  sources: [],
  specialties: [],
  isGraded: null,
  sort: 'updated',
  isDescending: true,
}

/** A page of the library after what was just written has reached the worker. */
async function queryAfter(
  storage: Storage,
  write: () => Promise<unknown>,
  query: Partial<LibraryQuery> = {},
  limit = 50,
) {
  // What is written before the worker has loaded is simply there: no change is told.
  await storage.library.query(ALL, 0, 0)
  const changed = nextCall(storage.library.subscribe)
  await write()
  await changed
  return storage.library.query({ ...ALL, ...query }, 0, limit)
}

function matchesPlainly(subject: ClinicalCase, text: string): boolean {
  const words = foldText(`${subject.title} ${subject.goldDiagnosis ?? ''} ${subject.presentation}`).split(
    /[^\p{L}\p{N}]+/u,
  )
  return readWords(text).every((prefix) => words.some((word) => word.startsWith(prefix)))
}

describe('2,000 cases', () => {
  const cases = createSyntheticCases(2000, { words: 80 })

  test('are found, filtered, counted, sorted and paged as a plain list would', async () => {
    const storage = openStorage()
    const first = await queryAfter(storage, () => storage.cases.add(cases))
    expect([first.matching, first.total, first.rows.length]).toEqual([2000, 2000, 50])
    expect(first.rows.map(({ id }) => id)).toEqual(
      cases
        .slice(-50)
        .map(({ id }) => id)
        .toReversed(),
    )

    const words = readWords(cases[700]?.presentation ?? '')
    for (const text of [
      words[3] ?? '',
      (words[5] ?? '').slice(0, 4),
      `${words[1]} ${words[9]}`,
      'case 19',
      'not-there-at-all',
    ]) {
      const page = await storage.library.query({ ...ALL, text, isDescending: false }, 0, 3000)
      expect(page.rows.map(({ id }) => id)).toEqual(
        cases.filter((subject) => matchesPlainly(subject, text)).map(({ id }) => id),
      )
    }

    const filter: Partial<LibraryQuery> = {
      sources: ['own'],
      specialties: ['Cardiology', 'Neurology'],
      text: 'case 1',
    }
    const filtered = await storage.library.query({ ...ALL, ...filter }, 10, 7)
    const isOwn = ({ source }: ClinicalCase) => source === 'own'
    const isOfEither = ({ specialty }: ClinicalCase) =>
      specialty === 'Cardiology' || specialty === 'Neurology'
    const found = cases.filter((subject) => matchesPlainly(subject, 'case 1'))
    expect(filtered.matching).toBe(found.filter((subject) => isOwn(subject) && isOfEither(subject)).length)
    expect(filtered.rows.map(({ id }) => id)).toEqual(
      found
        .filter((subject) => isOwn(subject) && isOfEither(subject))
        .toReversed()
        .slice(10, 17)
        .map(({ id }) => id),
    )
    expect(filtered.facets.sources['imported']).toBe(
      found.filter((subject) => subject.source === 'imported' && isOfEither(subject)).length,
    )
    expect(filtered.facets.specialties['Nephrology']).toBe(
      found.filter((subject) => isOwn(subject) && subject.specialty === 'Nephrology').length,
    )
    expect(filtered.facets.graded).toEqual({ yes: 0, no: filtered.matching })
  })

  test('show again after a reload that reads a few rows, whatever happened since the snapshot', async () => {
    const name = newName()
    const before = openStorage(name)
    const saved = nextCall(before.library.onSaved)
    await before.cases.add(cases)
    await saved
    const [edited, removed, graded] = cases as [ClinicalCase, ClinicalCase, ClinicalCase]
    await before.cases.revise({
      ...edited,
      revision: 2,
      title: 'Zebra stripes',
      updatedAt: edited.updatedAt + 1,
    })
    await before.cases.remove([removed.id], 1)
    const run = makeRun('run', graded.id)
    await before.reviews.apply(makeReview('review', run), [{ action: gradeStep(0, 'good'), at: 1 }])
    before.close()

    const after = openStorage(name)
    const page = await after.library.query({ ...ALL, sort: 'title' }, 0, 5)
    expect(page.total).toBe(1999)
    expect((await after.library.query({ ...ALL, text: 'zebra str' }, 0, 5)).rows.map(({ id }) => id)).toEqual(
      [edited.id],
    )
    expect((await after.library.query({ ...ALL, isGraded: true }, 0, 5)).rows.map(({ id }) => id)).toEqual([
      graded.id,
    ])
    const text = readWords(removed.title).join(' ')
    expect((await after.library.query({ ...ALL, text }, 0, 5)).matching).toBe(0)
    expect((await after.library.stats()).rowsRead).toBeLessThanOrEqual(60)
  })

  test('are built anew where the snapshot is of another format or has lost a part', async () => {
    for (const damage of [
      (store: IDBObjectStore) => store.put({ key: 'library', payload: { format: -1 } }),
      (store: IDBObjectStore) =>
        store.delete(IDBKeyRange.bound('library-segment:', 'library-segment:\uffff')),
    ]) {
      const name = newName()
      const before = openStorage(name)
      const saved = nextCall(before.library.onSaved)
      await before.cases.add(cases)
      const [graded] = cases as [ClinicalCase]
      await before.reviews.apply(makeReview('review', makeRun('run', graded.id)), [
        { action: gradeStep(0, 'good'), at: 1 },
      ])
      await saved
      before.close()
      await damageSnapshots(name, damage)
      const after = openStorage(name)
      const page = await after.library.query(
        { ...ALL, text: readWords(cases[5]?.title ?? '').join(' '), isDescending: false },
        0,
        5,
      )
      expect(page.rows.map(({ id }) => id)).toContain(cases[5]?.id)
      expect((await after.library.query({ ...ALL, isGraded: true }, 0, 5)).rows.map(({ id }) => id)).toEqual([
        graded.id,
      ])
      expect((await after.library.stats()).rowsRead).toBeGreaterThan(2000)
    }
  })

  test('leave few rows behind after hundreds of edits', async () => {
    const name = newName()
    const before = openStorage(name)
    await queryAfter(before, () => before.cases.add(cases.slice(0, 300)))
    for (let revision = 2; revision < 5; revision++) {
      for (const subject of cases.slice(0, 100)) {
        await before.cases.revise({ ...subject, revision, title: `Revision ${revision} of ${subject.id}` })
      }
    }
    await nextCall(before.library.onSaved)
    before.close()
    const after = openStorage(name)
    const page = await after.library.query({ ...ALL, text: 'revision 4' }, 0, 500)
    expect([page.matching, page.total]).toEqual([100, 300])
    expect((await after.library.query({ ...ALL, text: 'revision 3' }, 0, 500)).matching).toBe(0)
    expect((await after.library.stats()).rowsRead).toBeLessThanOrEqual(60)
  })
})

describe('changes reach the list', () => {
  test('a case is edited, removed and brought back', async () => {
    const storage = openStorage()
    const subject = makeCase('a', { title: 'Roth spots' })
    await queryAfter(storage, () => storage.cases.add([subject, makeCase('b')]))
    const next = {
      ...subject,
      revision: 2,
      title: 'Splinter haemorrhages',
      specialty: 'Dermatology',
      updatedAt: 2000,
    }
    const edited = await queryAfter(storage, () => storage.cases.revise(next), { text: 'splinter' })
    expect(edited.rows).toMatchObject([
      { id: 'a', title: 'Splinter haemorrhages', specialty: 'Dermatology', updatedAt: 2000 },
    ])
    expect((await storage.library.query({ ...ALL, text: 'roth' }, 0, 5)).matching).toBe(0)
    const without = await queryAfter(storage, () => storage.cases.remove([subject.id], 5))
    expect(without.rows.map(({ id }) => id)).toEqual(['b'])
    expect(without.facets.specialties).toEqual({ Cardiology: 1 })
    const restored = await queryAfter(
      storage,
      () => storage.cases.restore({ caseIds: [subject.id], removedAt: 5 }),
      { text: 'splinter' },
    )
    expect(restored.matching).toBe(1)
  })

  test('graded is what any reviewer graded, through undo, removal and undo of that', async () => {
    const storage = openStorage()
    const run = makeRun('run', caseId('a'))
    const [mine, theirs] = [makeReview('mine', run), makeReview('theirs', run, OTHER_REVIEWER)]
    await queryAfter(storage, () => storage.cases.add([makeCase('a'), makeCase('b')]))
    const good = { action: gradeStep(0, 'good'), at: 1 }
    const undo = { action: { kind: 'undo' } as const, at: 2 }
    const graded = await queryAfter(storage, () => storage.reviews.apply(mine, [good]), { isGraded: true })
    expect(graded.rows.map(({ id }) => id)).toEqual(['a'])
    expect(graded.facets.graded).toEqual({ yes: 1, no: 1 })
    await queryAfter(storage, () => storage.reviews.apply(theirs, [good]))
    await storage.reviews.apply(mine, [undo])
    expect((await storage.library.query({ ...ALL, isGraded: true }, 0, 5)).matching).toBe(1)
    const none = await queryAfter(storage, () => storage.reviews.apply(theirs, [undo]))
    expect(none.facets.graded).toEqual({ yes: 0, no: 2 })
    await queryAfter(storage, () => storage.reviews.apply(mine, [{ action: { kind: 'redo' }, at: 3 }]))
    const removed = { caseIds: [caseId('a')], removedAt: 5 }
    await queryAfter(storage, () => storage.cases.remove(removed.caseIds, removed.removedAt))
    const back = await queryAfter(storage, () => storage.cases.restore(removed), { isGraded: true })
    expect(back.rows.map(({ id }) => id)).toEqual(['a'])
  })

  test('a change of another tab shows here', async () => {
    const name = newName()
    const [here, there] = [openStorage(name), openStorage(name)]
    await here.library.query(ALL, 0, 5)
    const page = await queryAfter(here, () => there.cases.add([makeCase('a')]))
    expect(page.total).toBe(1)
  })
})

describe('questions', () => {
  test('a newer one of the same channel supersedes the older ones; other channels are left alone', async () => {
    const storage = openStorage()
    await queryAfter(storage, () => storage.cases.add([makeCase('a')]))
    const outcomes = await Promise.allSettled([
      storage.library.query({ ...ALL, text: 't' }, 0, 5),
      storage.library.query({ ...ALL, text: 'ti' }, 0, 5),
      storage.library.query({ ...ALL, text: 'x' }, 0, 5, 'other'),
      storage.library.query({ ...ALL, text: 'title' }, 0, 5),
    ])
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { name: 'AbortError' } },
      { status: 'rejected', reason: { name: 'AbortError' } },
      { status: 'fulfilled', value: { matching: 0 } },
      { status: 'fulfilled', value: { matching: 1 } },
    ])
  })

  test('where no worker starts, each is answered with a clear error', async () => {
    const refuse = () => {
      throw new DOMException('Blocked by policy', 'SecurityError')
    }
    const library = createLibraryClient(newName(), Promise.resolve(), refuse)
    await expect(library.query(ALL, 0, 5)).rejects.toMatchObject({
      name: 'StorageError',
      code: 'library-unavailable',
    })
    const missing = createLibraryClient(
      newName(),
      Promise.resolve(),
      () => new Worker('/no-such-worker.js', { type: 'module' }),
    )
    await expect(missing.query(ALL, 0, 5)).rejects.toMatchObject({
      name: 'StorageError',
      code: 'library-unavailable',
    })
  })

  test('after closing, they end as cancelled', async () => {
    const storage = openStorage()
    const question = storage.library.query(ALL, 0, 5)
    storage.close()
    await expect(question).rejects.toMatchObject({ name: 'AbortError' })
  })
})

async function damageSnapshots(name: string, damage: (store: IDBObjectStore) => unknown): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('not opened'))
  })
  await new Promise<void>((resolve) => {
    const transaction = database.transaction('snapshots', 'readwrite')
    transaction.oncomplete = () => resolve()
    damage(transaction.objectStore('snapshots'))
  })
  database.close()
}
