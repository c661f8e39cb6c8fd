import {
  type JudgedStep,
  STEP_CATEGORIES,
  type StepCategory,
} from '../../domain/evaluation/medr-bench-scores'
import type { StepGrade } from '../../domain/review'
import type { LabelledStep } from '../labelled-traces/labelled-trace'

/**
 * A labelled step in MedR-Bench's terms. An answer to a facet whose options are the four categories, or "yes" and "no"
 * for factual, is taken as it stands. Else the label tells: good is true reasoning, bad is false reasoning, neutral is a
 * repetition where the reviewer marked it so and redundant otherwise. Ungraded stays null.
 */
export function judgeStep({ label, grades }: LabelledStep): JudgedStep {
  const answers = grades.flatMap(({ grade }) => Object.values(grade.facets ?? {}).flat())
  const category =
    agreed(answers.map(readCategory)) ?? agreed(grades.map(({ grade }) => readCategory(grade.comment)))
  const factual = agreed(answers.map(readFactual))
  const byLabel = judgeByLabel(
    label,
    grades.map(({ grade }) => grade),
  )
  const settled = category ?? byLabel.category
  return { category: settled, isFactual: settled === 'Reasoning' ? (factual ?? byLabel.isFactual) : null }
}

function judgeByLabel(label: LabelledStep['label'], grades: readonly StepGrade[]): JudgedStep {
  switch (label) {
    case 'good':
      return { category: 'Reasoning', isFactual: true }
    case 'bad':
      return { category: 'Reasoning', isFactual: false }
    case 'neutral': {
      const isRepeat = grades.some(({ errorTypes }) => errorTypes.includes('repetition'))
      return { category: isRepeat ? 'Repetition' : 'Redundancy', isFactual: null }
    }
    case null:
      return { category: null, isFactual: null }
  }
}

function readCategory(word: string): StepCategory | null {
  return STEP_CATEGORIES.find((category) => category.toLowerCase() === word.trim().toLowerCase()) ?? null
}

const readFactual = (word: string): boolean | null => (word === 'yes' ? true : word === 'no' ? false : null)

/** What all who said something said; null where nobody did or they differ. */
function agreed<T>(values: readonly (T | null)[]): T | null {
  const said = values.filter((value) => value !== null)
  const [first] = said
  return first !== undefined && said.every((value) => value === first) ? first : null
}
