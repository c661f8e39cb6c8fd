import type { Span } from '../span'

export const IDENTIFIER_KINDS = [
  'name',
  'date-of-birth',
  'record-number',
  'national-id',
  'phone',
  'email',
  'address',
  'postcode',
] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

/** Words of a text that may tell who the patient is. Spans are UTF-16 code units of that text. */
export interface FoundIdentifier {
  readonly kind: IdentifierKind
  readonly span: Span
  readonly text: string
  /** For names: what the title or label says about the person, so that Mr and Mrs Smith stay two people. */
  readonly person?: 'male' | 'female' | 'unknown'
}

/** A found identifier and what would stand in its place, such as `[name]` or `[name 2]`. */
export interface IdentifierMatch {
  readonly kind: IdentifierKind
  readonly span: Span
  readonly text: string
  readonly replacement: string
}

/** Collects the `value` group of every match; each pattern here ends with that group. */
export function collectValues(text: string, pattern: RegExp, kind: IdentifierKind): FoundIdentifier[] {
  const found: FoundIdentifier[] = []
  for (const match of text.matchAll(pattern)) {
    const value = match.groups?.['value']
    if (value === undefined) continue
    const end = match.index + match[0].length
    found.push({ kind, span: { start: end - value.length, end }, text: value })
  }
  return found
}
