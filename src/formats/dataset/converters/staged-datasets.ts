import type { StageKind } from '../../../domain/case'
import { isObject } from '../../json-text'
import { recordKey, type Converter } from '../conversion'
import { draftCase, omitFields, toConversion } from '../draft-case'
import { listAt, textAt, textOf, toLabel, toLines, valueAt } from '../field-values'
import type { Row } from '../rows/row-read'
import { joinStages, type StageText } from '../staged-text'

const lines = (value: unknown) => toLines(value).join('\n')

export function isDiagnosisArena(row: Row): boolean {
  return 'Case Information' in row && 'Final Diagnosis' in row
}

export const convertDiagnosisArena: Converter = (row, { rowNumber }) => {
  const { presentation, stages } = joinStages([
    { kind: 'history', title: 'History', text: lines(row['Case Information']) },
    { kind: 'exam', title: 'Examination', text: lines(row['Physical Examination']) },
    { kind: 'other', title: 'Diagnostic tests', text: lines(row['Diagnostic Tests']) },
  ])
  const kept = omitFields(row, [
    'Case Information',
    'Physical Examination',
    'Diagnostic Tests',
    'Final Diagnosis',
    'id',
  ])
  const fields = {
    ...kept,
    ...(row['id'] === undefined ? {} : { dataset_id: row['id'] }),
    case_prompt: presentation,
    stages,
    final_diagnosis: textOf(row['Final Diagnosis']),
    expectedDifferential: listOptions(row['Options']),
  }
  return toConversion(draftCase(fields, rowNumber), recordKey('diagnosis-arena', row['id']))
}

/** Options as an object, as a list, or as either written out. */
function listOptions(options: unknown): string[] {
  if (typeof options === 'string') {
    try {
      return listOptions(JSON.parse(options))
    } catch {
      return []
    }
  }
  return isObject(options) || Array.isArray(options)
    ? Object.values(options)
        .map(textOf)
        .filter((text) => text !== '')
    : []
}

export function isAgentClinic(row: Row): boolean {
  return (
    isObject(row['OSCE_Examination']) ||
    ('patient_info' in row && 'physical_exams' in row && 'answers' in row)
  )
}

/** An AgentClinic case, of the MedQA or the NEJM part: what the patient says, then the examination, then each kind of test. */
export const convertAgentClinic: Converter = (row, { rowNumber }) => {
  const examination = row['OSCE_Examination']
  if (!isObject(examination)) return convertNejm(row, rowNumber)
  const actor = examination['Patient_Actor']
  const patient = isObject(actor) ? actor : {}
  const { Demographics: demographics, History: history, Symptoms: symptoms, ...others } = patient
  const { presentation, stages } = joinStages([
    {
      kind: 'history',
      title: 'History',
      text: [
        textOf(demographics),
        textOf(history) || lines(history),
        lines({ Symptoms: symptoms, ...others }),
      ]
        .filter((text) => text !== '')
        .join('\n'),
    },
    { kind: 'exam', title: 'Examination', text: lines(examination['Physical_Examination_Findings']) },
    ...stageTests(examination['Test_Results']),
  ])
  const known = ['Patient_Actor', 'Physical_Examination_Findings', 'Test_Results', 'Correct_Diagnosis']
  const fields = {
    ...omitFields(row, ['OSCE_Examination']),
    ...omitFields(examination, known),
    case_prompt: presentation,
    stages,
    final_diagnosis: textOf(examination['Correct_Diagnosis']),
  }
  return toConversion(draftCase(fields, rowNumber), recordKey('agentclinic', row['id']))
}

const IMAGING = /imag|\bct\b|\bmri?\b|x.?ray|ultraso|sonogra|echo|radiogr|scan|doppler|angiogra/iu
const LABS =
  /blood|\blab|urin|csf|cerebrospinal|serolog|cultur|panel|count|chemistr|hormon|antibod|electrolyt|enzym|toxicol|metabol/iu
const TEST_TITLES: Readonly<Record<'labs' | 'imaging' | 'other', string>> = {
  labs: 'Laboratory tests',
  imaging: 'Imaging',
  other: 'Further tests',
}

function stageTests(results: unknown): StageText[] {
  if (!isObject(results)) return [{ kind: 'other', title: TEST_TITLES.other, text: lines(results) }]
  const groups: Record<'labs' | 'imaging' | 'other', Record<string, unknown>> = {
    labs: {},
    imaging: {},
    other: {},
  }
  for (const [name, value] of Object.entries(results)) {
    const label = toLabel(name)
    groups[IMAGING.test(label) ? 'imaging' : LABS.test(label) ? 'labs' : 'other'][name] = value
  }
  return (['labs', 'imaging', 'other'] as const).map((kind: StageKind & keyof typeof groups) => ({
    kind,
    title: TEST_TITLES[kind],
    text: lines(groups[kind]),
  }))
}

function convertNejm(row: Row, rowNumber: number): ReturnType<Converter> {
  const answers = listAt(row, 'answers')
  const { presentation, stages } = joinStages([
    { kind: 'history', title: 'History', text: lines(row['patient_info']) },
    { kind: 'exam', title: 'Examination', text: lines(row['physical_exams']) },
  ])
  const right = answers.find((answer) => ['true', 'True'].includes(textAt(answer, 'correct')))
  const fields = {
    ...omitFields(row, ['patient_info', 'physical_exams', 'answers']),
    case_prompt: presentation,
    stages,
    final_diagnosis: textAt(right, 'text'),
    expectedDifferential: answers.map((answer) => textAt(answer, 'text')).filter((text) => text !== ''),
  }
  return toConversion(draftCase(fields, rowNumber), recordKey('agentclinic', row['id']))
}

export function isMediQ(row: Row): boolean {
  return (
    Array.isArray(row['context']) &&
    'question' in row &&
    ('facts' in row || 'answer_idx' in row || 'options' in row)
  )
}

const ASKS_DIAGNOSIS =
  /diagnos|(?:most likely|underlying) (?:cause|condition|disease|etiology|explanation)|causative|responsible for/iu

/** A MediQ case. Its question and options stay beside it; the answer is the gold diagnosis only where a diagnosis is asked for. */
export const convertMediQ: Converter = (row, { rowNumber }) => {
  const sentences = listAt(row, 'context')
    .map(textOf)
    .filter((text) => text !== '')
  const question = textOf(row['question'])
  const options = listOptions(row['options'])
  const answer = textOf(row['answer'])
  const gold = ASKS_DIAGNOSIS.test(question)
    ? options.length > 0 && answer.length === 1
      ? textAt(valueAt(row, 'options'), answer)
      : answer
    : ''
  const specialty = textAt(row, 'patient.gpt_specialty') || textAt(row, 'patient.specialties.0')
  const fields = {
    ...omitFields(row, ['context', 'id']),
    ...(row['id'] === undefined ? {} : { dataset_id: row['id'] }),
    case_prompt: sentences
      .map((sentence) => (/[.!?]["”)]?$/u.test(sentence) ? sentence : `${sentence}.`))
      .join(' '),
    final_diagnosis: gold,
    ...(gold === '' ? {} : { expectedDifferential: options }),
    ...(specialty === '' ? {} : { specialty }),
  }
  return toConversion(draftCase(fields, rowNumber), recordKey('mediq', row['id']))
}
