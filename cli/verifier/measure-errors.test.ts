import { describe, expect, test } from 'vitest'
import { createSeededRandom } from '../../src/domain/resampling/seeded-random'
import { compilePack } from '../../src/knowledge/extraction/compile-pack'
import { loadPack } from '../../src/knowledge/pack/load-pack'
import {
  ageChanged,
  levelSwapped,
  negationDropped,
  numberChanged,
  sideSwapped,
  unitChanged,
} from './edit-text'
import { formatVerifierEvaluation } from './format-evaluation'
import { measureErrors } from './measure-errors'
import { MANNERS, halfOf, measureManner, parseLabelledTraces } from './measure-manner'
import { measureNotes, parseNotes } from './measure-notes'
import { parseRealCases } from './real-cases'

const compiled = compilePack(loadPack())
const CASES = [
  {
    id: 'made-up-1',
    case_prompt:
      '- **Patient Information:** 54-year-old man.\n- **History of Present Illness:** He has had fever and a dry cough for 10 days. He denies chest pain.\n' +
      '- **Physical Examination:** Temperature 38.9 °C. There is a left pleural effusion. No peripheral oedema was found.\n- **Ancillary Tests:** Haemoglobin 92 g/L. Elevated ferritin.',
    reference_steps: [
      'Fever and a dry cough for 10 days suggested an infection.',
      'The left pleural effusion pointed to the chest.',
    ],
  },
  {
    id: 'made-up-2',
    case_prompt:
      '- **Patient Information:** 31-year-old woman.\n- **History of Present Illness:** She has a headache and vomiting. Her mother had migraine.\n- **Physical Examination:** Neck stiffness and photophobia are present.',
    reference_steps: ['Neck stiffness raised suspicion of meningitis.'],
  },
]
const lines = CASES.map((row) => JSON.stringify(row)).join('\n')

describe('edits plant one error and no other', () => {
  const random = () => createSeededRandom(7)
  const told = CASES[0]?.case_prompt ?? ''
  test('negation', () =>
    expect(negationDropped('He denies chest pain.', told, random())).toBe('He reports chest pain.'))
  test('number', () => {
    const edited = numberChanged('Haemoglobin 92 g/L is low.', told, random())
    expect(edited).toMatch(/^Haemoglobin \d+ g\/L is low\.$/)
    expect(edited).not.toContain(' 92 ')
  })
  test('unit', () => expect(unitChanged('Fever for 10 days.', told, random())).toBe('Fever for 10 months.'))
  test('age', () => expect(ageChanged('A 54-year-old man.', told, random())).not.toContain('54'))
  test('side', () =>
    expect(sideSwapped('A left pleural effusion.', told, random())).toBe('A right pleural effusion.'))
  test('level', () => expect(levelSwapped('Elevated ferritin.', told, random())).toBe('reduced ferritin.'))
  test('nothing to edit', () => {
    expect(numberChanged('Fever is present.', told, random())).toBeNull()
    expect(sideSwapped('A left eye.', told, random())).toBeNull()
  })
})

test('planted errors and clean steps are counted, the same for one seed', () => {
  const measure = () => measureErrors(parseRealCases(lines), compiled, 3, () => 0)
  const result = measure()
  expect(measure()).toEqual(result)
  const planted = result.kinds.reduce((sum, kind) => sum + kind.planted, 0)
  expect(planted).toBeGreaterThan(10)
  for (const { planted: of, caught, flagged } of result.kinds) {
    expect(caught).toBeLessThanOrEqual(flagged)
    expect(flagged).toBeLessThanOrEqual(of)
  }
  expect(result.missed.length).toBe(planted - result.kinds.reduce((sum, { caught }) => sum + caught, 0))
  const all = result.clean.find(({ origin }) => origin === 'all')
  expect(all?.steps).toBeGreaterThan(6)
  expect(all?.firm).toBeLessThanOrEqual(all?.any ?? 0)
})

const TRACES = JSON.stringify({
  case_id: 'made-up-1',
  model: 'm',
  steps: [
    { text: 'The man has had fever and a dry cough for 10 days.', efficiency: 'Citation', factuality: null },
    {
      text: 'This suggests an infection of the lungs because of the fever.',
      efficiency: 'Reasoning',
      factuality: true,
    },
    {
      text: 'The man has had fever and a dry cough for 10 days.',
      efficiency: 'Repetition',
      factuality: null,
    },
  ],
})

test('hints are compared with labels', () => {
  const result = measureManner(parseLabelledTraces(TRACES), parseRealCases(lines), compiled)
  expect(result.agreements[0]).toMatchObject({ who: 'all', steps: 3, agreement: 1, kappa: 1 })
  expect(result.table.flat().reduce((sum, count) => sum + count, 0)).toBe(3)
  expect(result.table[MANNERS.indexOf('Repetition')]?.[MANNERS.indexOf('Repetition')]).toBe(1)
  expect(halfOf('made-up-1')).toBe(halfOf('made-up-1'))
})

const NOTES =
  'Text ID,Text,Sentences,Error Flag,Error Type,Error Sentence ID\n' +
  'a,x,"0 A man has chest pain.\n1 He has a fever.\n2 He has no chest pain.",1,diagnosis,2\n' +
  'b,x,"0 A man has chest pain.\n1 He has a fever.",0,,-1\n'

test('a note’s wrong sentence is held against the others', () => {
  const result = measureNotes(parseNotes(NOTES), compiled)
  expect(result.byType).toEqual([{ type: 'diagnosis', notes: 1, firm: 1, any: 1 }])
  expect(result.correct).toMatchObject({ notes: 1, any: 0 })
  const table = formatVerifierEvaluation({ seed: 1, errors: null, manner: null, notes: result }, 0)
  expect(table).toContain('diagnosis')
})
