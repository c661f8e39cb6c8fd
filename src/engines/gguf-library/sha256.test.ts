import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSha256 } from './sha256'

test('agrees with the system’s own, however the input is cut', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.array(fc.nat(80), { maxLength: 8 }), (bytes, cuts) => {
      const own = createSha256()
      let from = 0
      for (const cut of cuts) {
        own.update(bytes.subarray(from, from + cut))
        from = Math.min(bytes.length, from + cut)
      }
      own.update(bytes.subarray(from))
      expect(own.digest()).toBe(createHash('sha256').update(bytes).digest('hex'))
    }),
  )
})

test('also at the block’s edges', () => {
  for (const length of [0, 55, 56, 63, 64, 65, 119, 120, 128]) {
    const bytes = new Uint8Array(length).fill(length)
    const own = createSha256()
    own.update(bytes)
    expect(own.digest()).toBe(createHash('sha256').update(bytes).digest('hex'))
  }
})
