import type * as z from 'zod/mini'

/** Where untrusted data departs from a schema, and what was expected there, in words. */
export interface SchemaProblem {
  readonly path: string
  readonly expected: string
}

type Issue = z.core.$ZodIssue

/** The first of the issues; later ones often follow from it. */
export function describeFirstIssue(
  issues: readonly Issue[],
  root: readonly PropertyKey[] = [],
): SchemaProblem {
  const issue = issues[0]
  return issue
    ? { path: formatPath([...root, ...issue.path]), expected: expectedBy(issue) }
    : { path: formatPath(root), expected: 'valid data' }
}

/** A field's path as it would be written in code: `runs[3].steps[0].text`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('')
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

function expectedBy(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected
    case 'invalid_value':
      return `one of: ${issue.values.map(String).join(', ')}`
    case 'too_big':
      return `${issue.maximum} at most`
    case 'too_small':
      return `${issue.minimum} at least`
    case 'invalid_union':
      return 'one of the known kinds'
    case 'invalid_key':
      return 'a step number as key'
    default:
      return issue.message
  }
}
