import type { JsonSchema } from '../engine'
import { type ByteRanges, toUtf8Ranges } from './utf8-ranges'

/**
 * A schema as a grammar for xgrammar (WebLLM's), in its EBNF. JSON without any white space between its tokens, keys in the
 * schema's order: a schema given as such leaves white space free and unbounded, and small models run away in it.
 *
 * @throws Error for a pattern that is more than a row of character classes with repetitions, which is a bug of the schema.
 */
export function writeEbnf(schema: JsonSchema): string {
  const rules: string[] = []
  const name = (expression: string): string => {
    const known = rules.indexOf(expression)
    return `r${known >= 0 ? known : rules.push(expression) - 1}`
  }
  const root = toExpression(schema, name)
  return [`root ::= ${root}`, ...rules.map((expression, index) => `r${index} ::= ${expression}`), ''].join(
    '\n',
  )
}

function toExpression(schema: JsonSchema, name: (expression: string) => string): string {
  switch (schema.type) {
    case 'boolean':
      return '("true" | "false")'
    case 'integer':
      return `(${integersOf(schema).map(literal).join(' | ')})`
    case 'string':
      return 'enum' in schema
        ? `(${schema.enum.map((value) => literal(JSON.stringify(value))).join(' | ')})`
        : name(`"\\"" ${classesOf(schema.pattern, name)} "\\""`)
    case 'array':
      return name(listExpression(schema, name(toExpression(schema.items, name))))
    case 'object': {
      const fields = Object.entries(schema.properties).map(
        ([key, field], index) =>
          `${literal(`${index > 0 ? ',' : ''}${JSON.stringify(key)}:`)} ${toExpression(field, name)}`,
      )
      return name(`"{" ${fields.join(' ')} "}"`)
    }
  }
}

type ArraySchema = Extract<JsonSchema, { type: 'array' }>

function listExpression({ minItems, maxItems }: ArraySchema, item: string): string {
  if (maxItems === 0) return '"[]"'
  const least = Math.max(0, minItems - 1)
  const items = maxItems === 1 ? item : `${item} ("," ${item}){${least},${maxItems - 1}}`
  return minItems === 0 ? `"[" (${items})? "]"` : `"[" ${items} "]"`
}

const MOST_INTEGERS = 1000

function integersOf({ minimum, maximum }: Extract<JsonSchema, { type: 'integer' }>): string[] {
  if (maximum - minimum > MOST_INTEGERS)
    throw new Error(`a range of ${maximum - minimum} integers is too wide`)
  return Array.from({ length: maximum - minimum + 1 }, (_, index) => String(minimum + index))
}

/** Text as a literal of the grammar: all but plain ASCII by its code point. */
function literal(text: string): string {
  return `"${[...text].map((character) => (/[\w :,.;()+-]/.test(character) ? character : escape(character))).join('')}"`
}

function escape(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`
  return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`
}

const CLASS_WITH_COUNT = /\[((?:[^\]\\]|\\.)+)\](?:\{(\d+),(\d+)\})?/uy

/** A regular expression of classes, each with or without `{m,n}`, as the grammar writes them. */
function classesOf(pattern: string, name: (expression: string) => string): string {
  if (!pattern.startsWith('^') || !pattern.endsWith('$')) throw new Error(`unbounded pattern: ${pattern}`)
  const body = pattern.slice(1, -1)
  const parts: string[] = []
  CLASS_WITH_COUNT.lastIndex = 0
  let end = 0
  for (let match = CLASS_WITH_COUNT.exec(body); match; match = CLASS_WITH_COUNT.exec(body)) {
    const [, members = '', least, most] = match
    if (members.startsWith('^')) throw new Error(`a class that excludes: ${pattern}`)
    parts.push(`${name(writeClass(members))}${least === undefined ? '' : `{${least},${most}}`}`)
    end = CLASS_WITH_COUNT.lastIndex
  }
  if (end !== body.length) throw new Error(`not only classes: ${pattern}`)
  return parts.join(' ')
}

/** xgrammar 0.1 reads a class byte by byte (seen: `[一-鿿]` allowed every byte), so UTF-8 is spelt out. */
function writeClass(members: string): string {
  const rows = rangesOf(members).flatMap(([first, last]) => toUtf8Ranges(first, last))
  const single = rows.flatMap((row) => (row.length === 1 ? row : []))
  const longer = rows.filter((row) => row.length > 1).map(writeRow)
  const ascii = single.map(([low, high]) => (low === high ? byte(low) : `${byte(low)}-${byte(high)}`))
  return [...(ascii.length > 0 ? [`[${ascii.join('')}]`] : []), ...longer].join(' | ')
}

/** A range of one byte is written as that byte twice: once, it would be taken for a character. */
function writeRow(row: ByteRanges): string {
  return row.map(([low, high]) => `[${byte(low)}${low === high ? '' : '-'}${byte(high)}]`).join(' ')
}

const byte = (value: number) => `\\x${value.toString(16).padStart(2, '0')}`

/** The code points that the inside of a class names, first and last of each range. */
function rangesOf(members: string): [number, number][] {
  const points = [...members.replace(/\\(.)/gu, '$1')].map((character) => character.codePointAt(0) ?? 0)
  const ranges: [number, number][] = []
  for (let index = 0; index < points.length; index++) {
    const first = points[index] ?? 0
    const last = points[index + 2]
    if (points[index + 1] === DASH && last !== undefined) {
      ranges.push([first, last])
      index += 2
    } else ranges.push([first, first])
  }
  return ranges
}

const DASH = 0x2d
