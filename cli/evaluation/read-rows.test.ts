import { expect, test } from 'vitest'
import { readRows } from './read-rows'

const line = (row: unknown) => JSON.stringify(row)

test('a MedCaseReasoning row gives its prompt, its gold and whether the answer is in it', () => {
  const text = [
    line({ pmcid: 'PMC1', case_prompt: ' A man coughs. ', final_diagnosis: 'Pneumonia', more: 1 }),
    '',
    line({
      id: 'x',
      case_prompt: 'Gout of the toe.',
      final_diagnosis: 'Gout',
      answer_in_prompt: true,
      body_category: ['Bones', 'x'],
    }),
  ].join('\r\n')
  expect(readRows(text)).toEqual({
    rows: [
      {
        id: 'PMC1',
        presentation: 'A man coughs.',
        gold: 'Pneumonia',
        hasAnswerInPrompt: false,
        specialty: null,
      },
      {
        id: 'x',
        presentation: 'Gout of the toe.',
        gold: 'Gout',
        hasAnswerInPrompt: true,
        specialty: 'Bones',
      },
    ],
    rejected: [],
  })
})

test('a vignette is told in full, without the order to the doctor and without the diagnosis', () => {
  const vignette = {
    Objective_for_Doctor: 'Find out why.',
    Patient_Actor: {
      Demographics: '35-year-old female',
      Symptoms: { Primary_Symptom: 'Double vision', Secondary_Symptoms: ['Weakness', 'Worse at night'] },
      Heart_Rate: 72,
    },
    Correct_Diagnosis: 'Myasthenia gravis',
  }
  const { rows } = readRows(line({ OSCE_Examination: vignette }))
  expect(rows).toEqual([
    {
      id: 'line-1',
      specialty: null,
      gold: 'Myasthenia gravis',
      hasAnswerInPrompt: false,
      presentation:
        'Patient Actor:\nDemographics: 35-year-old female\nSymptoms:\nPrimary Symptom: Double vision\n' +
        'Secondary Symptoms: Weakness; Worse at night.\nHeart Rate: 72',
    },
  ])
})

test('a bad line is named and sinks none of the others', () => {
  const text = [
    '{',
    '[]',
    line({ a: 1 }),
    line({ case_prompt: '', final_diagnosis: 'Gout' }),
    line({ case_prompt: 'A toe.', final_diagnosis: null }),
    line({ case_prompt: 'A toe.', final_diagnosis: 'Gout' }),
  ].join('\n')
  const { rows, rejected } = readRows(text)
  expect(rows.map(({ id }) => id)).toEqual(['line-6'])
  expect(rejected).toEqual([
    { line: 1, problem: 'not-json' },
    { line: 2, problem: 'not-json' },
    { line: 3, problem: 'unknown-shape' },
    { line: 4, problem: 'no-presentation' },
    { line: 5, problem: 'no-gold' },
  ])
})
