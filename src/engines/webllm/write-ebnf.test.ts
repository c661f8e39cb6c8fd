import { expect, test } from 'vitest'
import { writeEbnf } from './write-ebnf'

test('every kind of schema, without white space between tokens', () => {
  const grammar = writeEbnf({
    type: 'object',
    required: ['kind', 'text', 'steps', 'isSure'],
    additionalProperties: false,
    properties: {
      kind: { type: 'string', enum: ['for', 'against "it"'] },
      text: { type: 'string', pattern: '^[a-z°][a-z0-9 ,.-]{0,9}$', maxLength: 10 },
      steps: { type: 'array', items: { type: 'integer', minimum: -1, maximum: 1 }, minItems: 0, maxItems: 3 },
      isSure: { type: 'boolean' },
    },
  })
  expect(grammar.trim().split('\n')).toEqual([
    'root ::= r5',
    'r0 ::= [\\x61-\\x7a] | [\\xc2\\xc2] [\\xb0\\xb0]',
    'r1 ::= [\\x61-\\x7a\\x30-\\x39\\x20\\x2c\\x2e\\x2d]',
    'r2 ::= "\\"" r0 r1{0,9} "\\""',
    'r3 ::= ("-1" | "0" | "1")',
    'r4 ::= "[" (r3 ("," r3){0,2})? "]"',
    'r5 ::= "{" "\\"kind\\":" ("\\"for\\"" | "\\"against \\\\\\"it\\\\\\"\\"") ",\\"text\\":" r2 ",\\"steps\\":" r4 ",\\"isSure\\":" ("true" | "false") "}"',
  ])
})

test('lists with a least length, of one, and of none', () => {
  const list = (minItems: number, maxItems: number) =>
    writeEbnf({ type: 'array', items: { type: 'boolean' }, minItems, maxItems })
      .split('\n')
      .at(-2)
  expect(list(2, 4)).toBe('r1 ::= "[" r0 ("," r0){1,3} "]"')
  expect(list(1, 1)).toBe('r1 ::= "[" r0 "]"')
  expect(list(0, 0)).toBe('r1 ::= "[]"')
})

test('what the grammar could not hold to is refused', () => {
  const pattern = (text: string) => () => writeEbnf({ type: 'string', pattern: text, maxLength: 5 })
  expect(pattern('[a-z]')).toThrow('unbounded')
  expect(pattern('^[^a]{0,4}$')).toThrow('excludes')
  expect(pattern('^[a-z]+$')).toThrow('not only classes')
  expect(() => writeEbnf({ type: 'integer', minimum: 0, maximum: 5000 })).toThrow('too wide')
})
