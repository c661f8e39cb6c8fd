import { expect, test } from 'vitest'
import type { ReviewerId } from '../../domain/ids'
import type { ReviewFile } from '../../formats/review-file/review-file'
import type { Services } from '../services'
import { checkSignature, rememberKey, signFile } from './signing'

/** A library of its own, as far as signing needs one. */
function openLibrary(): Services {
  const kept = new Map<string, unknown>()
  const settings = {
    get: async (key: string) => kept.get(key) ?? null,
    set: async (key: string, value: unknown) => void kept.set(key, value),
  }
  return { storage: { settings } } as unknown as Services // signing uses nothing else
}

const file: ReviewFile = {
  reviewer: { id: 'anna', name: 'Anna' },
  project: null,
  exportedAt: 1000,
  appVersion: '0',
  reviews: [],
}

test('a key is made once; a second file by it is known, one by another key is not', async () => {
  const [annas, otherBrowser, mine] = [openLibrary(), openLibrary(), openLibrary()]
  const first = await signFile(annas, file)
  expect(await checkSignature(mine, file, first)).toBe('valid-first')
  await rememberKey(mine, 'anna' as ReviewerId, first.publicKey)
  const later = { ...file, exportedAt: 2000 }
  const second = await signFile(annas, later)
  expect(second.publicKey).toBe(first.publicKey)
  expect(await checkSignature(mine, later, second)).toBe('valid-known')
  expect(await checkSignature(mine, file, await signFile(otherBrowser, file))).toBe('valid-other-key')
})

test('a changed file, a changed signature and none at all are told apart from a valid one', async () => {
  const library = openLibrary()
  const signature = await signFile(library, file)
  const forged = { ...file, reviewer: { id: 'anna', name: 'Eve' } }
  expect(await checkSignature(library, forged, signature)).toBe('broken')
  expect(await checkSignature(library, file, { ...signature, publicKey: '00' })).toBe('broken')
  expect(await checkSignature(library, file, { ...signature, value: signature.value.slice(2) })).toBe(
    'broken',
  )
  expect(await checkSignature(library, file, null)).toBe('unsigned')
  expect(await checkSignature(library, file, signature)).toBe('valid-known')
})
