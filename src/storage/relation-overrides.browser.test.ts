import { afterEach, expect, test } from 'vitest'
import { openGradedReader } from './graded-cases'
import { dropStorages, newName, openStorage } from './testing/temporary-storage'

afterEach(dropStorages)

test('a word on a pair is kept, replaced by a later one in either order, read by evaluations, and forgotten', async () => {
  const name = newName()
  const { relationOverrides } = openStorage(name)
  expect(await relationOverrides.all()).toEqual([])
  await relationOverrides.set({ a: ' Flour fever ', b: 'Oven fever', isSame: true })
  await relationOverrides.set({ a: 'Sugar rash', b: 'Oven fever', isSame: true })
  await relationOverrides.set({ a: 'oven fever', b: 'Flour fever', isSame: false })
  const kept = [
    { a: 'Sugar rash', b: 'Oven fever', isSame: true },
    { a: 'oven fever', b: 'Flour fever', isSame: false },
  ]
  expect(await relationOverrides.all()).toEqual(kept)
  const reader = openGradedReader(name)
  expect(await reader.relationOverrides()).toEqual(kept)
  reader.close()
  await relationOverrides.forget('OVEN FEVER', 'sugar rash')
  expect(await relationOverrides.all()).toEqual(kept.slice(1))
})

test('words given at the same time are all kept', async () => {
  const { relationOverrides } = openStorage(newName())
  const names = ['One', 'Two', 'Three', 'Four']
  await Promise.all(names.map((a) => relationOverrides.set({ a, b: 'Oven fever', isSame: true })))
  expect((await relationOverrides.all()).map(({ a }) => a).sort()).toEqual([...names].sort())
})
