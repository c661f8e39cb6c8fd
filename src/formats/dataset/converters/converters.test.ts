import { describe, expect, test } from 'vitest'
import { sliceSpan } from '../../../domain/span'
import type { CaseDraft } from '../../case-draft'
import type { Conversion, ConvertOptions, DatasetFormat } from '../conversion'
import { convertRow, recogniseDataset } from '../recognise-dataset'
import type { Row } from '../rows/row-read'

// All cases here are made up.
const convert = (
  row: Row,
  options: ConvertOptions = {},
  key: string | null = null,
): [DatasetFormat, readonly Conversion[]] => {
  const recognition = recogniseDataset([row])
  if (recognition.kind === 'unknown') throw new Error('unknown')
  return [recognition.format, convertRow(recognition.format, { row, rowNumber: 1, key }, options)]
}
function caseOf(row: Row, options: ConvertOptions = {}, key: string | null = null) {
  const [format, [first]] = convert(row, options, key)
  if (first?.kind !== 'case') throw new Error(first?.kind === 'fault' ? first.reason : 'no case')
  return { ...first, format }
}
const stagesOf = ({ presentation, stages }: CaseDraft) =>
  stages.map(({ kind, span }) => [kind, sliceSpan(presentation, span)])
const prompt = 'A 40-year-old baker had a cough for three weeks and a fever.'

describe('MedCaseReasoning', () => {
  const row = {
    'Unnamed: 0': '7',
    pmcid: 'PMC0000007',
    title: 'A baker’s cough',
    text: 'In our discussion, we note that “the cough, which is dry, lasts for weeks” and that the fever returns each night.',
    case_prompt: prompt,
    diagnostic_reasoning:
      '1. Cough—“the cough … lasts for weeks”\n2. Fever—“the fever never returns”\n3. No quotation.',
    final_diagnosis: 'Made_up_fever',
  }

  test('a table’s text and a missing value become what JSON has', () => {
    const { draft, key, format } = caseOf({ ...row, journal: null })
    expect([format, key]).toEqual(['medcasereasoning', 'PMC0000007'])
    expect(draft).toMatchObject({ goldDiagnosis: 'Made up fever', extra: { 'Unnamed: 0': 7, journal: '' } })
    expect(draft.extra).not.toHaveProperty('text')
  })

  test('the article’s text is left out, checked or kept', () => {
    expect(caseOf(row).article).toBeNull()
    expect(caseOf(row, { articleText: 'check' })).toMatchObject({ article: { quotations: 2, missing: [1] } })
    expect(caseOf(row, { articleText: 'check' }).draft.extra).not.toHaveProperty('text')
    expect(caseOf(row, { articleText: 'keep' })).toMatchObject({
      article: { missing: [1] },
      draft: { extra: { text: row.text } },
    })
  })

  test('a row without a case says which field is missing', () => {
    const [fault] = convertRow('medcasereasoning', { row: { case_prompt: ' ' }, rowNumber: 4, key: null })
    expect(fault).toEqual({
      kind: 'fault',
      field: 'case_prompt',
      reason: 'The case is empty. Expected the words of a case.',
    })
  })
})

