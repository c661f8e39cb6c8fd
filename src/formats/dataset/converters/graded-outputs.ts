import type { StepGrade } from '../../../domain/review'
import { parseReasoning } from '../../case-json/reasoning-text'
import { PRESENTATION_FIELDS } from '../../case-json/fields'
import { isObject } from '../../json-text'
import {
  failRow,
  recordKey,
  type Conversion,
  type Converter,
  type RowContext,
  type RunDraft,
} from '../conversion'
import { draftCase, omitFields, toConversion } from '../draft-case'
import { draftRunFromSteps, draftRunFromText, gradeFrom, labelOf, toGrades } from '../draft-runs'
import { listAt, textAt, textOf, valueAt } from '../field-values'
import type { Row } from '../rows/row-read'
import { draftJudgedRun } from './medr-bench'

export function isPrm800k(row: Row): boolean {
  return typeof valueAt(row, 'question.problem') === 'string' && Array.isArray(valueAt(row, 'label.steps'))
}

/**
 * A PRM800K row: the problem as a case, the solution's steps as a run, the labeller's ratings as a review. Of a step's
 * completions the chosen one counts, else the labeller's own, else the first. A rating of null stays ungraded.
 */
export const convertPrm800k: Converter = (row, { rowNumber }) => {
  const steps = listAt(row, 'label.steps').flatMap((step) => {
    const chosen = valueAt(step, 'chosen_completion')
    const human = valueAt(step, 'human_completion')
    const completion =
      typeof chosen === 'number'
        ? listAt(step, 'completions')[chosen]
        : isObject(human)
          ? human
          : listAt(step, 'completions')[0]
    const text = textAt(completion, 'text')
    return text === ''
      ? []
      : [{ text, grade: gradeFrom(labelOf(valueAt(completion, 'rating')), ownWords(human, completion)) }]
  })
  const reviewer = textOf(row['labeler']) || 'PRM800K labeller'
  const fields = {
    ...omitFields(row, ['question', 'label']),
    ...(valueAt(row, 'label.finish_reason') === undefined
      ? {}
      : { finish_reason: valueAt(row, 'label.finish_reason') }),
    case_prompt: textAt(row, 'question.problem'),
    final_diagnosis: textAt(row, 'question.ground_truth_answer'),
    referenceReasoning: parseReasoning(textAt(row, 'question.ground_truth_solution')),
  }
  const grades = toGrades(steps.map(({ grade }) => grade))
  return toConversion(draftCase(fields, rowNumber), null, ({ presentation }) => {
    if (steps.length === 0) return []
    const reviews = Object.keys(grades).length > 0 ? [{ reviewer, grades }] : []
    const texts = steps.map(({ text }) => text)
    return [
      draftRunFromSteps(
        texts,
        presentation,
        textAt(row, 'question.pre_generated_answer') || null,
        null,
        reviews,
      ),
    ]
  })
}

/** Where the labeller wrote the step anew while another was chosen, theirs is how they would have it. */
function ownWords(human: unknown, completion: unknown): Partial<StepGrade> {
  const rewrite = textAt(human, 'text')
  return human === completion || rewrite === '' ? {} : { rewrite }
}

export function isLabelStudio(row: Row): boolean {
  return isObject(row['data']) && (Array.isArray(row['annotations']) || Array.isArray(row['predictions']))
}

const TASK_TEXTS = [...PRESENTATION_FIELDS, 'text', 'prompt', 'question', 'note']

/**
 * A Label Studio task: the case is the task's text, its "steps" or "output" a run, and each annotation that was not
 * cancelled a review. A result grades the step that its name ends in, from 1 ("step_3", "grade-3"), or that it names in
 * `meta.step` or `value.step`, from 0.
 */
export const convertLabelStudio: Converter = (row, context) => {
  const data = row['data']
  if (!isObject(data)) return failRow('data', 'It is missing. Expected the task’s fields.')
  const field = TASK_TEXTS.find((name) => textOf(data[name]) !== '')
  if (field === undefined)
    return failRow('data', `The task has no text. Expected one of these fields: ${TASK_TEXTS.join(', ')}.`)
  const { [field]: presentation, steps: _steps, output: _output, ...rest } = data
  const fields = { ...rest, case_prompt: presentation, label_studio: omitFields(row, ['data']) }
  const key = recordKey('label-studio', valueAt(data, 'case_id') ?? row['id'])
  return toConversion(draftCase(fields, context.rowNumber), key, (draft) => {
    const model = textOf(data['model']) || null
    const texts = listAt(data, 'steps')
      .map((step) => textAt(step, 'text') || textOf(step))
      .filter((text) => text !== '')
    const output = textOf(data['output'])
    if (texts.length === 0 && output === '') return []
    const run =
      texts.length > 0
        ? draftRunFromSteps(texts, draft.presentation, textOf(data['answer']) || null, model)
        : draftRunFromText(output, draft.presentation, context.outputWay, model)
    return [{ ...run, reviews: readAnnotations(row, run) }]
  })
}

