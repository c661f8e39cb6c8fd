export const UNDEFINED_CODES = [
  'no-pairs',
  'unanimous',
  'unequal-ratings',
  'one-label-scale',
  'no-common-first-error',
  'no-spans',
] as const
export type UndefinedCode = (typeof UNDEFINED_CODES)[number]

/** An agreement statistic, or why there is none. Never a number that only looks like one. */
export type Statistic =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'undefined'; readonly code: UndefinedCode; readonly because: string }

/** A statistic that has a value. */
export function valueOf(value: number): Statistic {
  return { kind: 'value', value }
}

/** A statistic that has none, with the reason as a code and in words. */
export function undefinedBecause(code: UndefinedCode): Statistic {
  return { kind: 'undefined', code, because: REASONS[code] }
}

const REASONS: Readonly<Record<UndefinedCode, string>> = {
  'no-pairs': 'undefined: nothing was labelled by two reviewers',
  unanimous:
    'unanimous, undefined: every label is the same, so agreement can’t be told apart from what chance would give',
  'unequal-ratings':
    'undefined: Fleiss’ κ needs the same number of labels on everything; Krippendorff’s α takes missing ones',
  'one-label-scale': 'undefined: the scale has only one label',
  'no-common-first-error': 'undefined: in no run did both reviewers mark an error',
  'no-spans': 'undefined: neither reviewer marked a span',
}
