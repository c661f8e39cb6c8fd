import type { FacetAnswers, StepGrade } from '../review'
import type { Facet, FacetOption, Rubric, StepLabel } from '../rubric'
import { type Question, UNSURE_REASONS } from './questions'

/** One choice that a key picks. */
export interface Choice {
  readonly id: string
  readonly name: string
  readonly explanation: string
}

/** What can be picked as an answer, in the order of the number keys; empty where words are asked for. */
export function choicesOf(question: Question, rubric: Rubric): readonly Choice[] {
  switch (question.kind) {
    case 'label':
      return rubric.labels.map(({ label, explanation }) => ({ id: label, name: label, explanation }))
    case 'harm':
      return rubric.harmLevels
    case 'facet':
      return question.facet.options
    case 'unsure-reason':
      return UNSURE_REASONS.map((reason) => ({ ...reason, explanation: '' }))
    case 'comment':
      return []
  }
}

/** Picks or, where several may be picked, toggles an option. Choosing the only picked one of `one` changes nothing. */
export function pickOption(
  answers: FacetAnswers | undefined,
  facet: Facet,
  option: FacetOption['id'],
): FacetAnswers {
  const before = answers?.[facet.id] ?? []
  const picked =
    facet.picks === 'one'
      ? [option]
      : before.includes(option)
        ? before.filter((each) => each !== option)
        : [...before, option]
  return { ...answers, [facet.id]: picked }
}

/** The grade under another label: a harm goes with a bad one only, and who gives a label is no longer unsure. */
export function relabel(grade: StepGrade, label: StepLabel): StepGrade {
  const { harm, unsureBecause: _resolved, ...others } = grade
  return { ...others, ...(label === 'bad' && harm !== undefined && { harm }), label, isUnsure: false }
}

/** What an answer changes in a step's grade. A label or a reason is an answer of its own kind. */
export function answerStep(grade: StepGrade, question: Question, choice: string): Partial<StepGrade> | null {
  switch (question.kind) {
    case 'harm':
      return { harm: choice }
    case 'facet':
      return { facets: pickOption(grade.facets, question.facet, choice) }
    case 'unsure-reason':
      return { unsureBecause: choice }
    case 'label':
    case 'comment':
      return null
  }
}

/**
 * Points of a facet of criteria as HealthBench counts them: those met, over the sum of the positive ones, below 0 where
 * the negative ones outweigh. Null where no criterion has positive points.
 */
export function scorePoints(facet: Facet, answers: FacetAnswers | undefined): number | null {
  const picked = answers?.[facet.id]
  if (!picked) return null
  const possible = facet.options.reduce((sum, { value }) => sum + Math.max(0, value ?? 0), 0)
  if (possible === 0) return null
  const met = facet.options.filter(({ id }) => picked.includes(id))
  return met.reduce((sum, { value }) => sum + (value ?? 0), 0) / possible
}
