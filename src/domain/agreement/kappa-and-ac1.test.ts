import { expect, test } from 'vitest'
import { explainDivergence } from './kappa-and-ac1'
import { numberOrCode, tableOf, tableOfCounts } from './testing/tables'

test('one prevailing label: κ low, AC1 high, and the note says why', () => {
  const note = explainDivergence(
    tableOfCounts([
      [118, 5],
      [2, 0],
    ]),
  )
  expect(note).toMatchObject({ code: 'lopsided', kappaName: 'Cohen’s κ', commonestLabel: '1' })
  expect(note?.commonestShare).toBeCloseTo(0.972, 12)
  expect(note?.words).toContain('97% of all labels are “1”')
  expect(note?.words).toContain('Cohen’s κ is −0.02, AC1 0.94')
  // p_e of κ: .984 · .96 + .016 · .04 = .9453; of AC1: 2 · .972 · .028 = .0544.
  expect(note?.words).toContain('Cohen’s κ takes 95% to be agreement by chance, AC1 5%')
})

test('unanimous labels: κ is undefined and AC1 is not proof of anything', () => {
  const note = explainDivergence(
    tableOf(
      [
        [1, 1, 1],
        [1, 1, 1],
      ],
      3,
    ),
  )
  expect(note).toMatchObject({ code: 'unanimous', kappaName: 'Fleiss’ κ' })
  expect(note && numberOrCode(note.kappa)).toBe('unanimous')
  expect(note?.words).toContain('κ is undefined')
})

test('labels of a long scale that nobody used set AC1 above κ', () => {
  const rows = [
    [1, 1],
    [1, 1],
    [2, 2],
    [2, 2],
    [1, 2],
    [2, 1],
  ]
  const note = explainDivergence(tableOf(rows, 5))
  expect(note?.code).toBe('uneven')
  expect(note?.words).toContain('all 5 labels')
})

test('reviewers with opposite habits set κ above AC1', () => {
  // A says 1 nine times in ten, B once in ten.
  const note = explainDivergence(
    tableOfCounts([
      [10, 80],
      [0, 10],
    ]),
  )
  expect(note?.code).toBe('opposed')
})

test('a prevailing label without a gap is said so; nothing to say is nothing', () => {
  expect(
    explainDivergence(
      tableOfCounts([
        [90, 0],
        [0, 10],
      ]),
    )?.code,
  ).toBe('close')
  expect(
    explainDivergence(
      tableOfCounts([
        [20, 5],
        [10, 15],
      ]),
    ),
  ).toBeNull()
  expect(explainDivergence(tableOf([[1, null]], 2))).toBeNull()
})

test('unequal numbers of labels are compared by α', () => {
  const rows = [...Array.from({ length: 20 }, () => [1, 1, 1]), [1, 2, null], [2, 1, 1]]
  expect(explainDivergence(tableOf(rows, 2))).toMatchObject({
    code: 'lopsided',
    kappaName: 'Krippendorff’s α',
  })
})
