import { afterEach, expect, test } from 'vitest'
import { LibraryMemory } from './library-memory'
import type { LibraryQuery } from './library-query'
import { openLibraryStore } from './library-store'
import { makeCase } from './testing/records'
import { dropStorages, newName, openStorage } from './testing/temporary-storage'

afterEach(dropStorages)

const ALL: LibraryQuery = {
  text: '',
  sources: [],
  specialties: [],
  isGraded: null,
  sort: 'title',
  isDescending: false,
}

async function titlesOf(memory: LibraryMemory, text = ''): Promise<string[]> {
  return (await memory.query({ ...ALL, text }, 0, 500)).rows.map(({ title }) => title)
}

test('of two tabs that keep the library, the one behind never undoes what the other stored', async () => {
  const name = newName()
  const storage = openStorage(name)
  const add = (title: string) => storage.cases.add([makeCase(title, { title })])
  await storage.open()
  const [ahead, behind] = [await openLibraryStore(name), await openLibraryStore(name)]
  await add('Anthrax')
  const late = await LibraryMemory.load(behind)
  const early = await LibraryMemory.load(ahead)
  expect(await early.save()).toBe(true)
  for (const title of ['Brucellosis', 'Cholera']) {
    await add(title)
    await early.catchUp()
    expect(await early.save()).toBe(true)
  }
  // The log has been shortened past where the other one stands: it can't write, and loads the snapshot instead.
  expect(await late.save()).toBe(false)
  expect(await late.catchUp()).toBe(true)
  const all = ['Anthrax', 'Brucellosis', 'Cholera']
  expect(await titlesOf(late)).toEqual(all)
  expect(await titlesOf(late, 'chol')).toEqual(['Cholera'])

  const fresh = await openLibraryStore(name)
  expect(await titlesOf(await LibraryMemory.load(fresh))).toEqual(all)
  for (const store of [ahead, behind, fresh]) store.close()
})

test('clearing out removed and reworded cases changes no answer', async () => {
  const name = newName()
  const storage = openStorage(name)
  await storage.open()
  const store = await openLibraryStore(name)
  const cases = Array.from({ length: 150 }, (_, index) =>
    makeCase(`case-${index}`, { title: `Plague ${index}` }),
  )
  await storage.cases.add(cases)
  const memory = await LibraryMemory.load(store)
  await titlesOf(memory)
  await storage.cases.remove(
    cases.slice(0, 70).map(({ id }) => id),
    1,
  )
  for (const subject of cases.slice(100))
    await storage.cases.revise({ ...subject, revision: 2, title: 'Typhoid' })
  await memory.catchUp()
  const [all, plague] = [await titlesOf(memory), await titlesOf(memory, 'plague')]
  expect([all.length, plague.length]).toEqual([80, 30])
  expect(await memory.save()).toBe(true)
  expect([await titlesOf(memory), await titlesOf(memory, 'plague')]).toEqual([all, plague])
  await storage.cases.add([makeCase('new', { title: 'Plague of late' })])
  await memory.catchUp()
  expect(await titlesOf(memory, 'plague')).toEqual([...plague, 'Plague of late'])
  const fresh = await openLibraryStore(name)
  expect(await titlesOf(await LibraryMemory.load(fresh), 'plague')).toEqual([...plague, 'Plague of late'])
  store.close()
  fresh.close()
})
