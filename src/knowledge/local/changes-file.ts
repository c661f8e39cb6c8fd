import { FREQUENCY_CLASSES, type Disease } from '../pack/pack'
import type { LocalChange } from './local-change'

const FORMAT = 'rounds-local-knowledge'
const VERSION = 1

/** One change of a file that can't be taken. `place` counts from 1. */
export interface ChangeFault {
  readonly place: number
  readonly expected: string
}

export type ChangesRead =
  | { readonly kind: 'ok'; readonly changes: readonly LocalChange[]; readonly faults: readonly ChangeFault[] }
  | { readonly kind: 'problem'; readonly expected: string }

/** Local changes as a file that another Rounds can take in. */
export function formatChanges(changes: readonly LocalChange[]): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, changes }, null, 2)}\n`
}

/** Reads such a file. One bad change doesn't sink the others; whether a disease is fit to use is asked of the packs afterwards. */
export function parseChanges(text: string): ChangesRead {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    return { kind: 'problem', expected: `JSON (${error instanceof Error ? error.message : 'damaged'})` }
  }
  if (!isRecord(read) || read['format'] !== FORMAT || !Array.isArray(read['changes']))
    return { kind: 'problem', expected: `a file of the format ${FORMAT}` }
  if (typeof read['version'] !== 'number' || read['version'] > VERSION)
    return { kind: 'problem', expected: `version ${VERSION} of the format; a newer Rounds wrote this file` }
  const faults: ChangeFault[] = []
  const changes = read['changes'].flatMap((value: unknown, index) => {
    const expected = findLack(value)
    if (expected === null) return [value as LocalChange] // its shape was looked at field by field
    faults.push({ place: index + 1, expected })
    return []
  })
  return { kind: 'ok', changes, faults }
}

/** What is lacking in a value for it to be a change; null where nothing is. */
function findLack(value: unknown): string | null {
  if (!isRecord(value)) return 'an object'
  if (!isText(value['by'])) return '“by”, who made the change'
  if (typeof value['at'] !== 'number') return '“at”, when it was made'
  if (!isText(value['why'])) return '“why”, on what ground'
  if (value['kind'] === 'disease') return findLackOfDisease(value['disease'])
  if (value['kind'] !== 'frequency') return '“kind”: disease or frequency'
  if (!isText(value['diseaseId']) || !isText(value['findingId'])) return '“diseaseId” and “findingId”'
  const frequency = value['frequency']
  return frequency === null || isFrequency(frequency)
    ? null
    : `“frequency”: ${FREQUENCY_CLASSES.join(', ')} or null`
}

const TEXTS = ['id', 'name', 'specialty', 'icd10', 'incidence'] as const satisfies readonly (keyof Disease)[]
const TEXT_LISTS = [
  'synonyms',
  'parents',
  'redFlags',
  'nextTests',
] as const satisfies readonly (keyof Disease)[]

function findLackOfDisease(disease: unknown): string | null {
  if (!isRecord(disease)) return '“disease”'
  for (const name of TEXTS) if (typeof disease[name] !== 'string') return `“disease.${name}”, a text`
  for (const name of TEXT_LISTS)
    if (!isListOf(disease[name], isText)) return `“disease.${name}”, a list of texts`
  const { ages, findings, covers } = disease
  if (covers !== undefined && !isListOf(covers, isText)) return '“disease.covers”, a list of texts'
  if (!isRecord(ages) || !isAgePair(ages['usual'])) return '“disease.ages.usual”, two numbers'
  if (ages['hard'] !== undefined && !isAgePair(ages['hard'])) return '“disease.ages.hard”, two numbers'
  if (typeof disease['femaleFraction'] !== 'number') return '“disease.femaleFraction”, a number'
  if (typeof disease['isCantMiss'] !== 'boolean') return '“disease.isCantMiss”, true or false'
  if (!isRecord(findings) || !Object.values(findings).every(isFrequency))
    return '“disease.findings”, a frequency class for each finding'
  return null
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
const isText = (value: unknown) => typeof value === 'string' && value.trim() !== ''
const isFrequency = (value: unknown) => FREQUENCY_CLASSES.some((each) => each === value)
const isListOf = (value: unknown, is: (each: unknown) => boolean) => Array.isArray(value) && value.every(is)
const isAgePair = (value: unknown) => isListOf(value, (each) => typeof each === 'number') && (value as unknown[]).length === 2 // prettier-ignore
