import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CASE_SOURCES, type ClinicalCase } from '../domain/case'
import { LibraryColumns } from './library-columns'
import { LibraryOrders } from './library-orders'
import { readPage } from './library-page'
import { LIBRARY_SORTS, type LibraryQuery } from './library-query'
import { createSyntheticCases } from './testing/synthetic-cases'

const ALL: LibraryQuery = {
  text: '',
  sources: [],
  specialties: [],
  isGraded: null,
  sort: 'title',
  isDescending: false,
}

const pool = createSyntheticCases(12, { words: 3 })
const TITLES = ['Case 2', 'Case 10', 'case 2', 'Äpfel', 'Zoster', '']

/** What a person does to a library, on a handful of cases so that the same one is met often. */
const change = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      which: fc.nat(11),
      title: fc.constantFrom(...TITLES),
      at: fc.nat(5),
    }),
  },
  fc.record({ kind: fc.constant('remove' as const), which: fc.nat(11) }),
  fc.record({ kind: fc.constant('grade' as const), which: fc.nat(11), isGraded: fc.boolean() }),
  fc.record({ kind: fc.constant('list' as const), sort: fc.constantFrom(...LIBRARY_SORTS) }),
  fc.record({ kind: fc.constant('repack' as const), isCompacted: fc.boolean() }),
)
const query: fc.Arbitrary<LibraryQuery> = fc.record({
  text: fc.constant(''),
  sources: fc.subarray([...CASE_SOURCES]),
  specialties: fc.subarray(['Cardiology', 'Neurology', 'Nowhere']),
  isGraded: fc.constantFrom(null, true, false),
  sort: fc.constantFrom(...LIBRARY_SORTS),
  isDescending: fc.boolean(),
})

interface Known {
  readonly subject: ClinicalCase
  readonly isGraded: boolean
}

/** Does the changes to columns and orders as the worker does, and to a plain map. */
function replay(changes: readonly (typeof change extends fc.Arbitrary<infer T> ? T : never)[]) {
  let columns = new LibraryColumns()
  let orders = new LibraryOrders()
  const model = new Map<string, Known>()
  for (const each of changes) {
    if (each.kind === 'list') orders.get(columns, each.sort)
    else if (each.kind === 'repack') {
      const stored = structuredClone({ columns: columns.pack(), orders: orders.pack(columns) })
      columns = new LibraryColumns(stored.columns)
      orders = new LibraryOrders(stored.orders)
      if (each.isCompacted) {
        const compact = columns.withoutDead()
        columns = compact.columns
        orders = orders.renumbered(compact.slots, columns.count)
      }
    } else {
      const subject = pool[each.which] as ClinicalCase // `which` is below the pool's length
      if (each.kind === 'put') {
        const next = { ...subject, title: each.title, updatedAt: each.at }
        columns.put(next)
        model.set(subject.id, { subject: next, isGraded: model.get(subject.id)?.isGraded ?? false })
      } else if (each.kind === 'remove') {
        columns.remove(subject.id)
        model.delete(subject.id)
      } else {
        columns.setGraded(subject.id, each.isGraded)
        const known = model.get(subject.id)
        if (known) model.set(subject.id, { ...known, isGraded: each.isGraded })
      }
    }
  }
  return { columns, orders, model: [...model.values()] }
}

function passes(known: Known, { sources, specialties, isGraded }: LibraryQuery): boolean {
  const { source, specialty } = known.subject
  return (
    (sources.length === 0 || sources.includes(source)) &&
    (specialties.length === 0 || (specialty !== null && specialties.includes(specialty))) &&
    (isGraded === null || isGraded === known.isGraded)
  )
}