describe('MedR-Bench', () => {
  const row = {
    generate_case: {
      case_summary: prompt,
      differential_diagnosis: '1. A.\n2. B.',
      final_diagnosis: '**Made-up fever of bakers.**',
      diagnosis_results: 'Made-up fever.',
    },
    body_category: ['Lungs'],
  }

  test('a case under its key', () => {
    const { draft, key } = caseOf(row, {}, 'PMC0000001')
    expect(key).toBe('PMC0000001')
    expect(draft).toMatchObject({
      presentation: prompt,
      goldDiagnosis: 'Made-up fever',
      citation: 'PMC0000001',
      referenceReasoning: [{ text: 'A.' }, { text: 'B.' }],
      extra: { body_category: ['Lungs'], final_diagnosis_long: '**Made-up fever of bakers.**' },
    })
  })

  test('an evaluated output is a graded run', () => {
    const { runs } = caseOf({
      ...row,
      id: 'PMC0000001',
      results: { content: '### Resoning:\nStep 1: x\n### Answer:\nMade-up fever.' },
      reasoning_eval: [
        { step: 'He has a fever.', efficiency: 'Citation', factulity: null, judgment_path: [] },
        { step: 'Bakers often have it.', efficiency: 'Reasoning', factuality: true },
        { step: 'It is always fatal.', efficiency: 'Reasoning', factulity: false },
      ],
    })
    expect(runs).toMatchObject([{ diagnosis: 'Made-up fever', reviews: [{ reviewer: 'MedR-Bench judge' }] }])
    expect(Object.values(runs[0]?.reviews[0]?.grades ?? {}).map(({ label }) => label)).toEqual([
      'neutral',
      'good',
      'bad',
    ])
  })

  test('an output that was not evaluated is cut into steps', () => {
    const { runs } = caseOf({ ...row, results: { content: '1. Fever.\n2. Cough.' } })
    expect(runs[0]?.steps.map(({ text }) => text)).toEqual(['Fever.', 'Cough.'])
    expect(runs[0]?.reviews).toEqual([])
  })
})

test('DiagnosisArena falls into its three stages', () => {
  const { draft, format } = caseOf({
    id: 3,
    'Case Information': prompt,
    'Physical Examination': 'Temperature 39 °C.',
    'Diagnostic Tests': 'CRP 80 mg/l.',
    'Final Diagnosis': 'Made-up fever',
    Options: '{"A": "Made-up fever", "B": "Gout"}',
    'Right Option': 'A',
  })
  expect(format).toBe('diagnosis-arena')
  expect(stagesOf(draft)).toEqual([
    ['history', `History:\n${prompt}`],
    ['exam', 'Examination:\nTemperature 39 °C.'],
    ['other', 'Diagnostic tests:\nCRP 80 mg/l.'],
  ])
  expect(draft).toMatchObject({
    goldDiagnosis: 'Made-up fever',
    expectedDifferential: ['Made-up fever', 'Gout'],
  })
})

describe('AgentClinic', () => {
  test('reveals the history, the examination and each kind of test', () => {
    const { draft, format } = caseOf({
      OSCE_Examination: {
        Objective_for_Doctor: 'Find out.',
        Patient_Actor: {
          Demographics: '40-year-old man',
          History: 'He coughs.',
          Symptoms: { Primary_Symptom: 'Cough', Secondary_Symptoms: ['Fever'] },
        },
        Physical_Examination_Findings: { Vital_Signs: { Temperature: '39 °C' } },
        Test_Results: {
          Chest_X_Ray: { Findings: 'Clear' },
          Blood_Tests: { CRP: '80 mg/l' },
          Biopsy: 'Not done',
        },
        Correct_Diagnosis: 'Made-up fever',
      },
    })
    expect(format).toBe('agentclinic')
    expect(stagesOf(draft)).toEqual([
      [
        'history',
        'History:\n40-year-old man\nHe coughs.\n- Symptoms:\n  - Primary symptom: Cough\n  - Secondary symptoms:\n    - Fever',
      ],
      ['exam', 'Examination:\n- Vital signs:\n  - Temperature: 39 °C'],
      ['labs', 'Laboratory tests:\n- Blood tests:\n  - CRP: 80 mg/l'],
      ['imaging', 'Imaging:\n- Chest X ray:\n  - Findings: Clear'],
      ['other', 'Further tests:\n- Biopsy: Not done'],
    ])
    expect(draft.extra).toEqual({ Objective_for_Doctor: 'Find out.' })
  })

  test('takes the right answer of the NEJM part', () => {
    const { draft } = caseOf({
      question: 'What is it?',
      patient_info: prompt,
      physical_exams: 'Rales.',
      answers: [
        { text: 'Gout', correct: false },
        { text: 'Made-up fever', correct: true },
      ],
    })
    expect(draft).toMatchObject({
      goldDiagnosis: 'Made-up fever',
      expectedDifferential: ['Gout', 'Made-up fever'],
    })
    expect(draft.presentation).not.toContain('What is it?')
  })
})

