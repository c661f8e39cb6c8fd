export const HPO_PROBLEM_CODES = [
  'empty',
  'not-text',
  'not-obo',
  'not-json',
  'not-obographs',
  'not-annotations',
  'bad-line',
  'no-terms',
  'no-rows',
  'missing-columns',
  'wrong-field-count',
  'bad-disease-id',
  'bad-term-id',
  'bad-qualifier',
  'bad-frequency',
  'bad-aspect',
  'unknown-parent',
  'cycle',
  'no-root',
  'unknown-term',
] as const
export type HpoProblemCode = (typeof HPO_PROBLEM_CODES)[number]

/** What is wrong with a file, and where. The sentence is written where it is shown. */
export interface HpoProblem {
  readonly code: HpoProblemCode
  /** From 1; null where it is about the whole file. */
  readonly line: number | null
  /** The words of the file, shortened. */
  readonly found: string
}

export type HpoRead<T> =
  | {
      readonly kind: 'ok'
      readonly value: T
      readonly faults: readonly HpoProblem[]
      readonly faultCount: number
    }
  | { readonly kind: 'problem'; readonly problem: HpoProblem }

export const MOST_FAULTS = 50
const LONGEST_FOUND = 80

export function problemAt(code: HpoProblemCode, line: number | null, found = ''): HpoProblem {
  return { code, line, found: found.length > LONGEST_FOUND ? `${found.slice(0, LONGEST_FOUND)}…` : found }
}

export const failRead = (code: HpoProblemCode, line: number | null, found = '') =>
  ({ kind: 'problem', problem: problemAt(code, line, found) }) as const
