import Ajv from 'ajv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scriptedTexts, scriptedTrace } from '../../../scripts/tiny-gguf-script.mjs'
import type { JsonSchema } from '../../engines'
import { ALL_SCHEMAS } from './all-schemas'
import { findViolation, maxAnswerTokens } from './bounded-schema'
import { STRUCTURED_LIMITS, traceSchema } from './structured'

/** The longest value a schema allows. */
function maximal(schema: JsonSchema): unknown {
  if (schema.type === 'object') {
    return Object.fromEntries(Object.entries(schema.properties).map(([key, value]) => [key, maximal(value)]))
  }
  if (schema.type === 'array') return Array.from({ length: schema.maxItems }, () => maximal(schema.items))
  if (schema.type === 'integer') return schema.maximum
  if (schema.type === 'boolean') return false
  if ('enum' in schema) return schema.enum.toSorted((a, b) => b.length - a.length)[0]
  return (schema.pattern.includes('一') ? '痛' : 'x').repeat(schema.maxLength)
}

/** Any value a schema allows. */
function valueOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.type === 'object') {
    return fc.record(
      Object.fromEntries(Object.entries(schema.properties).map(([key, value]) => [key, valueOf(value)])),
    )
  }
  if (schema.type === 'array') {
    return fc.array(valueOf(schema.items), { minLength: schema.minItems, maxLength: schema.maxItems })
  }
  if (schema.type === 'integer') return fc.integer({ min: schema.minimum, max: schema.maximum })
  if (schema.type === 'boolean') return fc.boolean()
  if ('enum' in schema) return fc.constantFrom(...schema.enum)
  return fc.stringMatching(new RegExp(schema.pattern, 'u'))
}

const ajv = new Ajv({ strict: true, allErrors: true })

describe.each(Object.entries(ALL_SCHEMAS))('the schema %s', (_, schema) => {
  const validate = ajv.compile(schema)

  test('has a longest answer that fits its token limit, with all the white space a grammar allows', () => {
    const longest = maximal(schema)
    expect(validate(longest), ajv.errorsText(validate.errors)).toBe(true)
    const gap = `\n\n${' '.repeat(20)}`
    const loose = JSON.stringify(longest).replaceAll(/("[^"]*"|[^"{}[\],:]+|[{}[\],:])/g, `$1${gap}`)
    expect(JSON.parse(loose)).toEqual(longest)
    expect(new TextEncoder().encode(loose).length).toBeLessThanOrEqual(maxAnswerTokens(schema))
  })

  test('is checked by us as it is by ajv', () => {
    const wrong = fc
      .tuple(valueOf(schema), fc.constantFrom('drop', 'add', 'swap'), fc.nat(5))
      .map(([value, how, at]) => {
        const copy = { ...(value as Record<string, unknown>) }
        const keys = Object.keys(copy)
        const key = keys[at % keys.length] ?? ''
        if (how === 'drop') delete copy[key]
        else copy[how === 'add' ? 'extra' : key] = 'x"'
        return copy
      })
    fc.assert(
      fc.property(fc.oneof(valueOf(schema), wrong, fc.jsonValue()), (value) => {
        expect(findViolation(schema, value) === null).toBe(validate(value))
      }),
      { numRuns: 20 },
    )
  })
})

test('smaller bounds make a smaller limit, and no number is without bounds', () => {
  const stages = { ...STRUCTURED_LIMITS.stages, findings: 1 }
  const smaller = traceSchema({ ...STRUCTURED_LIMITS, stages }, false)
  expect(maxAnswerTokens(smaller)).toBeLessThan(maxAnswerTokens(traceSchema(STRUCTURED_LIMITS, false)))
  expect(JSON.stringify(ALL_SCHEMAS)).not.toMatch(/"type":"number"/)
})

test('the scripted answers obey them', () => {
  expect(findViolation(traceSchema(STRUCTURED_LIMITS, false), scriptedTrace())).toBeNull()
  for (const strategy of ['structured', 'tree', 'reflect', 'panel'] as const) {
    for (const text of scriptedTexts(strategy)) {
      const value: unknown = JSON.parse(text)
      expect(Object.values(ALL_SCHEMAS).some((schema) => findViolation(schema, value) === null)).toBe(true)
    }
  }
})
