import { isObject } from '../../json-text'
import { failRow, recordKey, type Conversion, type Converter } from '../conversion'
import { draftCase, toConversion } from '../draft-case'
import { listAt, textAt, valueAt } from '../field-values'
import type { Row } from '../rows/row-read'
import { joinStages, type StageText } from '../staged-text'

export function isFhirBundle(row: Row): boolean {
  return row['resourceType'] === 'Bundle'
}

/**
 * A FHIR R4 bundle: one case a patient, told as a ward would tell it. Names, addresses and identifiers of the patient are
 * never taken over. The latest active encounter diagnosis is the gold diagnosis and stays out of the presentation; other
 * conditions are history. Resources of other kinds are left out.
 */
export const convertFhirBundle: Converter = (row, { rowNumber }) => {
  const entries = listAt(row, 'entry').filter(isObject)
  const resources = entries.map((entry) => entry['resource']).filter(isObject)
  const patients = entries.filter((entry) => textAt(entry, 'resource.resourceType') === 'Patient')
  if (patients.length === 0)
    return failRow('entry', 'The bundle holds no patient. Expected a Patient with the resources about them.')
  return patients.flatMap((entry): readonly Conversion[] => {
    const names = [textAt(entry, 'fullUrl'), `Patient/${textAt(entry, 'resource.id')}`]
    const own =
      patients.length === 1
        ? resources
        : resources.filter((resource) => {
            const about = textAt(resource, 'subject.reference') || textAt(resource, 'patient.reference')
            return names.some((name) => name !== '' && (about === name || about.endsWith(`/${name}`)))
          })
    return convertPatient(entry, own, rowNumber)
  })
}

function convertPatient(entry: Row, resources: readonly Row[], rowNumber: number): readonly Conversion[] {
  const patient = valueAt(entry, 'resource')
  const of = (...types: readonly string[]) =>
    resources.filter((resource) => types.includes(textAt(resource, 'resourceType')))
  const latest = resources.map(dateOf).sort().at(-1) ?? ''
  const conditions = of('Condition').filter(
    (condition) => !['refuted', 'entered-in-error'].includes(codeOf(condition, 'verificationStatus')),
  )
  const gold = findGold(conditions)
  const isInHistory = (condition: Row) =>
    condition !== gold && namesOf(condition) !== (gold ? namesOf(gold) : null)
  const observations = [...of('Observation')].sort((a, b) => dateOf(a).localeCompare(dateOf(b)))
  const inCategory = (pattern: RegExp) => observations.filter((item) => pattern.test(categoryOf(item)))
  const EXAM = /vital|exam/u
  const LABS = /laboratory|\blab\b/u
  const IMAGING = /imaging|radiology/u
  const SOCIAL = /social|survey/u
  const others = observations.filter(
    (item) => !/vital|exam|laboratory|\blab\b|imaging|radiology|social|survey/u.test(categoryOf(item)),
  )
  const reports = of('DiagnosticReport')
  const reportLines = (kind: 'imaging' | 'labs' | 'other') =>
    reports.filter((report) => reportKind(report) === kind).map(describeReport)
  const parts: StageText[] = [
    {
      kind: 'history',
      title: 'History',
      text: [
        describePatient(patient, latest),
        section('Conditions', conditions.filter(isInHistory).map(describeCondition)),
        section('Medications', of('MedicationStatement', 'MedicationRequest').map(describeMedication)),
        section('Allergies', of('AllergyIntolerance').map(describeAllergy)),
        section('Social history', inCategory(SOCIAL).map(describeObservation)),
      ]
        .filter((text) => text !== '')
        .join('\n'),
    },
    { kind: 'exam', title: 'Examination', text: list(inCategory(EXAM).map(describeObservation)) },
    {
      kind: 'labs',
      title: 'Laboratory tests',
      text: list([...inCategory(LABS).map(describeObservation), ...reportLines('labs')]),
    },
    {
      kind: 'imaging',
      title: 'Imaging',
      text: list([...inCategory(IMAGING).map(describeObservation), ...reportLines('imaging')]),
    },
    {
      kind: 'other',
      title: 'Further findings',
      text: list([...others.map(describeObservation), ...reportLines('other')]),
    },
  ]
  const { presentation, stages } = joinStages(parts)
  const fields = { case_prompt: presentation, stages, final_diagnosis: gold ? namesOf(gold) : '' }
  return toConversion(draftCase(fields, rowNumber), recordKey('fhir-bundle', valueAt(patient, 'id')))
}

