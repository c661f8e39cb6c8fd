import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutStatement, mergeStatements, splitReasoning } from './split-reasoning'

const textsOf = (text: string) => splitReasoning(text).statements.map((statement) => statement.text)
const faultsOf = (text: string) =>
  splitReasoning(text).faults.map(({ code, statement }) => `${code} at ${statement}`)

describe('numbers in every dress', () => {
  test.each([
    '1. Fever.\n2. Rash.',
    '1) Fever.\n2) Rash.',
    '(1) Fever.\n(2) Rash.',
    'Step 1: Fever.\nStep 2: Rash.',
    '<step 1> Fever.\n<step 2> Rash.',
    '**1.** Fever.\n**2.** Rash.',
    '1. Fever.  \r\n2. Rash.\r\n',
    ' 1. Fever.\n 2. Rash.',
    '1. Fever. 2. Rash.',
    '(1) Fever. (2) Rash.',
    'Step 1: Fever. Step 2: Rash.',
  ])('%j', (text) => {
    const { statements, faults } = splitReasoning(text)
    expect(statements.map((statement) => [statement.number, statement.text])).toEqual([
      [1, 'Fever.'],
      [2, 'Rash.'],
    ])
    expect(faults.filter(({ code }) => code !== 'inline')).toEqual([])
    expect(text.slice(statements[1]?.start, statements[1]?.end)).toMatch(/^\W*(?:step )?2\W* Rash\.$/iu)
  })
})

describe('damaged numbering is split all the same, and told', () => {
  test.each<[string, number, string[]]>([
    ['1. A.\n3. B.\n4. C.', 3, ['missing at 1']],
    ['1. A.\n2. B.\n1. C.\n2. D.', 4, ['restart at 2']],
    ['1. A.\n2. B.\n2. C.', 3, ['repeated at 2']],
    ['2. A.\n3. B.', 2, ['late-start at 0']],
    ['The authors thought so.\n1. A.\n2. B.', 3, ['preamble at 0']],
    ['1. A. 2. B. 4. C.', 3, ['inline at 0', 'missing at 2']],
    ['1. The Hb fell by 2. It was 7.', 1, []],
    ['1. A.\n2. B.', 2, []],
    ['- A\n- B', 2, []],
  ])('%j', (text, count, faults) => {
    expect(textsOf(text)).toHaveLength(count)
    expect(faultsOf(text)).toEqual(faults)
  })
})

const text =
  '1. Fever pointed to infection—“she was febrile”  \n2. Measles was likely. It fits—“the rash spread”  \n3. Done.'
const { statements } = splitReasoning(text)

describe('a split is mended', () => {
  test('by making one of two, with nothing of their words lost', () => {
    const [merged, ...rest] = mergeStatements(statements, 0)
    expect(merged).toEqual({
      number: 1,
      start: 0,
      end: statements[1]?.end,
      text: 'Fever pointed to infection—“she was febrile” Measles was likely. It fits',
      quotation: 'the rash spread',
    })
    expect(rest).toHaveLength(1)
    expect(mergeStatements(statements, 1)[1]).toMatchObject({
      text: 'Measles was likely. It fits Done.',
      quotation: 'the rash spread',
    })
  })

  test('by making two of one', () => {
    const cut = cutStatement(text, statements, 1, text.indexOf(' It fits'))
    expect(cut.map((statement) => [statement.number, statement.text, statement.quotation])).toEqual([
      [1, 'Fever pointed to infection', 'she was febrile'],
      [2, 'Measles was likely.', null],
      [null, 'It fits', 'the rash spread'],
      [3, 'Done.', null],
    ])
  })

  test('and cutting where two were joined gives them back', () => {
    const merged = mergeStatements(statements, 0)
    expect(cutStatement(text, merged, 0, statements[1]?.start ?? 0)).toEqual(statements)
  })

  test('but never to nothing', () => {
    expect(() => mergeStatements(statements, 2)).toThrow(RangeError)
    expect(() => cutStatement(text, statements, 0, 0)).toThrow(RangeError)
    expect(() => cutStatement(text, statements, 0, 2)).toThrow(RangeError)
  })
})

test('statements stand where they say, in order and without overlap', () => {
  const anyText = fc.string({
    unit: fc.constantFrom(
      '1. ',
      '2) ',
      '(3) ',
      'Step 4: ',
      '- ',
      '\n',
      '\n\n',
      '\r\n',
      'A',
      'b. ',
      '“q”',
      '—',
      '**',
      ' ',
    ),
  })
  fc.assert(
    fc.property(anyText, (source) => {
      let last = 0
      for (const { start, end } of splitReasoning(source).statements) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        expect(source.slice(start, end)).toBe(source.slice(start, end).trim())
        last = end
      }
      expect(last).toBeLessThanOrEqual(source.length)
    }),
  )
})
