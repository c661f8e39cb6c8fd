import type { JsonSchema } from '../../engines'

// Without the two characters that JSON escapes, without brackets, which grammar compilers read differently, and without signs
// that steer the direction of text. Letters of the scripts that cases come in, so that quotes can be word for word; llama.cpp's
// grammar keeps their UTF-8 whole even for random weights (a test holds it to that).
const LETTERS = 'A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿぁ-ヿ一-鿿가-힣'
const FIRST = `${LETTERS}0-9(<>+~≤≥–`
const REST = `${LETTERS}0-9 ,.;:()/%+'<>=*#&?!~°µ±×·≤≥–—‘’“”¹²³⁰⁴-⁹⁺⁻₀-₉、。-`

export type ObjectSchema = Extract<JsonSchema, { type: 'object' }>

/** One line of text of 1 to `length` characters that doesn't begin with a blank. */
export function line(length: number): JsonSchema {
  return { type: 'string', pattern: `^[${FIRST}][${REST}]{0,${length - 1}}$`, maxLength: length }
}

export function optionalLine(length: number): JsonSchema {
  return { type: 'string', pattern: `^[${REST}]{0,${length}}$`, maxLength: length }
}

export function record(properties: Readonly<Record<string, JsonSchema>>): ObjectSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

export function list(items: JsonSchema, minItems: number, maxItems: number): JsonSchema {
  return { type: 'array', items, minItems, maxItems }
}

export function integer(minimum: number, maximum: number): JsonSchema {
  return { type: 'integer', minimum, maximum }
}

export function oneOf(values: readonly string[]): JsonSchema {
  return { type: 'string', enum: values }
}
