import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sliceSpan } from '../../domain/span'
import { compilePack } from './compile-pack'
import { extractFindings } from './extract-findings'
import { FIXTURE_PACK } from './fixture-pack'
import { summariseEvidence } from './summarise-evidence'

const compiled = compilePack(FIXTURE_PACK)

/** "+fever" present, "-fever" absent; "?" uncertain, "r:" a relative's, "past:" and "hyp:" as they say. */
function read(text: string): string[] {
  return extractFindings(text, compiled).findings.map((finding) => {
    const owner = finding.experiencer === 'relative' ? 'r:' : ''
    const when =
      finding.temporality === 'past' ? 'past:' : finding.temporality === 'hypothetical' ? 'hyp:' : ''
    const sign = finding.isUncertain ? '?' : finding.polarity === 'present' ? '+' : '-'
    return `${owner}${when}${sign}${finding.conceptId}`
  })
}

describe('wordings', () => {
  test.each([
    ['He had Fever and a cough.', ['+fever', '+cough']],
    ['Recurrent rashes.', ['+rash']],
    ['chest-pain', ['+chest-pain']],
    ['diarrhea and dyspnea', ['+diarrhoea', '+dyspnoea']],
    ['a localized tumor', ['+tumour']],
    ['The JVP was raised.', ['+jvp']],
    ['her neck was supple', ['-neck-stiffness']],
    ['a shortness of the breath', ['+dyspnoea']],
    ['Feverfew tea for coughing', []],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('negation', () => {
  test.each([
    ['There was no fever, cough or dyspnoea.', ['-fever', '-cough', '-dyspnoea']],
    ['She denies chest pain, vomiting, and diarrhoea.', ['-chest-pain', '-vomiting', '-diarrhoea']],
    ['A rash without fever or vomiting.', ['+rash', '-fever', '-vomiting']],
    ['There was neither cough nor dyspnoea.', ['-cough', '-dyspnoea']],
    ['No evidence of rash.', ['-rash']],
    ['He was negative for fever.', ['-fever']],
    ['Fever was absent.', ['-fever']],
    ['Cough, fever and vomiting were absent.', ['-cough', '-fever', '-vomiting']],
    ['A murmur was not heard.', ['-murmur']],
    ['No fever but a cough.', ['-fever', '+cough']],
    ['No fever; cough for two days.', ['-fever', '+cough']],
    ['No fever. Cough for two days.', ['-fever', '+cough']],
    ['He had no fever, however a rash was seen.', ['-fever', '+rash']],
    ['There was no fever, and he had a rash.', ['-fever', '+rash']],
    ['Not only fever but also rash.', ['+fever', '+rash']],
    ['No improvement in the rash.', ['+rash']],
    ['The chest pain was not relieved by rest, with vomiting.', ['+chest-pain', '+vomiting']],
    ['The JVP was not raised, and the neck was supple.', ['-jvp', '-neck-stiffness']],
    ['She was not afebrile.', ['+fever']],
    ['Afebrile, neck supple.', ['-fever', '-neck-stiffness']],
    ['A lifelong non-smoker.', ['-smoking']],
    ['He has had no cough, nor any chest pain.', ['-cough', '-chest-pain']],
    ['She has not had a fever.', ['-fever']],
    ["He doesn't have a cough.", ['-cough']],
    ['Fever resolved without vomiting.', ['+fever', '-vomiting']],
    ['The absence of rash is notable.', ['-rash']],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('doubt, relatives, past and what is only feared', () => {
  test.each([
    ['Possible rash.', ['?rash']],
    ['Suspected asthma.', ['?asthma']],
    ['?asthma', ['?asthma']],
    ['A murmur was suspected.', ['?murmur']],
    ['His mother has asthma.', ['r:+asthma']],
    ['Family history of asthma.', ['r:+asthma']],
    ['His brother had a similar rash.', ['r:+rash']],
    ['His mother noticed a rash.', ['+rash']],
    ['Her sister has coeliac disease.', ['+family-history-coeliac']],
    ['Previous chest pain in childhood.', ['past:+chest-pain']],
    ['In 2010 he had a rash.', ['past:+rash']],
    ['He had a rash in 2010.', ['past:+rash']],
    ['Previous asthma.', ['+asthma']],
    ['A three-day history of fever.', ['+fever']],
    ['A previously well man with fever.', ['+fever']],
    ['CT was done to rule out a filling defect.', ['hyp:+pulmonary-embolism-finding']],
    ['Return if fever develops.', ['hyp:+fever']],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('values', () => {
  test.each([
    ['BP 92/54 mmHg', ['+hypotension'], 'systolic-bp', 92, 92],
    ['Blood pressure was 128/76.', ['-hypotension'], 'systolic-bp', 128, 128],
    ['Na 128 mmol/L', ['+hyponatraemia'], 'sodium', 128, 128],
    ['sodium of 140 mEq/L', ['-hyponatraemia', '-hypernatraemia'], 'sodium', 140, 140],
    ['haemoglobin was 84 g/L (115–165)', ['+anaemia'], 'haemoglobin', 84, 84],
    ['Hb 8.4 g/dL', ['+anaemia'], 'haemoglobin', 8.4, 84],
    ['Hemoglobin 8.4', ['+anaemia'], 'haemoglobin', 8.4, 84],
    ['temperature 102.2 °F', ['+fever'], 'temperature', 102.2, 39],
    ['temperature 101 F', ['+fever'], 'temperature', 101, 38.33],
    ['Her temperature was 36.8°C', ['-fever'], 'temperature', 36.8, 36.8],
    ['febrile at 39.1 °C', ['+fever'], 'temperature', 39.1, 39.1],
    ['white cell count 14.8 × 10⁹/L', ['+leucocytosis'], 'white-cell-count', 14.8, 14.8],
    ['WBC 14.8 x10^9/L', ['+leucocytosis'], 'white-cell-count', 14.8, 14.8],
    ['WBC 14,800/µL', ['+leucocytosis'], 'white-cell-count', 14800, 14.8],
    ['platelets 45 x 10^3/µL', ['+thrombocytopenia'], 'platelets', 45, 45],
    ['sodium at 09:00 was 128 mmol/L', ['+hyponatraemia'], 'sodium', 128, 128],
    ['pulse 124 beats per minute', ['+tachycardia'], 'heart-rate', 124, 124],
    ['glucose 180 mg/dL', [], 'glucose', 180, 9.99],
    ['creatinine 1.4 mg/dL', [], 'creatinine', 1.4, 123.76],
    ['CSF: white cells 1,200/µL', [], 'csf-white-cells', 1200, 1200],
  ])('%s', (text, expected, analyte, value, siValue) => {
    expect(read(text).sort()).toEqual([...expected].sort())
    const found = extractFindings(text, compiled).measurements.find(
      (measurement) => measurement.analyte === analyte,
    )
    expect(found?.value).toBe(value)
    expect(found?.siValue).toBeCloseTo(siValue, 1)
  })

  test.each([
    'urine sodium 20 mmol/L',
    'He took potassium for 5 days',
    'sodium was not measured in 2019',
    'lived at 128 Na Street',
  ])('no value of the blood in: %s', (text) =>
    expect(extractFindings(text, compiled).measurements).toEqual([]),
  )

  test('a reference range in the text goes before the table', () => {
    const flagOf = (text: string) => extractFindings(text, compiled).measurements[0]?.flag
    expect(flagOf('sodium 134 mmol/L')).toBe('low')
    expect(flagOf('sodium 134 mmol/L (133–146)')).toBe('normal')
  })

  test('ranges follow sex and age', () => {
    expect(read('A 30-year-old woman. Haemoglobin 122 g/L.')).toEqual(['-anaemia'])
    expect(read('A 30-year-old man. Haemoglobin 122 g/L.')).toEqual(['+anaemia'])
    expect(read('A 6-month-old boy. Pulse 140/min.')).toEqual(['-tachycardia'])
    expect(read('A 40-year-old man. Pulse 140/min.')).toEqual(['+tachycardia'])
  })
})

describe('age and sex', () => {
  test.each([
    ['A 54-year-old woman', 54, 'female'],
    ['A 7-week-old boy', 7 / 52, 'male'],
    ['An 18 month old girl', 1.5, 'female'],
    ['34F with cough', 34, 'female'],
    ['A man aged 61 years', 61, 'male'],
    ['a sixty-two-year-old gentleman', 62, 'male'],
    ['45 y/o M', 45, 'male'],
    ['a man in his fifties', 55, 'male'],
    ['He is 23 years old', 23, 'male'],
  ])('%s', (text, years, expected) => {
    const { age, sex } = extractFindings(text, compiled)
    expect(age?.years).toBeCloseTo(years, 1)
    expect(sex?.value).toBe(expected)
  })
})

test('one verdict per concept: present outranks absent, and doubt is no evidence', () => {
  const { findings } = extractFindings('Initially no fever. Later fever. Possible rash. No cough.', compiled)
  expect(summariseEvidence(findings).map(({ conceptId, polarity }) => [conceptId, polarity])).toEqual([
    ['fever', 'present'],
    ['cough', 'absent'],
  ])
})

test('the negating word stays outside the span', () => {
  const text = 'He had no fever and is a non-smoker.'
  expect(extractFindings(text, compiled).findings.map(({ span }) => sliceSpan(text, span))).toEqual([
    'fever',
    'smoker',
  ])
})

const PIECES = ['fever', 'no ', ' without', ', ', '. ', 'cough', 'BP 92/54', ' Na 1', '°', '38.5', 'mother has ', 'é', '\u0301', '\ud800', '👩‍⚕️', ';', '\n', '(', '/', ' or '] // prettier-ignore

test('any text gives findings whose spans lie in it', () => {
  const wild = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...PIECES)).map((list) => list.join('')),
  )
  fc.assert(
    fc.property(wild, (text) => {
      const { findings, measurements, age, sex } = extractFindings(text, compiled)
      for (const { span } of [...findings, ...measurements, ...(age ? [age] : []), ...(sex ? [sex] : [])]) {
        expect(span.start).toBeGreaterThanOrEqual(0)
        expect(span.end).toBeGreaterThan(span.start)
        expect(span.end).toBeLessThanOrEqual(text.length)
      }
    }),
  )
})
