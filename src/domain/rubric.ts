export const STEP_LABELS = ['good', 'neutral', 'bad'] as const
/** A reviewer's judgement of one step. Not graded is not a label: it is the absence of one. */
export type StepLabel = (typeof STEP_LABELS)[number]

/** Values of the labels, as PRM-style datasets use them. */
export const LABEL_VALUES: Readonly<Record<StepLabel, -1 | 0 | 1>> = { good: 1, neutral: 0, bad: -1 }

export interface ErrorType {
  readonly id: string
  readonly label: string
  readonly explanation: string
}

/** One answer to a facet. `value` is null where the answer has no place on a scale, such as "not applicable". */
export interface FacetOption {
  readonly id: string
  readonly name: string
  readonly value: number | null
  readonly explanation: string
}

/** A question asked beside the label, of each step or once of the run: a category, factual yes or no, points. */
export interface Facet {
  readonly id: string
  readonly name: string
  readonly question: string
  readonly about: 'step' | 'run'
  /** `one`: one option is picked. `any`: each option is met or not, as criteria with points are. */
  readonly picks: 'one' | 'any'
  readonly options: readonly FacetOption[]
  readonly isRequired: boolean
  /** Asked only where that facet has one of these options picked; absent: always asked. */
  readonly askedIf?: { readonly facet: string; readonly options: readonly string[] }
}

/**
 * `every-step`: each step is judged by itself. `first-error`: judging ends at the first bad step; what follows is
 * shown as following from it and never stored as a judgement.
 */
export const GRADING_MODES = ['every-step', 'first-error'] as const
export type GradingMode = (typeof GRADING_MODES)[number]

/** A versioned way to grade. A used version never changes its meaning. */
export interface Rubric {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly mode: GradingMode
  /** Empty where steps are judged by facets alone, or not at all. */
  readonly labels: readonly { readonly label: StepLabel; readonly explanation: string }[]
  readonly errorTypes: readonly ErrorType[]
  /** How bad it would be to act on a step, mildest first; empty where the rubric does not ask. */
  readonly harmLevels: readonly FacetOption[]
  readonly facets: readonly Facet[]
  /** Labels that ask for a comment. */
  readonly commentFor: readonly StepLabel[]
  /** Whether who is unsure says why. */
  readonly asksWhyUnsure?: boolean
  /** Whether each of the authors' statements is to be matched with the steps. */
  readonly asksLinks?: boolean
}

export const DEFAULT_RUBRIC: Rubric = {
  id: 'step-ternary',
  version: 1,
  name: 'Good, neutral or bad',
  mode: 'every-step',
  harmLevels: [],
  facets: [],
  commentFor: [],
  labels: [
    { label: 'good', explanation: 'True to the case, medically right, and it brings the answer nearer.' },
    { label: 'neutral', explanation: 'Not wrong, but it adds nothing.' },
    { label: 'bad', explanation: 'Wrong about the case, wrong in medicine, or a faulty inference.' },
  ],
  errorTypes: [
    { id: 'invented-finding', label: 'Invented finding', explanation: 'The case does not say this.' },
    {
      id: 'misread-negation',
      label: 'Misread: negation',
      explanation: 'The case denies it, or states what the step denies.',
    },
    { id: 'misread-number', label: 'Misread: number', explanation: 'A value or unit differs from the case.' },
    { id: 'misread-time', label: 'Misread: time', explanation: 'Order or duration differs from the case.' },
    { id: 'misread-side', label: 'Misread: side', explanation: 'Left and right, or the site, are mixed up.' },
    { id: 'wrong-fact', label: 'Wrong medical fact', explanation: 'Medicine does not hold this to be true.' },
    { id: 'faulty-inference', label: 'Faulty inference', explanation: 'The conclusion does not follow.' },
    {
      id: 'premature-closure',
      label: 'Premature closure',
      explanation: 'An alternative was dropped too early.',
    },
    { id: 'omission', label: 'Omission', explanation: 'A finding that matters here was left out.' },
    { id: 'irrelevant', label: 'Irrelevant', explanation: 'It has no bearing on this case.' },
    { id: 'repetition', label: 'Repetition', explanation: 'It says again what an earlier step said.' },
    { id: 'unsafe-advice', label: 'Unsafe advice', explanation: 'Acting on it could harm.' },
  ],
}

export const VERDICTS = ['correct', 'broader', 'narrower', 'wrong', 'cant-tell'] as const
/** A reviewer's verdict on the run's leading diagnosis. */
export type Verdict = (typeof VERDICTS)[number]