const list = (items: readonly string[]) =>
  [...new Set(items)]
    .filter((text) => text !== '')
    .map((text) => `- ${text}`)
    .join('\n')

function section(title: string, items: readonly string[]): string {
  const kept = [...new Set(items)].filter((text) => text !== '')
  return kept.length === 0 ? '' : `${title}: ${kept.join('; ')}.`
}

/** What a concept is called: its own words before the code system's. */
function conceptOf(value: unknown): string {
  return textAt(value, 'text') || textAt(value, 'coding.0.display') || textAt(value, 'coding.0.code')
}

const namesOf = (resource: Row) => conceptOf(resource['code'])
const codeOf = (resource: Row, field: string) => textAt(resource, `${field}.coding.0.code`)

function categoryOf(resource: Row): string {
  const { category } = resource
  const concepts: readonly unknown[] = Array.isArray(category) ? category : [category]
  return concepts
    .map((concept) => `${textAt(concept, 'coding.0.code')} ${conceptOf(concept)}`)
    .join(' ')
    .toLowerCase()
}

function dateOf(resource: Row): string {
  const fields = [
    'effectiveDateTime',
    'effectivePeriod.start',
    'onsetDateTime',
    'recordedDate',
    'issued',
    'authoredOn',
    'dateAsserted',
  ]
  return fields.map((field) => textAt(resource, field)).find((text) => text !== '') ?? ''
}

function findGold(conditions: readonly Row[]): Row | null {
  const diagnoses = conditions.filter((condition) => {
    const status = codeOf(condition, 'clinicalStatus')
    return categoryOf(condition).includes('encounter-diagnosis') && (status === 'active' || status === '')
  })
  return [...diagnoses].sort((a, b) => dateOf(a).localeCompare(dateOf(b))).at(-1) ?? null
}

function describePatient(patient: unknown, latest: string): string {
  const years = yearsBetween(textAt(patient, 'birthDate'), textAt(patient, 'deceasedDateTime') || latest)
  const gender = textAt(patient, 'gender')
  const words =
    years !== null && years < 18
      ? ({ male: 'boy', female: 'girl' } as const)
      : ({ male: 'man', female: 'woman' } as const)
  const noun = gender === 'male' || gender === 'female' ? words[gender] : 'person'
  return years === null
    ? `A ${noun}.`
    : `${/^(?:8|11|18)/u.test(String(years)) ? 'An' : 'A'} ${years}-year-old ${noun}.`
}

/** Whole years between two ISO dates; null where either is missing. */
function yearsBetween(from: string, to: string): number | null {
  const [start, end] = [from, to].map((date) => /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/u.exec(date))
  if (!start || !end) return null
  const monthDay = (match: RegExpExecArray) => Number(match[2] ?? 1) * 100 + Number(match[3] ?? 1)
  const years = Number(end[1]) - Number(start[1]) - (monthDay(end) < monthDay(start) ? 1 : 0)
  return years >= 0 && years < 130 ? years : null
}

function describeCondition(condition: Row): string {
  const name = namesOf(condition)
  const since = textAt(condition, 'onsetDateTime').slice(0, 4) || textAt(condition, 'onsetString')
  const isOver = ['resolved', 'inactive', 'remission'].includes(codeOf(condition, 'clinicalStatus'))
  const details = [since === '' ? '' : `since ${since}`, isOver ? 'resolved' : ''].filter(
    (text) => text !== '',
  )
  return name === '' || details.length === 0 ? name : `${name} (${details.join(', ')})`
}