test.each([
  ['What is the most likely diagnosis?', 'Made-up fever', 'Made-up fever'],
  ['What is the next best step in management?', 'Made-up fever', null],
  ['What is the most likely diagnosis?', 'A', 'Made-up fever'],
])('MediQ: %j with the answer %j', (question, answer, gold) => {
  const { draft, key } = caseOf({
    id: 5,
    question,
    context: ['A baker coughs', 'He has a fever.'],
    options: { A: 'Made-up fever', B: 'Gout' },
    answer,
    facts: ['1. A baker.'],
  })
  expect(draft).toMatchObject({ presentation: 'A baker coughs. He has a fever.', goldDiagnosis: gold })
  expect(key).toBe('mediq/5')
})

test('a phenopacket tells what was found and what was not, and hides gene and disease', () => {
  const { draft } = caseOf({
    id: 'PMID_1_made_up',
    subject: { id: '1', sex: 'FEMALE', timeAtLastEncounter: { age: { iso8601duration: 'P8Y2M' } } },
    phenotypicFeatures: [
      {
        type: { id: 'HP:1', label: 'Blue nails' },
        severity: { label: 'Severe' },
        onset: { age: { iso8601duration: 'P1Y' } },
      },
      { type: { id: 'HP:2', label: 'Green hair' }, excluded: true },
    ],
    measurements: [
      { assay: { label: 'Haemoglobin' }, value: { quantity: { value: 9.5, unit: { label: 'g/dl' } } } },
    ],
    interpretations: [
      { diagnosis: { disease: { label: 'Blue nail disease' }, genomicInterpretations: [{ gene: 'BLU1' }] } },
    ],
  })
  expect(draft.presentation).toBe(
    'History:\nAn 8-year-old girl.\n\nFindings:\n- Blue nails (Severe, from the age of 1 year)\n\nLooked for and absent:\n- Green hair\n\nMeasurements:\n- Haemoglobin: 9.5 g/dl',
  )
  expect(draft.goldDiagnosis).toBe('Blue nail disease')
})

test('PRM800K ratings become grades, and null stays ungraded', () => {
  const { runs, draft } = caseOf({
    labeler: 'reader-1',
    question: {
      problem: 'What is 2 + 2, and why?',
      ground_truth_answer: '4',
      ground_truth_solution: '1. Count.',
      pre_generated_answer: '5',
    },
    label: {
      steps: [
        {
          completions: [
            { text: 'Wrong start.', rating: -1 },
            { text: 'Add them.', rating: 1 },
          ],
          human_completion: null,
          chosen_completion: 1,
        },
        { completions: [{ text: 'Hm.', rating: null }], human_completion: null, chosen_completion: 0 },
        {
          completions: [{ text: 'So 5.', rating: -1 }],
          human_completion: { text: 'So 4.', rating: null },
          chosen_completion: 0,
        },
      ],
      finish_reason: 'found_error',
    },
  })
  expect(draft).toMatchObject({ goldDiagnosis: '4', extra: { finish_reason: 'found_error' } })
  expect(runs[0]?.steps.map(({ text }) => text)).toEqual(['Add them.', 'Hm.', 'So 5.'])
  expect(runs[0]?.reviews).toMatchObject([
    { reviewer: 'reader-1', grades: { 0: { label: 'good' }, 2: { label: 'bad', rewrite: 'So 4.' } } },
  ])
  expect(runs[0]?.reviews[0]?.grades).not.toHaveProperty('1')
})

test('Label Studio annotations grade the steps they name', () => {
  const choice = (name: string, label: string) => ({
    id: 'x',
    from_name: name,
    to_name: 'text',
    type: 'choices',
    value: { choices: [label] },
  })
  const { runs, key } = caseOf({
    id: 12,
    data: { case_prompt: prompt, steps: ['Fever.', { text: 'Cough.' }, 'Flu.'], model: 'm' },
    annotations: [
      {
        id: 1,
        completed_by: { email: 'a@example.org' },
        result: [choice('step_1', 'Good'), choice('step_3', '-1')],
      },
      { id: 2, completed_by: 4, was_cancelled: true, result: [choice('step_1', 'Bad')] },
      { id: 3, completed_by: 5, result: [choice('step_9', 'Bad')] },
    ],
  })
  expect(key).toBe('label-studio/12')
  expect(runs[0]).toMatchObject({
    model: 'm',
    reviews: [{ reviewer: 'a@example.org', grades: { 0: { label: 'good' }, 2: { label: 'bad' } } }],
  })
  expect(runs[0]?.reviews).toHaveLength(1)
})