describe('after any changes, a page agrees with a plain list', () => {
  test('rows and counts', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), query, (changes, asked) => {
        const { columns, orders, model } = replay(changes)
        const page = readPage(columns, orders.get(columns, asked.sort), asked, null, 0, 100)
        const matching = model.filter((known) => passes(known, asked))
        expect(page.rows.map(({ id, isGraded, title }) => ({ id, isGraded, title })).sort(byId)).toEqual(
          matching.map(({ subject: { id, title }, isGraded }) => ({ id, isGraded, title })).sort(byId),
        )
        expect([page.matching, page.total]).toEqual([matching.length, model.length])
        const count = (patch: Partial<LibraryQuery>) =>
          model.filter((known) => passes(known, { ...asked, ...patch })).length
        for (const source of CASE_SOURCES)
          expect(page.facets.sources[source]).toBe(count({ sources: [source] }))
        expect(page.facets.specialties['Cardiology'] ?? 0).toBe(count({ specialties: ['Cardiology'] }))
        expect(page.facets.graded).toEqual({ yes: count({ isGraded: true }), no: count({ isGraded: false }) })
      }),
    )
  })

  test('windows put together are the whole list, and the order holds', () => {
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 60 }),
        query,
        fc.integer({ min: 1, max: 5 }),
        (changes, asked, limit) => {
          const { columns, orders } = replay(changes)
          const read = (offset: number, size: number) =>
            readPage(columns, orders.get(columns, asked.sort), asked, null, offset, size)
          const whole = read(0, 100)
          const pieces = Array.from(
            { length: Math.ceil(whole.matching / limit) },
            (_, piece) => read(piece * limit, limit).rows,
          ).flat()
          expect(pieces).toEqual(whole.rows)
          const keys = whole.rows.map((row) => {
            if (asked.sort === 'updated') return row.updatedAt
            return asked.sort === 'title'
              ? row.title
              : asked.sort === 'diagnosis'
                ? row.goldDiagnosis
                : row.specialty
          })
          expect(keys).toEqual(sortPlainly(keys, asked.isDescending))
        },
      ),
    )
  })
})

test('numbers in titles sort as numbers, accents beside their letters', () => {
  const columns = new LibraryColumns()
  for (const [index, title] of ['Zoster', 'Case 10', 'Äpfel', 'case 2'].entries())
    columns.put({ ...(pool[index] as ClinicalCase), title })
  const page = readPage(columns, new LibraryOrders().get(columns, 'title'), ALL, null, 0, 10)
  expect(page.rows.map(({ title }) => title)).toEqual(['Äpfel', 'case 2', 'Case 10', 'Zoster'])
})

test('cases without a diagnosis come last in either direction', () => {
  const columns = new LibraryColumns()
  for (const [index, goldDiagnosis] of [null, 'Gout', 'Asthma'].entries())
    columns.put({ ...(pool[index] as ClinicalCase), goldDiagnosis })
  const order = new LibraryOrders().get(columns, 'diagnosis')
  const read = (isDescending: boolean) =>
    readPage(columns, order, { ...ALL, sort: 'diagnosis', isDescending }, null, 0, 10).rows.map(
      ({ goldDiagnosis }) => goldDiagnosis,
    )
  expect(read(false)).toEqual(['Asthma', 'Gout', null])
  expect(read(true)).toEqual(['Gout', 'Asthma', null])
})

test('cases of one specialty stay together, by title', () => {
  const columns = new LibraryColumns()
  const orders = new LibraryOrders()
  for (const [index, [specialty, title]] of [
    ['Neurology', 'A'],
    ['Neuro', 'Z'],
    ['Neurology', 'C'],
    ['Neuro', 'B'],
  ].entries()) {
    columns.put({ ...(pool[index] as ClinicalCase), specialty: specialty ?? null, title: title ?? '' })
    orders.get(columns, 'specialty')
  }
  const expected = ['B', 'Z', 'A', 'C']
  for (const each of [orders, new LibraryOrders()]) {
    const page = readPage(columns, each.get(columns, 'specialty'), { ...ALL, sort: 'specialty' }, null, 0, 10)
    expect(page.rows.map(({ title }) => title)).toEqual(expected)
  }
})

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1
}

function sortPlainly<T extends string | number | null>(keys: readonly T[], isDescending: boolean): T[] {
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
  return [...keys].sort((a, b) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    const order =
      typeof a === 'number' || typeof b === 'number' ? Number(a) - Number(b) : collator.compare(a, b)
    return isDescending ? -order : order
  })
}
