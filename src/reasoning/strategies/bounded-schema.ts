import type { JsonSchema } from '../../engines'

/** White space that llama.cpp's grammar allows after each token: at most two line breaks and twenty blanks. */
const GAP = 22

function integerLength(minimum: number, maximum: number): number {
  return Math.max(String(minimum).length, String(maximum).length)
}

/** Bytes of the longest UTF-8 character that a pattern of ours allows. */
function bytesPerCharacter(pattern: string): number {
  return Math.max(...[...pattern].map((character) => new TextEncoder().encode(character).length))
}

/**
 * The most bytes an answer under the schema can have, white space between its tokens included. As no token is shorter than a
 * byte, this is also the most tokens. A pattern must name every character it allows, or the ends of a range of them.
 */
export function maxAnswerTokens(schema: JsonSchema): number {
  if (schema.type === 'boolean') return 'false'.length + GAP
  if (schema.type === 'integer') return integerLength(schema.minimum, schema.maximum) + GAP
  if (schema.type === 'string') {
    const content =
      'enum' in schema
        ? Math.max(...schema.enum.map((value) => value.length))
        : schema.maxLength * bytesPerCharacter(schema.pattern)
    return content + 2 + GAP
  }
  if (schema.type === 'array') {
    const items = schema.maxItems * (maxAnswerTokens(schema.items) + 1 + GAP)
    return items + 2 * (1 + GAP)
  }
  const properties = Object.entries(schema.properties).map(
    ([key, value]) => key.length + 2 + GAP + 1 + GAP + maxAnswerTokens(value) + 1 + GAP,
  )
  return properties.reduce((sum, length) => sum + length, 2 * (1 + GAP))
}

/** Where and how a value breaks a schema, null where it doesn't. */
export interface Violation {
  readonly path: string
  readonly expected: string
}

/**
 * Checks a value against a schema. Engines enforce it while they write, but not every engine does so to the letter, and what a
 * model wrote is not trusted.
 */
export function findViolation(schema: JsonSchema, value: unknown, path = ''): Violation | null {
  const broken = (expected: string): Violation => ({ path: path || '/', expected })
  switch (schema.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : broken('true or false')
    case 'integer': {
      const isInRange =
        Number.isInteger(value) && Number(value) >= schema.minimum && Number(value) <= schema.maximum
      return isInRange ? null : broken(`an integer from ${schema.minimum} to ${schema.maximum}`)
    }
    case 'string': {
      if (typeof value !== 'string') return broken('a string')
      if ('enum' in schema)
        return schema.enum.includes(value) ? null : broken(`one of ${schema.enum.join(', ')}`)
      const fits = value.length <= schema.maxLength && new RegExp(schema.pattern, 'u').test(value)
      return fits ? null : broken(`text that matches ${schema.pattern}`)
    }
    case 'array': {
      if (!Array.isArray(value)) return broken('an array')
      if (value.length < schema.minItems || value.length > schema.maxItems) {
        return broken(`${schema.minItems} to ${schema.maxItems} items`)
      }
      return firstOf(value.map((item, i) => () => findViolation(schema.items, item, `${path}/${i}`)))
    }
    case 'object': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return broken('an object')
      const present = new Map<string, unknown>(Object.entries(value))
      const extra = [...present.keys()].find((key) => !Object.hasOwn(schema.properties, key))
      if (extra !== undefined) return { path: `${path}/${extra}`, expected: 'no such property' }
      return firstOf(
        Object.entries(schema.properties).map(([key, property]) => () => {
          if (!present.has(key)) return { path: `${path}/${key}`, expected: 'this property' }
          return findViolation(property, present.get(key), `${path}/${key}`)
        }),
      )
    }
  }
}

function firstOf(checks: readonly (() => Violation | null)[]): Violation | null {
  for (const check of checks) {
    const violation = check()
    if (violation) return violation
  }
  return null
}
