import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureGrowth } from '../../../scripts/time-growth'
import { sliceSpan } from '../span'
import { findIdentifiers } from './find-identifiers'
import type { IdentifierKind } from './identifier'
import { mapSpan, replaceIdentifiers } from './replace-identifiers'

const POSITIVES: readonly (readonly [string, readonly (readonly [IdentifierKind, string])[]])[] = [
  ['Mr Smith was admitted.', [['name', 'Smith']]],
  ["Mrs. O'Brien's daughter called", [['name', "O'Brien"]]],
  ['Ms Jean-Luc Müller-Lüdenscheidt', [['name', 'Jean-Luc Müller-Lüdenscheidt']]],
  ['seen by Dr van der Berg today', [['name', 'van der Berg']]],
  ['Prof. María de la Cruz advised', [['name', 'María de la Cruz']]],
  ['Miss J. K. Rowe was seen', [['name', 'J. K. Rowe']]],
  ['Dr. Al-Masri', [['name', 'Al-Masri']]],
  ['Mr SMITH ECG normal', [['name', 'SMITH']]],
  [
    'Herr Schröder, Frau Weiß',
    [
      ['name', 'Schröder'],
      ['name', 'Weiß'],
    ],
  ],
  ['Patient: John Smith\nAge: 54', [['name', 'John Smith']]],
  ['**Name:** Ann Lee', [['name', 'Ann Lee']]],
  ['Patient name: SMITH, John', [['name', 'SMITH, John']]],
  [
    'Surname: Okafor, first name: Ngozi',
    [
      ['name', 'Okafor'],
      ['name', 'Ngozi'],
    ],
  ],
  ['a man named Peter was found', [['name', 'Peter']]],
  ['the patient Maria Rossi reports', [['name', 'Maria Rossi']]],
  ['John Smith, a 45-year-old man, fell.', [['name', 'John Smith']]],
  ['John Smith is a 45 year old plumber.', [['name', 'John Smith']]],
  ['DOB 3/4/1961', [['date-of-birth', '3/4/1961']]],
  ['D.O.B.: 03.04.61', [['date-of-birth', '03.04.61']]],
  ['Date of birth: 1961-04-03', [['date-of-birth', '1961-04-03']]],
  ['born on 3 April 1961 in', [['date-of-birth', '3 April 1961']]],
  ['born on the 3rd of April, 1961', [['date-of-birth', '3rd of April, 1961']]],
  ['born April 3, 1961', [['date-of-birth', 'April 3, 1961']]],
  [
    'Frau Weiß, geb. 03.04.1961',
    [
      ['name', 'Weiß'],
      ['date-of-birth', '03.04.1961'],
    ],
  ],
  ['née le 3 avril 1961', [['date-of-birth', '3 avril 1961']]],
  ['MRN 0045821', [['record-number', '0045821']]],
  ['MRN: A-1234567', [['record-number', 'A-1234567']]],
  ['NHS number 943 476 5919', [['record-number', '943 476 5919']]],
  ['NHS No: 9434765919', [['record-number', '9434765919']]],
  ['Hospital number: RX1 23456', [['record-number', 'RX1 23456']]],
  ['medical record number #556677', [['record-number', '556677']]],
  ['Patient ID: 88231', [['record-number', '88231']]],
  ['SSN 123-45-6789', [['national-id', '123-45-6789']]],
  ['national insurance AB 12 34 56 C', [['national-id', 'AB 12 34 56 C']]],
  ['passport no. X1234567', [['national-id', 'X1234567']]],
  ['Tel: 020 7946 0958', [['phone', '020 7946 0958']]],
  ['phone (212) 555-0187', [['phone', '(212) 555-0187']]],
  ['call 212-555-0187 now', [['phone', '212-555-0187']]],
  ['+44 20 7946 0958', [['phone', '+44 20 7946 0958']]],
  ['reach her on +4915112345678.', [['phone', '+4915112345678']]],
  ['mobile 07700 900123', [['phone', '07700 900123']]],
  ['on 07700900123', [['phone', '07700900123']]],
  ['mail j.smith+ward@nhs.example.co.uk please', [['email', 'j.smith+ward@nhs.example.co.uk']]],
  ['lives at 12 High Street with', [['address', '12 High Street']]],
  [
    'Flat 3, 221B Baker Street, London NW1 6XE',
    [
      ['address', 'Flat 3, 221B Baker Street, London'],
      ['postcode', 'NW1 6XE'],
    ],
  ],
  [
    '742 Evergreen Terrace, Springfield, IL 62704',
    [
      ['address', '742 Evergreen Terrace, Springfield, IL'],
      ['postcode', '62704'],
    ],
  ],
  ['wohnt Lindenstraße 14a in', [['address', 'Lindenstraße 14a']]],
  ['12 rue de la Paix', [['address', '12 rue de la Paix']]],
  ['of Leeds, LS1 4AP.', [['postcode', 'LS1 4AP']]],
  ['ZIP 62704', [['postcode', '62704']]],
  ['Address: 5 The Old Mill\nExam: normal', [['address', '5 The Old Mill']]],
]

