import type { JsonSchema } from '../engine'

/** Characters that models like to write; those a pattern forbids are named to a model that isn't held to the pattern. */
const TEMPTING = ['"', '\\', '[', ']', '{', '}', '|', '_', '$', '@', '`', '^', ';', '•', '…', '→', '\n', '\t']

function namesOfForbidden(pattern: string): string {
  const expression = new RegExp(pattern, 'u')
  if (!expression.test('a')) return ''
  const forbidden = TEMPTING.filter((character) => !expression.test(`a${character}a`))
  const visible = forbidden.filter((character) => character.trim() !== '')
  const words = [
    ...(visible.length > 0 ? [`without ${visible.join(' ')}`] : []),
    ...(forbidden.includes('\n') ? ['on one line'] : []),
  ]
  return words.length > 0 ? `, ${words.join(', ')}` : ''
}

/** The shape of a schema in a few words, for servers that can't hold a model to it. */
export function describeShape(schema: JsonSchema): string {
  switch (schema.type) {
    case 'boolean':
      return 'true or false'
    case 'integer':
      return `integer from ${schema.minimum} to ${schema.maximum}`
    case 'string':
      return 'enum' in schema
        ? schema.enum.map((value) => JSON.stringify(value)).join(' | ')
        : `string of at most ${schema.maxLength} characters${namesOfForbidden(schema.pattern)}`
    case 'array': {
      const { minItems, maxItems } = schema
      const count = minItems === maxItems ? `${minItems}` : `${minItems} to ${maxItems}`
      return `[ ${count} times: ${describeShape(schema.items)} ]`
    }
    case 'object': {
      const fields = Object.entries(schema.properties).map(
        ([name, field]) => `${JSON.stringify(name)}: ${describeShape(field)}`,
      )
      return `{ ${fields.join('; ')} }`
    }
  }
}

/** What is added to the prompt in place of a grammar. */
export function describeSchema(schema: JsonSchema): string {
  return (
    'Write nothing but one JSON object of exactly this shape, all fields in this order and no others, ' +
    `without explanation and without code fences:\n${describeShape(schema)}`
  )
}
