import { isObject } from '../json-text'

/** A value as text: scalars as they are, nothing for null, lists and objects. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** The value at a path such as "data.case.text" or "steps.0". A field whose own name has a dot comes first. */
export function valueAt(value: unknown, path: string): unknown {
  if (isObject(value) && Object.hasOwn(value, path)) return value[path]
  let at = value
  for (const name of path.split('.')) {
    if (Array.isArray(at)) at = at[Number(name)] as unknown
    else if (isObject(at) && Object.hasOwn(at, name)) at = at[name]
    else return undefined
  }
  return at
}

export const textAt = (value: unknown, path: string): string => textOf(valueAt(value, path))

export const listAt = (value: unknown, path: string): readonly unknown[] => {
  const found = valueAt(value, path)
  return Array.isArray(found) ? found : []
}

/** "Vital_Signs" and "bloodPressure" as words. */
export function toLabel(name: string): string {
  const words = name
    .replaceAll('_', ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  const lower = words
    .split(' ')
    // Abbreviations such as CT and pH stay as they are written.
    .map((word) => (/^\p{Lu}\p{Ll}+$/u.test(word) ? word.toLowerCase() : word))
    .join(' ')
  return lower.charAt(0).toUpperCase() + lower.slice(1)
}

/** Nested fields as indented lines "- Label: value"; empty ones are left out. */
export function toLines(value: unknown, depth = 0): string[] {
  const indent = '  '.repeat(Math.min(depth, 8))
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => {
      const text = textOf(item)
      return text === '' ? toLines(item, depth) : [`${indent}- ${text}`]
    })
  }
  if (!isObject(value)) return textOf(value) === '' ? [] : [`${indent}${textOf(value)}`]
  return Object.entries(value).flatMap(([name, inner]) => {
    const text = textOf(inner)
    if (text !== '') return [`${indent}- ${toLabel(name)}: ${text}`]
    const lines = toLines(inner, depth + 1)
    return lines.length === 0 ? [] : [`${indent}- ${toLabel(name)}:`, ...lines]
  })
}
