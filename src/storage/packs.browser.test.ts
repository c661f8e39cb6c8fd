import Dexie from 'dexie'
import { afterEach, expect, test } from 'vitest'
import type { LocalChange } from '../knowledge/local/local-change'
import type { StoredPack } from './database'
import { dropStorages, newName, openStorage } from './testing/temporary-storage'
import { openPackIntake } from './pack-intake'

afterEach(dropStorages)

const makePack = (id: string, addedAt: number): StoredPack => ({
  id,
  kind: 'hpo',
  ontologyVersion: '2024-04-26',
  annotationVersion: null,
  files: [{ name: 'hp.obo', bytes: 12 }],
  findings: 3,
  diseases: 2,
  annotations: 5,
  addedAt,
  isOn: true,
})
const bytes = (text: string) => new TextEncoder().encode(text).buffer

test('a pack that a worker stored is listed without its content, and read by its id', async () => {
  const name = newName()
  const { packs } = openStorage(name)
  const intake = openPackIntake(name)
  await intake.add(makePack('one', 1), bytes('content'))
  intake.close()
  expect(await packs.all()).toEqual([makePack('one', 1)])
  expect(new TextDecoder().decode((await packs.getBytes('one')) ?? undefined)).toBe('content')
})

test('one pack is on at a time, and a deleted one leaves nothing', async () => {
  const { packs } = openStorage()
  await packs.add(makePack('one', 1), bytes('1'))
  await packs.add(makePack('two', 2), bytes('2'))
  const listOn = async () => (await packs.all()).map(({ id, isOn }) => [id, isOn])
  expect(await listOn()).toEqual([['two', true], ['one', false]]) // prettier-ignore
  await packs.setOn('one', true)
  expect(await listOn()).toEqual([['two', false], ['one', true]]) // prettier-ignore
  await packs.setOn('one', false)
  expect((await packs.all()).some(({ isOn }) => isOn)).toBe(false)
  await packs.remove('two')
  expect(await packs.getBytes('two')).toBeNull()
  expect((await packs.all()).map(({ id }) => id)).toEqual(['one'])
})

test('of changes on one thing the last stays', async () => {
  const { localChanges } = openStorage()
  const change: LocalChange = {
    kind: 'frequency',
    diseaseId: 'gout',
    findingId: 'fever',
    frequency: 'rare',
    by: 'Dr Test',
    at: 1,
    why: 'Own series',
  }
  await localChanges.put([change])
  await localChanges.put([{ ...change, frequency: null, at: 2 }])
  expect(await localChanges.all()).toEqual([{ ...change, frequency: null, at: 2 }])
  await localChanges.remove(['frequency/gout/fever'])
  expect(await localChanges.all()).toEqual([])
})

test('AddPacks: what version 7 kept is still there, and packs can be stored', async () => {
  const name = newName()
  const old = new Dexie(name)
  old.version(7).stores({ settings: 'key' })
  await old.table('settings').put({ key: 'theme', value: 'dark' })
  old.close()
  const { settings, packs } = openStorage(name)
  expect(await settings.get('theme')).toBe('dark')
  await packs.add(makePack('one', 1), bytes('1'))
  expect(await packs.all()).toHaveLength(1)
})