const NEGATIVES: readonly string[] = [
  'Crohn disease, Still disease, Graves disease and Hodgkin lymphoma',
  "Murphy's sign negative; Charcot's triad; Virchow node; Osler nodes",
  'MR imaging and MRI of the brain; MR angiography; MS was suspected; MRS showed a lactate peak',
  'DR chest film',
  'BP 120/80 mmHg, HR 98, RR 18, SpO2 98% on 2 L/min',
  'a 3/6 murmur at the apex',
  'T1 2024 and T2 2023 weighted sequences; T1 N0 M0',
  'platelets 150-400 x10^9/L, CRP 120 mg/L, creatinine 130–150 μmol/L',
  'sodium 135-145-150, ferritin 12000 ng/mL, BNP 35000 pg/mL',
  'platelets 245,000/µL, WBC 12 000 /mm3, troponin 0.012',
  'Start 500 mg 3 times daily, then 250-500-1000 mg',
  'admitted on 3/4/2021, discharged 12 April 2021',
  'born at 38 weeks by caesarean section; born preterm',
  'Patient: Male, 54 years',
  'Patient Health Questionnaire score 12',
  'Patient Information: 35-year-old woman.',
  'Case Report, a 45-year-old man',
  'Caucasian Male, 45 years old',
  'ST elevation in leads V1 to V4; St elevation',
  '3 Abdominal CT scans, 5 Chest X-rays',
  'Vitamin B12 3MG daily; vitamin B12 200 pg/mL; HbA1c 7.5%',
  'HLA-B27 positive; CD4 200; IL-6 12 pg/mL; chr7:55259515',
  'case no. 12 of the series; patient 3',
  'c.1199C>T (p.Ala400Val), NM_002335.4, PMID 12345678',
  'Drug name: Aspirin',
  'Dr. The patient was seen',
  'the doctor saw her; the professor agreed; miss a dose',
  'Mother: Breast Cancer. Father: Hypertension',
  'EBV DNA 1.2 × 10^5 copies/mL, 24-hour urine 3-4 g',
  'GCS 15 (E4 V5 M6), APGAR 7-8-9, gravida 2 para 2',
  'On 2021-03-05 at 14:30 she improved',
  'temperature 38.5 °C, pH 7.18, pCO2 1.7 kPa, lactate 4.5',
]

describe('what is found', () => {
  test.each(POSITIVES)('%j', (text, expected) => {
    const found = findIdentifiers(text)
    expect(found.map((match) => [match.kind, match.text])).toEqual(expected)
    for (const match of found) expect(sliceSpan(text, match.span)).toBe(match.text)
  })

  test.each(NEGATIVES)('nothing in %j', (text) => {
    expect(findIdentifiers(text)).toEqual([])
  })

  test('a full name is found again without its title, a surname alone is not: it may be an eponym', () => {
    const text = 'Mr John Graves has Graves disease. John Graves smokes.'
    expect(findIdentifiers(text).map((match) => match.span.start)).toEqual([3, 35])
  })
})

describe('placeholders', () => {
  const replace = (text: string) => replaceIdentifiers(text, findIdentifiers(text)).text

  test('a single name needs no number', () => {
    expect(replace('Mr John Smith fell. Mr Smith recalls it.')).toBe('Mr [name] fell. Mr [name] recalls it.')
  })

  test('people are counted, and each keeps their number', () => {
    expect(replace('Mr Smith came with Mrs Smith. Dr Jones saw Mr Smith.')).toBe(
      'Mr [name 1] came with Mrs [name 2]. Dr [name 3] saw Mr [name 1].',
    )
  })

  test('dates of birth and numbers', () => {
    expect(replace('DOB 3/4/1961, tel 020 7946 0958, MRN 123456')).toBe(
      'DOB [date of birth], tel [phone number], MRN [record number]',
    )
  })

  test('spans move with the text, and a border inside a name takes in the whole placeholder', () => {
    const text = 'Mr Smith: cough. Exam: clear.'
    const { text: replaced, map } = replaceIdentifiers(text, findIdentifiers(text))
    const exam = { start: text.indexOf('Exam'), end: text.length }
    expect(sliceSpan(replaced, mapSpan(map, exam))).toBe('Exam: clear.')
    expect(sliceSpan(replaced, mapSpan(map, { start: 5, end: 15 }))).toBe('[name]: cough')
    expect(sliceSpan(replaced, mapSpan(map, { start: 0, end: 6 }))).toBe('Mr [name]')
  })
})

test('matches are ordered, never overlap and quote the text exactly, whatever the text', () => {
  const words = fc.constantFrom(
    'Mr',
    'Smith',
    'DOB',
    '3/4/1961',
    '+44',
    '020',
    '7946',
    '0958',
    ',',
    '\n',
    'a@b.de',
    'Name:',
    '12',
    'High',
    'Street',
    'NW1',
    '6XE',
    'née',
    '😀',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 6 }))), (parts) => {
      const text = parts.join(' ')
      let end = 0
      for (const match of findIdentifiers(text)) {
        expect(match.span.start).toBeGreaterThanOrEqual(end)
        expect(sliceSpan(text, match.span)).toBe(match.text)
        end = match.span.end
      }
    }),
  )
})

test.each([
  ['one letter', 'a'],
  ['digits', '1'],
  ['digits and blanks', '12 '],
  ['capitals', 'Ab '],
  ['titles', 'Mr '],
  ['titles and names', 'Mr Aa Bb Cc '],
  ['labels', 'Name: '],
  ['dates', 'born on 3 '],
  ['address starts', '1 Ab '],
  ['mail locals', 'a.'],
  ['mail domains', 'a@b.'],
  ['plus signs', '+1 '],
  ['blanks', ' '],
  ['commas', ', '],
  ['postcodes', ', Ab NW1 6XE '],
  ['numbered addresses', '1 High Street '],
])('time grows with length, not its square: %s', (_name, unit) => {
  const fill = (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
  // Eight times the text: linear work takes about 8 times as long, quadratic work 64 times.
  expect(measureGrowth(findIdentifiers, fill(50_000), fill(400_000), 30)).toBeLessThan(30)
})
