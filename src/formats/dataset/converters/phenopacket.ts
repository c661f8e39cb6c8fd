import type { StructuredFinding } from '../../../domain/phenotype-ontology'
import { isObject } from '../../json-text'
import { recordKey, type Converter } from '../conversion'
import { draftCase, omitFields, toConversion } from '../draft-case'
import { listAt, textAt, valueAt } from '../field-values'
import { joinStages } from '../staged-text'
import type { Row } from '../rows/row-read'

export function isPhenopacket(row: Row): boolean {
  return Array.isArray(row['phenotypicFeatures']) && ('subject' in row || 'metaData' in row)
}

/**
 * A GA4GH phenopacket (version 2): who it is, what was found, what was looked for and is absent, and measurements. Genes,
 * variants and diseases never enter the presentation, since they are the answer.
 */
export const convertPhenopacket: Converter = (row, { rowNumber }) => {
  const features = listAt(row, 'phenotypicFeatures')
  const named = (isExcluded: boolean) =>
    features
      .filter((feature) => (valueAt(feature, 'excluded') === true) === isExcluded)
      .map((feature) => describeFeature(feature))
      .filter((text) => text !== '')
      .join('\n')
  const { presentation, stages } = joinStages([
    { kind: 'history', title: 'History', text: describeSubject(row['subject']) },
    { kind: 'exam', title: 'Findings', text: named(false) },
    { kind: 'exam', title: 'Looked for and absent', text: named(true) },
    {
      kind: 'labs',
      title: 'Measurements',
      text: listAt(row, 'measurements')
        .map(describeMeasurement)
        .filter((text) => text !== '')
        .join('\n'),
    },
  ])
  const fields = {
    ...omitFields(row, ['id']),
    ...(row['id'] === undefined ? {} : { phenopacket_id: row['id'] }),
    case_prompt: presentation,
    stages,
    final_diagnosis: findDisease(row),
    title: '',
  }
  const read = draftCase(fields, rowNumber)
  const findings = features.flatMap((feature) => readFinding(feature) ?? [])
  return toConversion(
    read.kind === 'ok' && findings.length > 0 ? { ...read, draft: { ...read.draft, findings } } : read,
    recordKey('phenopacket', row['id']),
  )
}

/** A feature by its class; null where it has no id or no label. */
function readFinding(feature: unknown): StructuredFinding | null {
  const [termId, label] = [textAt(feature, 'type.id'), textAt(feature, 'type.label')]
  if (termId === '' || label === '') return null
  return { termId, label, isExcluded: valueAt(feature, 'excluded') === true }
}

function findDisease(row: Row): string {
  const interpreted = listAt(row, 'interpretations').map((item) => textAt(item, 'diagnosis.disease.label'))
  const listed = listAt(row, 'diseases')
    .filter((disease) => valueAt(disease, 'excluded') !== true)
    .map((disease) => textAt(disease, 'term.label'))
  return [...interpreted, ...listed].find((label) => label !== '') ?? ''
}

const SEXES: Readonly<Record<string, readonly [adult: string, child: string]>> = {
  MALE: ['man', 'boy'],
  FEMALE: ['woman', 'girl'],
}

function describeSubject(subject: unknown): string {
  const duration = textAt(subject, 'timeAtLastEncounter.age.iso8601duration')
  const age = readDuration(duration)
  const [adult, child] = SEXES[textAt(subject, 'sex')] ?? ['person', 'child']
  const noun = age === null || age.years >= 18 ? adult : child
  const who =
    age === null
      ? `A ${noun} of unknown age.`
      : `${/^(?:8|11|18)\b/u.test(age.words) ? 'An' : 'A'} ${age.words}-old ${noun}.`
  const status = textAt(subject, 'vitalStatus.status')
  return status === 'DECEASED' ? `${who} Has died since.` : who
}

/** "P3Y6M" as a number of years and in words; null where it is no duration. */
function readDuration(duration: string): { readonly years: number; readonly words: string } | null {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?$/u.exec(duration)
  if (!match) return null
  const [years, months, weeks, days] = [match[1], match[2], match[3], match[4]].map((part) =>
    Number(part ?? 0),
  )
  const units = [
    [years, 'year'],
    [months, 'month'],
    [weeks, 'week'],
    [days, 'day'],
  ] as const
  const [amount = 0, unit] = units.find(([count]) => (count ?? 0) > 0) ?? [0, 'day']
  return { years: years ?? 0, words: `${amount}-${unit}` }
}

function describeFeature(feature: unknown): string {
  const label = textAt(feature, 'type.label')
  if (label === '') return ''
  const modifiers = listAt(feature, 'modifiers').map((modifier) => textAt(modifier, 'label'))
  const onset =
    textAt(feature, 'onset.ontologyClass.label') ||
    describeOnset(textAt(feature, 'onset.age.iso8601duration'))
  const severity = textAt(feature, 'severity.label')
  const details = [severity, ...modifiers, onset].filter((text) => text !== '')
  return `- ${label}${details.length > 0 ? ` (${details.join(', ')})` : ''}`
}

function describeOnset(duration: string): string {
  const age = readDuration(duration)
  return age === null
    ? ''
    : `from the age of ${age.words.replace('-', ' ')}${age.words.startsWith('1-') ? '' : 's'}`
}

function describeMeasurement(measurement: unknown): string {
  const name = textAt(measurement, 'assay.label')
  const value = valueAt(measurement, 'value')
  if (name === '' || !isObject(value)) return ''
  const quantity = textAt(value, 'quantity.value')
  const unit = textAt(value, 'quantity.unit.label') || textAt(value, 'quantity.unit.id')
  const words = quantity === '' ? textAt(value, 'ontologyClass.label') : `${quantity} ${unit}`.trim()
  return words === '' ? '' : `- ${name}: ${words}`
}