test('an Inspect log gives a case and a run a sample', () => {
  const sample = (id: string) => ({
    id,
    epoch: 1,
    input: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: prompt }] },
    ],
    choices: ['Gout', 'Made-up fever'],
    target: 'B',
    output: { model: 'org/m', completion: '1. Fever.\n2. Cough.\nAnswer: Made-up fever' },
    scores: { match: { value: 'C' } },
  })
  const [format, conversions] = convert({
    version: 2,
    eval: { model: 'org/m' },
    samples: [sample('one'), sample('two')],
  })
  expect(format).toBe('inspect')
  expect(conversions).toHaveLength(2)
  expect(conversions[0]).toMatchObject({
    key: 'inspect/one',
    draft: { presentation: prompt, goldDiagnosis: 'Made-up fever' },
    runs: [{ model: 'org/m', diagnosis: 'Made-up fever', steps: [{ text: 'Fever.' }, { text: 'Cough.' }] }],
  })
})

describe('FHIR', () => {
  const code = (text: string) => ({ text })
  const about = { reference: 'Patient/1' }
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      {
        fullUrl: 'urn:uuid:1',
        resource: {
          resourceType: 'Patient',
          id: '1',
          name: [{ family: 'Secretname' }],
          identifier: [{ value: '998877' }],
          gender: 'male',
          birthDate: '1980-06-01',
        },
      },
      {
        resource: {
          resourceType: 'Condition',
          subject: about,
          code: code('Hypertension'),
          onsetDateTime: '2010-01-01',
          clinicalStatus: { coding: [{ code: 'active' }] },
        },
      },
      {
        resource: {
          resourceType: 'Condition',
          subject: about,
          code: code('Made-up fever'),
          recordedDate: '2020-05-30',
          category: [{ coding: [{ code: 'encounter-diagnosis' }] }],
        },
      },
      {
        resource: {
          resourceType: 'AllergyIntolerance',
          patient: about,
          code: code('Penicillin'),
          reaction: [{ manifestation: [code('rash')] }],
        },
      },
      {
        resource: {
          resourceType: 'MedicationStatement',
          subject: about,
          status: 'active',
          medicationCodeableConcept: code('Amlodipine'),
          dosage: [{ text: '5 mg daily' }],
        },
      },
      {
        resource: {
          resourceType: 'Observation',
          subject: about,
          category: [{ coding: [{ code: 'vital-signs' }] }],
          code: code('Blood pressure'),
          effectiveDateTime: '2020-05-31',
          component: [{ code: code('systolic'), valueQuantity: { value: 120, unit: 'mmHg' } }],
        },
      },
      {
        resource: {
          resourceType: 'Observation',
          subject: about,
          category: [{ coding: [{ code: 'laboratory' }] }],
          code: code('CRP'),
          valueQuantity: { value: 80.12345, unit: 'mg/l' },
          interpretation: [{ coding: [{ code: 'H' }] }],
          referenceRange: [{ high: { value: 5 } }],
        },
      },
      {
        resource: {
          resourceType: 'DiagnosticReport',
          subject: about,
          category: [{ coding: [{ code: 'RAD' }] }],
          code: code('Chest X-ray'),
          conclusion: 'Clear\nlungs.',
        },
      },
    ],
  }

  test('a bundle is told as a ward would, without names, its answer kept back', () => {
    const { draft } = caseOf(bundle)
    expect(stagesOf(draft)).toEqual([
      [
        'history',
        'History:\nA 39-year-old man.\nConditions: Hypertension (since 2010).\nMedications: Amlodipine, 5 mg daily.\nAllergies: Penicillin (rash).',
      ],
      ['exam', 'Examination:\n- Blood pressure: systolic 120 mmHg (2020-05-31)'],
      ['labs', 'Laboratory tests:\n- CRP: 80.123 mg/l (H; reference up to 5)'],
      ['imaging', 'Imaging:\n- Chest X-ray: Clear lungs.'],
    ])
    expect(draft.goldDiagnosis).toBe('Made-up fever')
    expect(JSON.stringify(draft)).not.toMatch(/Secretname|998877/)
  })

  test('several patients are several cases, and none is a fault', () => {
    const second = [
      { resource: { resourceType: 'Patient', id: '2', gender: 'female' } },
      {
        resource: {
          resourceType: 'Observation',
          subject: { reference: 'Patient/2' },
          code: code('Mood'),
          valueString: 'cheerful',
        },
      },
    ]
    const [, conversions] = convert({ ...bundle, entry: [...bundle.entry, ...second] })
    expect(conversions).toHaveLength(2)
    expect(conversions[1]).toMatchObject({
      draft: { presentation: 'History:\nA woman.\n\nFurther findings:\n- Mood: cheerful' },
    })
    expect(convert({ resourceType: 'Bundle', entry: [] })[1]).toMatchObject([
      { kind: 'fault', field: 'entry' },
    ])
  })
})