function readAnnotations(row: Row, run: RunDraft): RunDraft['reviews'] {
  return listAt(row, 'annotations').flatMap((annotation, index) => {
    if (valueAt(annotation, 'was_cancelled') === true) return []
    const grades: (StepGrade | null)[] = run.steps.map(() => null)
    for (const result of listAt(annotation, 'result')) {
      const step = stepOf(result)
      const label = labelOf(valueAt(result, 'value.choices.0') ?? valueAt(result, 'value.rating'))
      if (step !== null && step < grades.length && label !== null) grades[step] = gradeFrom(label)
    }
    const who = valueAt(annotation, 'completed_by')
    const reviewer = textAt(who, 'email') || textAt(who, 'id') || textOf(who) || `annotator ${index + 1}`
    return grades.some((grade) => grade !== null) ? [{ reviewer, grades: toGrades(grades) }] : []
  })
}

function stepOf(result: unknown): number | null {
  const named = valueAt(result, 'meta.step') ?? valueAt(result, 'value.step')
  if (typeof named === 'number' && Number.isInteger(named) && named >= 0) return named
  const [number] = ['to_name', 'from_name'].flatMap(
    (field) => /(\d{1,4})$/u.exec(textAt(result, field))?.[1] ?? [],
  )
  return number === undefined || Number(number) < 1 ? null : Number(number) - 1
}

const INSPECT_SAMPLE = ['input', 'target', 'output']

export function isInspect(row: Row): boolean {
  return (
    (isObject(row['eval']) && Array.isArray(row['samples'])) ||
    (INSPECT_SAMPLE.every((name) => name in row) && 'id' in row && ('scores' in row || 'messages' in row))
  )
}

/** An Inspect log, or one sample of it: the input as a case, the output as a run. Scores and metadata stay with the case. */
export const convertInspect: Converter = (row, context) => {
  if (!Array.isArray(row['samples'])) return convertSample(row, context, '')
  const model = textAt(row, 'eval.model')
  const samples = listAt(row, 'samples').filter(isObject)
  if (samples.length === 0)
    return failRow('samples', 'The log holds no samples. Run the evaluation with samples logged.')
  return samples.flatMap((sample) => convertSample(sample, context, model))
}

function convertSample(sample: Row, context: RowContext, model: string): readonly Conversion[] {
  const { input } = sample
  const messages = Array.isArray(input) ? input.filter((message) => textAt(message, 'role') !== 'system') : []
  const presentation = Array.isArray(input) ? messages.map(messageText).join('\n\n') : textOf(input)
  const target = Array.isArray(sample['target']) ? textOf(sample['target'][0]) : textOf(sample['target'])
  const choices = listAt(sample, 'choices').map(textOf)
  const isLetter = choices.length > 0 && /^[A-Z]$/u.test(target)
  const fields = {
    ...omitFields(sample, [
      'input',
      'target',
      'choices',
      'messages',
      'output',
      'id',
      'events',
      'attachments',
    ]),
    ...(sample['id'] === undefined ? {} : { dataset_id: sample['id'] }),
    case_prompt: presentation,
    final_diagnosis: isLetter ? (choices[target.charCodeAt(0) - 65] ?? '') : target,
    ...(choices.length > 0 ? { expectedDifferential: choices } : {}),
  }
  return toConversion(draftCase(fields, context.rowNumber), recordKey('inspect', sample['id']), (draft) => {
    const output =
      textAt(sample, 'output.completion') || messageText(valueAt(sample, 'output.choices.0.message'))
    const name = textAt(sample, 'output.model') || model
    return output === ''
      ? []
      : [draftRunFromText(output, draft.presentation, context.outputWay, name || null)]
  })
}

/** A message's words; of a content in parts the texts only. */
function messageText(message: unknown): string {
  const content = valueAt(message, 'content')
  if (!Array.isArray(content)) return textOf(content)
  return content
    .map((part) => textAt(part, 'text'))
    .filter((text) => text !== '')
    .join('\n')
}

const CASE_ID_FIELDS = ['case_id', 'pmcid', 'question_id', 'id']
const OUTPUT_FIELDS = [
  'content',
  'output',
  'model_output',
  'response',
  'completion',
  'generation',
  'reasoning',
]

export function isModelOutput(row: Row): boolean {
  if (PRESENTATION_FIELDS.some((name) => name in row)) return false
  const hasWords = OUTPUT_FIELDS.some((name) => typeof row[name] === 'string') || Array.isArray(row['steps'])
  return hasWords && CASE_ID_FIELDS.some((name) => name in row) && ('model' in row || 'steps' in row)
}

/** What a model said about a case of another file, in free text or in steps with or without verdicts. */
export const convertModelOutput: Converter = (row, { outputWay }) => {
  const idField = CASE_ID_FIELDS.find((name) => textOf(row[name]) !== '')
  if (idField === undefined)
    return failRow('case_id', 'It is empty. Expected the id of the case that the output is about.')
  const model = textOf(row['model']) || null
  const outputField = OUTPUT_FIELDS.find((name) => textOf(row[name]) !== '')
  const output = outputField === undefined ? '' : textOf(row[outputField])
  const steps = listAt(row, 'steps')
  const free = output === '' ? null : draftRunFromText(output, '', outputWay, model)
  const answer = textOf(row['final_diagnosis']) || textOf(row['answer']) || free?.diagnosis || null
  const run = steps.length > 0 ? draftJudgedRun(steps, '', answer, model) : free
  if (!run || run.steps.length === 0)
    return failRow(outputField ?? 'steps', 'There are no steps in it, and no words to cut into steps.')
  return [
    {
      kind: 'runs',
      caseKey: recordKey('model-outputs', row[idField]) ?? '',
      runs: [{ ...run, diagnosis: answer }],
    },
  ]
}
