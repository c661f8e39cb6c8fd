import { expect, test } from 'vitest'
import type { RequestRecord } from './protocol'
import { createRequestRing } from './request-ring'

const request = (id: string): RequestRecord => ({
  id,
  time: 0,
  method: 'GET',
  url: 'http://localhost/',
  destination: 'fetch',
  answer: 'network',
  bytes: null,
  durationMs: null,
})

test('the latest requests are kept, oldest first', () => {
  const ring = createRequestRing(3)
  expect(ring.read()).toEqual([])
  for (const id of ['1', '2', '3', '4', '5']) ring.add(request(id))
  expect(ring.read().map(({ id }) => id)).toEqual(['3', '4', '5'])
})