test('a model’s outputs name the case they are about', () => {
  const [format, conversions] = convert({
    case_id: 'PMC0000001',
    model: 'm',
    content: '<step 1> Fever.\n<step 2> Cough.\n### Answer:\nGout.',
  })
  expect(format).toBe('model-outputs')
  expect(conversions).toMatchObject([
    {
      kind: 'runs',
      caseKey: 'PMC0000001',
      runs: [{ model: 'm', diagnosis: 'Gout', steps: [{ text: 'Fever.' }, { text: 'Cough.' }] }],
    },
  ])
  expect(convert({ case_id: 'PMC0000001', model: 'm', content: '' })[1]).toMatchObject([{ kind: 'fault' }])
})

test('Rounds’ own files are known', () => {
  expect(convert({ format: 'rounds-bundle', version: 1, cases: [], runs: [], reviews: [] })).toMatchObject([
    'rounds-bundle',
    [{ kind: 'records' }],
  ])
  expect(convert({ format: 'rounds-bundle', version: 99 })[1]).toMatchObject([
    { kind: 'fault', reason: expect.stringContaining('Update Rounds') },
  ])
  expect(convert({ format: 'rounds-run', version: 1 })[1]).toMatchObject([{ kind: 'fault', field: 'case' }])
})

test('what nobody knows is told as columns, nested ones by their path', () => {
  expect(
    recogniseDataset([
      { note: 'x'.repeat(300), inner: { text: 'a', empty: null } },
      { note: '', inner: { text: 'b' } },
    ]),
  ).toEqual({
    kind: 'unknown',
    columns: [
      { name: 'note', filled: 1, samples: [`${'x'.repeat(240)}…`] },
      { name: 'inner.text', filled: 2, samples: ['a', 'b'] },
      { name: 'inner.empty', filled: 0, samples: [] },
    ],
  })
})

test('no format throws for what is in a row', () => {
  const strange: Row[] = [
    {},
    { OSCE_Examination: 5 },
    { data: null },
    { generate_case: [] },
    { subject: [], phenotypicFeatures: [null, 5] },
    { label: { steps: [null, 7] }, question: { problem: 'x' } },
    { samples: [null, {}], eval: {} },
    { resourceType: 'Bundle', entry: [null, { resource: { resourceType: 'Patient', birthDate: 5 } }] },
    { context: [null], question: {} },
  ]
  for (const row of strange)
    for (const format of [
      'agentclinic',
      'mediq',
      'medr-bench',
      'prm800k',
      'phenopacket',
      'inspect',
      'label-studio',
      'fhir-bundle',
      'diagnosis-arena',
      'model-outputs',
      'case-rows',
      'rounds-bundle',
      'rounds-runs',
    ] as const)
      expect(convertRow(format, { row, rowNumber: 1, key: null }).every(({ kind }) => kind.length > 0)).toBe(
        true,
      )
})
