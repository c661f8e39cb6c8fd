import type { JsonSyntaxProblem } from './import-outcome'

/** Deeper nesting than this is no case, and later readers may recurse. */
const MAX_DEPTH = 64

export type JsonRead =
  | {
      readonly kind: 'ok'
      readonly value: unknown
      /** Line of each element of a top-level list. */ readonly elementLines: readonly number[]
    }
  | { readonly kind: 'problem'; readonly problem: JsonSyntaxProblem }

/**
 * Reads JSON from an untrusted file. Engines word syntax errors differently and some give no position, so a scan of
 * our own finds the place; it also bounds the depth and notes where the elements of a list start.
 */
export function readJson(text: string): JsonRead {
  const scan = scanJson(text)
  if (scan.problem) return { kind: 'problem', problem: scan.problem }
  try {
    return { kind: 'ok', value: JSON.parse(text) as unknown, elementLines: scan.elementLines }
  } catch (error) {
    // The scan is as strict as JSON.parse (a test holds them together), so this is memory or a bug.
    if (error instanceof SyntaxError) return { kind: 'problem', problem: place(text, 0, 'syntax') }
    throw error
  }
}

// Sticky, without nested quantifiers: each is linear.
const BLANK = /[ \t\n\r]*/y
// eslint-disable-next-line no-control-regex
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

function scanJson(text: string): { problem: JsonSyntaxProblem | null; elementLines: number[] } {
  const open: ('{' | '[')[] = []
  const elementLines: number[] = []
  let [position, line, lineAt] = [0, 1, 0]
  let expecting: 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'after' = 'value'
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = position
    if (!pattern.test(text)) return false
    position = pattern.lastIndex
    return true
  }
  const fail = (
    reason: JsonSyntaxProblem['reason'] = position >= text.length ? 'unexpected-end' : 'syntax',
  ) => ({
    problem: place(text, position, reason),
    elementLines,
  })
  for (;;) {
    skip(BLANK)
    const character = text.charAt(position)
    const container = open.at(-1)
    if (expecting === 'after') {
      if (container === undefined) return position === text.length ? { problem: null, elementLines } : fail()
      position++
      if (character === ',') expecting = container === '{' ? 'key' : 'value'
      else if (character === (container === '{' ? '}' : ']')) open.pop()
      else return (position--, fail())
      continue
    }
    if (expecting === 'key' || expecting === 'key-or-end') {
      if (expecting === 'key-or-end' && character === '}') {
        position++
        open.pop()
        expecting = 'after'
        continue
      }
      if (!skip(STRING)) return fail()
      skip(BLANK)
      if (text.charAt(position) !== ':') return fail()
      position++
      expecting = 'value'
      continue
    }
    if (expecting === 'value-or-end' && character === ']') {
      position++
      open.pop()
      expecting = 'after'
      continue
    }
    if (open.length === 1 && container === '[') {
      line += countNewlines(text, lineAt, position)
      lineAt = position
      elementLines.push(line)
    }
    if (character === '{' || character === '[') {
      if (open.length >= MAX_DEPTH) return fail('too-deep')
      open.push(character)
      position++
      expecting = character === '{' ? 'key-or-end' : 'value-or-end'
    } else if (skip(character === '"' ? STRING : SCALAR)) expecting = 'after'
    else return fail()
  }
}

function place(text: string, offset: number, reason: JsonSyntaxProblem['reason']): JsonSyntaxProblem {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  return {
    reason,
    offset,
    line: 1 + countNewlines(text, 0, offset),
    column: offset - (offset === 0 ? 0 : lineStart) + 1,
  }
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** The name of a JSON value's type, as it is said in messages. */
export function nameType(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (value === undefined) return 'nothing'
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    number: 'a number',
    boolean: 'true or false',
    object: 'an object',
  }
  return names[typeof value] ?? typeof value
}

/** Whether a JSON value is an object with named fields. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
