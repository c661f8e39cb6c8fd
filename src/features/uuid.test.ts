import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createUuidV7 } from './uuid'

const time = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const random = fc.uint8Array({ minLength: 16, maxLength: 16 })

test('an id is a well-formed UUID v7', () => {
  fc.assert(
    fc.property(time, random, (now, bytes) => {
      expect(createUuidV7(now, bytes)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
    }),
  )
})

test('ids sort by the time they were made', () => {
  fc.assert(
    fc.property(time, time, random, random, (a, b, bytesA, bytesB) => {
      fc.pre(a < b)
      expect(createUuidV7(a, bytesA) < createUuidV7(b, bytesB)).toBe(true)
    }),
  )
})
