import type { AdjudicatedUnit } from '../../domain/adjudication/adjudication'
import type { DisagreementCause } from '../../domain/adjudication/find-disagreements'
import { type Rubric, VERDICTS } from '../../domain/rubric'
import { LABEL_WORDS, VERDICT_WORDS } from '../words'

/** One answer that can be decided on. */
export interface DecisionChoice {
  readonly id: string
  readonly name: string
}

/** What a unit can be decided as, in the order of the number keys from 1. */
export function choicesOfUnit(unit: AdjudicatedUnit, rubric: Rubric): readonly DecisionChoice[] {
  switch (unit.kind) {
    case 'label':
      return rubric.labels.map(({ label }) => ({ id: label, name: LABEL_WORDS[label] }))
    case 'facet':
      return rubric.facets.find(({ id }) => id === unit.facet)?.options ?? []
    case 'verdict':
      return VERDICTS.map((verdict) => ({ id: verdict, name: VERDICT_WORDS[verdict] }))
  }
}

/** Whether several options can be right at once. */
export function takesSeveral(unit: AdjudicatedUnit, rubric: Rubric): boolean {
  return unit.kind === 'facet' && rubric.facets.find(({ id }) => id === unit.facet)?.picks === 'any'
}

/** "Step 3, label". */
export function describeUnit(unit: AdjudicatedUnit, rubric: Rubric | null): string {
  switch (unit.kind) {
    case 'label':
      return `Step ${unit.step + 1}, label`
    case 'facet': {
      const name = rubric?.facets.find(({ id }) => id === unit.facet)?.name ?? unit.facet
      return unit.step === null ? `Whole run, ${name}` : `Step ${unit.step + 1}, ${name}`
    }
    case 'verdict':
      return 'Verdict on the diagnosis'
  }
}

/** A decided value in words. */
export function describeValue(
  unit: AdjudicatedUnit,
  value: readonly string[],
  rubric: Rubric | null,
): string {
  if (value.length === 0) return 'None of the answers'
  const choices = rubric ? choicesOfUnit(unit, rubric) : []
  return value
    .map((id) => (id === 'unsure' ? 'Unsure' : (choices.find((choice) => choice.id === id)?.name ?? id)))
    .join(', ')
}

export const CAUSE_WORDS: Readonly<Record<DisagreementCause, string>> = {
  opposite: 'Opposite labels: good against bad',
  degree: 'A matter of degree: labels next to each other',
  unsure: 'Somebody was unsure',
  'error-type': 'All say bad, but for different errors',
  'other-answers': 'Different answers',
}