function describeMedication(medication: Row): string {
  const name =
    conceptOf(medication['medicationCodeableConcept']) || textAt(medication, 'medicationReference.display')
  const dose = textAt(medication, 'dosage.0.text') || textAt(medication, 'dosageInstruction.0.text')
  const isOver = ['stopped', 'completed', 'cancelled'].includes(textAt(medication, 'status'))
  if (name === '' || ['entered-in-error', 'not-taken'].includes(textAt(medication, 'status'))) return ''
  return `${name}${dose === '' ? '' : `, ${dose}`}${isOver ? ' (stopped)' : ''}`
}

function describeAllergy(allergy: Row): string {
  const reactions = listAt(allergy, 'reaction').flatMap((reaction) =>
    listAt(reaction, 'manifestation').map(conceptOf),
  )
  const name = namesOf(allergy)
  const known = reactions.filter((text) => text !== '')
  return name === '' || known.length === 0 ? name : `${name} (${known.join(', ')})`
}

function describeObservation(observation: Row): string {
  const name = namesOf(observation)
  const value = describeValue(observation)
  const components = listAt(observation, 'component').flatMap((component) => {
    const inner = isObject(component) ? describeValue(component) : ''
    return inner === '' ? [] : [`${conceptOf(valueAt(component, 'code'))} ${inner}`]
  })
  const words = [value, ...components].filter((text) => text !== '').join(', ')
  if (name === '' || words === '' || textAt(observation, 'status') === 'entered-in-error') return ''
  const flag = conceptOf(valueAt(observation, 'interpretation.0'))
  const range =
    textAt(observation, 'referenceRange.0.text') || describeRange(valueAt(observation, 'referenceRange.0'))
  const date = dateOf(observation).slice(0, 10)
  const details = [
    /^(?:N|normal)$/iu.test(flag) ? '' : flag,
    range === '' ? '' : `reference ${range}`,
    date,
  ].filter((text) => text !== '')
  return `${name}: ${words}${details.length === 0 ? '' : ` (${details.join('; ')})`}`
}

function describeValue(resource: Row): string {
  const quantity = textAt(resource, 'valueQuantity.value')
  if (quantity !== '') {
    const comparator = textAt(resource, 'valueQuantity.comparator')
    const number = Number(quantity)
    const shown = Number.isFinite(number) ? String(Math.round(number * 1000) / 1000) : quantity
    return `${comparator}${shown} ${textAt(resource, 'valueQuantity.unit')}`.trim()
  }
  return (
    conceptOf(resource['valueCodeableConcept']) ||
    ['valueString', 'valueInteger', 'valueBoolean', 'valueDateTime']
      .map((field) => textAt(resource, field))
      .find((text) => text !== '') ||
    ''
  )
}

function describeRange(range: unknown): string {
  const [low, high] = [textAt(range, 'low.value'), textAt(range, 'high.value')]
  if (low === '' && high === '') return ''
  return low === '' ? `up to ${high}` : high === '' ? `from ${low}` : `${low}–${high}`
}

function reportKind(report: Row): 'imaging' | 'labs' | 'other' {
  const words = `${categoryOf(report)} ${namesOf(report).toLowerCase()}`
  if (/\brad\b|radiolog|imaging|\bct\b|\bmri?\b|ultraso|x-ray/u.test(words)) return 'imaging'
  return /\blab\b|laborator|\bhm\b|\bch\b|\bmb\b|panel|hematolog|chemistr|microbiolog/u.test(words)
    ? 'labs'
    : 'other'
}

function describeReport(report: Row): string {
  const conclusion =
    textAt(report, 'conclusion') ||
    listAt(report, 'conclusionCode')
      .map(conceptOf)
      .filter((text) => text !== '')
      .join(', ')
  return conclusion === '' ? '' : `${namesOf(report) || 'Report'}: ${conclusion.replaceAll(/\s+/gu, ' ')}`
}
