import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CellLedger,
  EMPTY_LEDGER,
  canonicalJson,
  isInConflict,
  mergeLedgers,
  settleLedger,
  standingValues,
} from './cell-ledger'

/** What its author knew when giving a value: the ids in `replaced`. */
const ledgerOf = (id: string, value: unknown, replaced: readonly string[] = [], at = 0): CellLedger => ({
  standing: [{ id, value, at }],
  replaced,
})

/** Files as they come about: each holds a version that was given in the knowledge of some earlier ones. */
const ledgers: fc.Arbitrary<CellLedger[]> = fc
  .array(
    fc.record({ value: fc.constantFrom('good', 'bad', null), parents: fc.array(fc.nat(), { maxLength: 3 }) }),
    { minLength: 1, maxLength: 8 },
  )
  .map((made) =>
    made.map(({ value, parents }, index) =>
      ledgerOf(
        `v${index}`,
        value,
        index === 0 ? [] : [...new Set(parents.map((parent) => `v${parent % index}`))].sort(),
        index,
      ),
    ),
  )

describe('merging', () => {
  test('in any order and grouping, once or twice, gives the same', () => {
    fc.assert(
      fc.property(ledgers, fc.nat(), (some, turn) => {
        const all = mergeLedgers(...some)
        const turned = [...some.slice(turn % some.length), ...some.slice(0, turn % some.length)].toReversed()
        expect(turned.reduce((merged, next) => mergeLedgers(merged, next), EMPTY_LEDGER)).toEqual(all)
        const half = Math.floor(some.length / 2)
        expect(mergeLedgers(mergeLedgers(...some.slice(0, half)), mergeLedgers(...some.slice(half)))).toEqual(
          all,
        )
        expect(mergeLedgers(all, ...some, all)).toEqual(all)
      }),
    )
  })

  test('nothing is lost but what someone replaced in its knowledge', () => {
    fc.assert(
      fc.property(ledgers, (some) => {
        const merged = mergeLedgers(...some)
        for (const { id } of some.flatMap(({ standing }) => standing)) {
          const isStanding = merged.standing.some((version) => version.id === id)
          const isReplaced = some.some(({ replaced }) => replaced.includes(id))
          expect(isStanding).toBe(!isReplaced)
        }
      }),
    )
  })

  test('a later look that knew the earlier one wins; two that did not know each other stand side by side', () => {
    const first = ledgerOf('a', 'good')
    const second = ledgerOf('b', 'bad', ['a'], 1)
    const apart = ledgerOf('c', 'neutral', ['a'], 2)
    expect(standingValues(mergeLedgers(first, second))).toEqual(['bad'])
    const both = mergeLedgers(second, apart, first)
    expect(standingValues(both)).toEqual(['bad', 'neutral'])
    expect(isInConflict(both)).toBe(true)
  })
})

test('the same value given apart is no conflict', () => {
  const ledger = mergeLedgers(ledgerOf('a', { label: 'good' }), ledgerOf('b', { label: 'good' }, [], 5))
  expect(ledger.standing).toHaveLength(2)
  expect(isInConflict(ledger)).toBe(false)
})

test('a decision replaces all that stood, and a file from before it can’t bring it back', () => {
  const stood = mergeLedgers(ledgerOf('a', 'good'), ledgerOf('b', 'bad'))
  const settled = settleLedger(stood, 'bad', 9)
  expect(standingValues(mergeLedgers(stood, settled, stood))).toEqual(['bad'])
  expect(isInConflict(mergeLedgers(settled, ledgerOf('a', 'good')))).toBe(false)
})

test('keys in another order are the same value', () => {
  expect(canonicalJson({ b: [1, { d: 1, c: 2 }], a: null })).toBe(
    canonicalJson({ a: null, b: [1, { c: 2, d: 1 }] }),
  )
})
