import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findingStatus } from '../../domain/finding'
import { loadPack } from '../pack/load-pack'
import { compilePack } from './compile-pack'
import { extractFindings } from './extract-findings'

const compiled = compilePack(loadPack())
const read = (text: string) => extractFindings(text, compiled)
/** "cough: present", in the order of the text, for what is the patient's and of now. */
const states = (text: string) =>
  read(text)
    .findings.filter(({ experiencer, temporality }) => experiencer === 'patient' && temporality === 'current')
    .map((finding) => `${finding.conceptId}: ${findingStatus(finding)}`)

describe('negation', () => {
  test.each<[string, string[]]>([
    ['No fever, cough or haemoptysis.', ['fever: absent', 'cough: absent', 'haemoptysis: absent']],
    ['She denies vomiting but has photophobia.', ['vomiting: absent', 'photophobia: present']],
    ['No cough. He has haemoptysis.', ['cough: absent', 'haemoptysis: present']],
    ['He is afebrile.', ['fever: absent']],
    ['Haemoptysis was absent.', ['haemoptysis: absent']],
    ['A pericardial rub was not heard.', ['pericardial-rub: absent']],
    ['Not only cough but also haemoptysis.', ['cough: present', 'haemoptysis: present']],
    ['There is a small pericardial effusion, normal wall motion.', ['pericardial-effusion: present']],
    ['Without photophobia or vomiting.', ['photophobia: absent', 'vomiting: absent']],
  ])('%s', (text, expected) => expect(states(text)).toEqual(expected))
})

describe('uncertainty, relatives, past and hypothesis', () => {
  test('a possible finding is uncertain', () => {
    expect(states('Possible haemoptysis.')).toEqual(['haemoptysis: uncertain'])
  })
  test.each([
    ['His mother had seizures.', 'relative', 'current'],
    ['Family history of gout, jaundice and seizures.', 'relative', 'current'],
  ])('%s', (text, experiencer) => {
    expect(read(text).findings.every((finding) => finding.experiencer === experiencer)).toBe(true)
  })
  test('a previous finding is past, a history of days is not', () => {
    expect(read('Previous haemoptysis.').findings[0]?.temporality).toBe('past')
    expect(read('A three-day history of haemoptysis.').findings[0]?.temporality).toBe('current')
  })
  test('what is to be ruled out is hypothetical', () => {
    expect(read('CT was done to rule out pneumoperitoneum.').findings[0]?.temporality).toBe('hypothetical')
  })
})

describe('numbers and units', () => {
  test.each<[string, string]>([
    ['Temperature 38.9 °C', 'fever: present'],
    ['Temperature 102.4 °F', 'fever: present'],
    ['temperature was 36.6 °C', 'fever: absent'],
    ['BP 86/50 mmHg', 'hypotension: present'],
    ['heart rate 118/min', 'tachycardia: present'],
    ['Hb 84 g/L', 'severe-anaemia: present'],
    ['hemoglobin 8.4 g/dL', 'severe-anaemia: present'],
    ['platelets 14 × 10⁹/L', 'severe-thrombocytopenia: present'],
    ['Sodium 122 mmol/L', 'hyponatraemia: present'],
    ['calcium 12.1 mg/dL', 'hypercalcaemia: present'],
    ['CSF white cells 1,850/µL', 'csf-neutrophils: present'],
    ['SpO2 91 %', 'hypoxia: present'],
  ])('%s', (text, expected) => expect(states(text)).toContain(expected))

  test('blood pressure keeps its place and value', () => {
    const [measurement] = read('On arrival blood pressure 178/96 mmHg.').measurements
    expect(measurement).toMatchObject({ analyte: 'systolic-bp', value: 178 })
  })
})

describe('age and sex', () => {
  test.each<[string, number, 'female' | 'male']>([
    ['A 54-year-old woman', 54, 'female'],
    ['54 y/o man', 54, 'male'],
    ['A boy aged 7', 7, 'male'],
    ['An 8-month-old girl', 8 / 12, 'female'],
    ['A lady in her sixties', 65, 'female'],
  ])('%s', (text, years, sex) => {
    const extraction = read(text)
    expect(extraction.age?.years).toBeCloseTo(years, 6)
    expect(extraction.sex?.value).toBe(sex)
  })
})

test('British and American spelling find the same', () => {
  expect(states('dyspnea, hemoptysis and diarrhea')).toEqual(states('dyspnoea, haemoptysis and diarrhoea'))
})

test('any text is read without a throw, and every span lies in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (noise) => {
      const text = `${noise} no fever 38.5 °C, ${noise}`
      for (const { span } of read(text).findings) {
        expect(span.start).toBeGreaterThanOrEqual(0)
        expect(span.start).toBeLessThan(span.end)
        expect(span.end).toBeLessThanOrEqual(text.length)
      }
    }),
  )
})
