import { isObject } from '../../json-text'
import type { StepLabel } from '../../../domain/rubric'
import { failRow, recordKey, type Converter, type ReviewDraft, type RunDraft } from '../conversion'
import { draftCase, omitFields, toConversion } from '../draft-case'
import { draftRunFromSteps, draftRunFromText, gradeFrom, toGrades } from '../draft-runs'
import { listAt, textAt, textOf, valueAt } from '../field-values'
import type { Row } from '../rows/row-read'
import { splitOutput } from '../../free-text/segment-output'

export function isMedRBench(row: Row): boolean {
  const inner = row['generate_case']
  return isObject(inner) && 'case_summary' in inner
}

/**
 * A MedR-Bench case, as published or as the evaluation leaves it with a model's output and the judge's verdicts. The
 * treatment half has no diagnosis to find: its plan is kept beside the case, its analysis is the reference reasoning.
 */
export const convertMedRBench: Converter = (row, context) => {
  const inner = row['generate_case']
  if (!isObject(inner))
    return failRow('generate_case', 'It is missing. Expected the summary and diagnosis of a case.')
  const id = textOf(row['id']) || context.key || ''
  const gold = textAt(inner, 'diagnosis_results') || textAt(inner, 'final_diagnosis')
  const rest = omitFields(inner, [
    'case_summary',
    'differential_diagnosis',
    'treatment_planning_analysis',
    'diagnosis_results',
  ])
  const fields = {
    ...omitFields(row, ['generate_case', 'id', 'results', 'reasoning_eval', 'gt_reasoning_eval']),
    ...(Object.hasOwn(rest, 'final_diagnosis') ? { final_diagnosis_long: rest['final_diagnosis'] } : {}),
    ...omitFields(rest, ['final_diagnosis']),
    ...(id === '' ? {} : { pmcid: id }),
    case_prompt: textAt(inner, 'case_summary'),
    diagnostic_reasoning:
      textAt(inner, 'differential_diagnosis') || textAt(inner, 'treatment_planning_analysis'),
    final_diagnosis: gold.replaceAll('**', '').replace(/\.$/u, ''),
  }
  return toConversion(
    draftCase(fields, context.rowNumber),
    recordKey('medr-bench', id),
    ({ presentation }) => {
      const content = textAt(row, 'results.content')
      if (content === '') return []
      const judged = listAt(row, 'reasoning_eval')
      const model = textAt(row, 'model') || null
      if (judged.length === 0) return [draftRunFromText(content, presentation, context.outputWay, model)]
      return [draftJudgedRun(judged, presentation, splitOutput(content).answer, model)]
    },
  )
}

/** Steps with the judge's verdicts, under the names of the evaluation ("factulity") or of the paper. */
export function draftJudgedRun(
  steps: readonly unknown[],
  presentation: string,
  diagnosis: string | null,
  model: string | null,
): RunDraft {
  const texts = steps.map((step) => textAt(step, 'step') || textAt(step, 'text') || textOf(step))
  const kept = steps.filter((_step, index) => texts[index] !== '')
  const grades = kept.map((step) => {
    const efficiency = textAt(step, 'efficiency')
    const factuality = valueAt(step, 'factuality') ?? valueAt(step, 'factulity')
    const errorTypes = factuality === false ? ['wrong-fact'] : (ERROR_TYPES[efficiency] ?? [])
    return gradeFrom(labelOfJudge(efficiency, factuality), { errorTypes, comment: efficiency })
  })
  const isJudged = grades.some((grade) => grade !== null)
  const reviews: ReviewDraft[] = isJudged ? [{ reviewer: 'MedR-Bench judge', grades: toGrades(grades) }] : []
  return draftRunFromSteps(
    texts.filter((text) => text !== ''),
    presentation,
    diagnosis,
    model,
    reviews,
  )
}

const ERROR_TYPES: Readonly<Record<string, readonly string[]>> = {
  Repetition: ['repetition'],
  Redundancy: ['irrelevant'],
}

/** A false step is bad, a true one that only cites, repeats or adds nothing is neutral. */
function labelOfJudge(efficiency: string, factuality: unknown): StepLabel | null {
  if (factuality === false) return 'bad'
  if (efficiency === '') return factuality === true ? 'good' : null
  return efficiency === 'Reasoning' ? 'good' : 'neutral'
}
