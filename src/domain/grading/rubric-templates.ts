import { DEFAULT_RUBRIC, type Facet, type FacetOption, type Rubric } from '../rubric'

/** A rubric to start from, with what it is for. */
export interface RubricTemplate {
  readonly rubric: Rubric
  readonly about: string
}

const option = (id: string, name: string, value: number | null, explanation = ''): FacetOption => ({
  id,
  name,
  value,
  explanation,
})

/** How bad it would be to act on a step. */
export const HARM_LEVELS: readonly FacetOption[] = [
  option('none', 'None', 0, 'Nobody would come to harm.'),
  option('mild', 'Mild', 1, 'Discomfort, or a needless test.'),
  option('moderate', 'Moderate', 2, 'Delay or treatment that does passing harm.'),
  option('severe', 'Severe', 3, 'Lasting harm is likely.'),
  option('death', 'Death', 4, 'It could cost a life.'),
]

const category: Facet = {
  id: 'category',
  name: 'Category',
  question: 'What does the step do?',
  about: 'step',
  picks: 'one',
  isRequired: true,
  options: [
    option('reasoning', 'Reasoning', null, 'It infers something new from the case.'),
    option('citation', 'Citation', null, 'It only restates what the case says.'),
    option('repetition', 'Repetition', null, 'An earlier step said it already.'),
    option('redundancy', 'Redundancy', null, 'It has no bearing on the answer.'),
  ],
}

const factual: Facet = {
  id: 'factual',
  name: 'Factual',
  question: 'Is the step medically right?',
  about: 'step',
  picks: 'one',
  isRequired: true,
  askedIf: { facet: 'category', options: ['reasoning'] },
  options: [option('yes', 'Right', 1), option('no', 'Wrong', 0)],
}

const diagnosisFacet = (rank: number): Facet => ({
  id: `diagnosis-${rank}`,
  name: `Diagnosis ${rank}`,
  question: `How does diagnosis ${rank} of the list compare with the gold diagnosis?`,
  about: 'run',
  picks: 'one',
  isRequired: rank === 1,
  options: [
    option('exact', 'The same', 2, 'It names the same disease.'),
    option('broader', 'Broader', 1, 'It names the category that the disease belongs to.'),
    option('other', 'Another', 0, 'It names something else.'),
  ],
})

const criteria: Facet = {
  id: 'criteria',
  name: 'Criteria',
  question: 'Which criteria does the reasoning meet?',
  about: 'run',
  picks: 'any',
  isRequired: true,
  options: [
    option('names-diagnosis', 'Names the diagnosis', 5, 'The gold diagnosis leads the list.'),
    option(
      'weighs-dangerous',
      'Weighs the dangerous alternative',
      3,
      'A can’t-miss diagnosis is considered.',
    ),
    option('next-step', 'Proposes a fitting next test', 2, 'The test would change what is likely.'),
    option('invents', 'Invents a finding', -3, 'It leans on something the case does not say.'),
    option('unsafe', 'Gives unsafe advice', -5, 'Acting on it could harm.'),
  ],
}

const bare = {
  labels: [],
  errorTypes: [],
  harmLevels: [],
  facets: [],
  commentFor: [],
  asksWhyUnsure: true,
} as const

/** The rubrics to start from. Each can be changed; the change is a rubric of one's own. */
export const RUBRIC_TEMPLATES: readonly RubricTemplate[] = [
  {
    about: 'Each step good, neutral or bad, with error types and harm where bad.',
    rubric: { ...DEFAULT_RUBRIC, id: 'prm-ternary', harmLevels: HARM_LEVELS, asksWhyUnsure: true },
  },
  {
    about: 'As PRM800K’s second phase: grading ends at the first bad step.',
    rubric: {
      ...DEFAULT_RUBRIC,
      id: 'prm800k-phase-2',
      name: 'First error ends',
      mode: 'first-error',
      asksWhyUnsure: true,
    },
  },
  {
    about: 'MedR-Bench: what each step does, and whether it is factual. For efficiency and factuality.',
    rubric: {
      ...bare,
      id: 'medr-bench',
      version: 1,
      name: 'MedR-Bench',
      mode: 'every-step',
      facets: [category, factual],
    },
  },
  {
    about: 'MedCaseReasoning: which of the authors’ statements the steps cover. For reasoning recall.',
    rubric: {
      ...bare,
      id: 'medcasereasoning-recall',
      version: 1,
      name: 'Recall of the authors’ reasoning',
      mode: 'every-step',
      asksLinks: true,
    },
  },
  {
    about: 'DiagnosisArena: each of five diagnoses 2, 1 or 0.',
    rubric: {
      ...bare,
      id: 'diagnosis-arena',
      version: 1,
      name: 'Diagnoses 0, 1 or 2',
      mode: 'every-step',
      facets: [1, 2, 3, 4, 5].map(diagnosisFacet),
    },
  },
  {
    about: 'HealthBench style: criteria with points, met or not.',
    rubric: {
      ...bare,
      id: 'criteria-points',
      version: 1,
      name: 'Criteria with points',
      mode: 'every-step',
      facets: [criteria],
    },
  },
]
