import { convertFhirBundle, isFhirBundle } from './converters/fhir-bundle'
import {
  convertInspect,
  convertLabelStudio,
  convertModelOutput,
  convertPrm800k,
  isInspect,
  isLabelStudio,
  isModelOutput,
  isPrm800k,
} from './converters/graded-outputs'
import { convertMedCaseReasoning, isMedCaseReasoning } from './converters/medcasereasoning'
import { convertMedRBench, isMedRBench } from './converters/medr-bench'
import { convertPhenopacket, isPhenopacket } from './converters/phenopacket'
import {
  convertCaseRow,
  convertRoundsBundle,
  convertRoundsRun,
  isCaseRow,
  isRoundsBundle,
  isRoundsRun,
} from './converters/rounds'
import {
  convertAgentClinic,
  convertDiagnosisArena,
  convertMediQ,
  isAgentClinic,
  isDiagnosisArena,
  isMediQ,
} from './converters/staged-datasets'
import {
  DATASET_FORMATS,
  type Conversion,
  type ConvertOptions,
  type Converter,
  type DatasetFormat,
} from './conversion'
import type { Row, RowValue } from './rows/row-read'

interface KnownFormat {
  readonly name: string
  readonly isLike: (row: Row) => boolean
  readonly convert: Converter
}

/** In the order in which they are asked: what says its own name first, what only shares a few columns last. */
const KNOWN: Readonly<Record<DatasetFormat, KnownFormat>> = {
  'rounds-bundle': { name: 'Rounds bundle', isLike: isRoundsBundle, convert: convertRoundsBundle },
  'rounds-runs': { name: 'Rounds runs', isLike: isRoundsRun, convert: convertRoundsRun },
  'fhir-bundle': { name: 'FHIR bundle', isLike: isFhirBundle, convert: convertFhirBundle },
  phenopacket: { name: 'GA4GH phenopackets', isLike: isPhenopacket, convert: convertPhenopacket },
  prm800k: { name: 'PRM800K', isLike: isPrm800k, convert: convertPrm800k },
  inspect: { name: 'Inspect log', isLike: isInspect, convert: convertInspect },
  'medr-bench': { name: 'MedR-Bench', isLike: isMedRBench, convert: convertMedRBench },
  agentclinic: { name: 'AgentClinic', isLike: isAgentClinic, convert: convertAgentClinic },
  'diagnosis-arena': { name: 'DiagnosisArena', isLike: isDiagnosisArena, convert: convertDiagnosisArena },
  mediq: { name: 'MediQ', isLike: isMediQ, convert: convertMediQ },
  'label-studio': { name: 'Label Studio tasks', isLike: isLabelStudio, convert: convertLabelStudio },
  medcasereasoning: {
    name: 'MedCaseReasoning',
    isLike: isMedCaseReasoning,
    convert: convertMedCaseReasoning,
  },
  'case-rows': { name: 'Cases, one a row', isLike: isCaseRow, convert: convertCaseRow },
  'model-outputs': { name: 'Model outputs', isLike: isModelOutput, convert: convertModelOutput },
}

export interface ColumnSample {
  readonly name: string
  /** How many of the rows seen hold something there. */
  readonly filled: number
  /** The first values that are not empty, shortened. */
  readonly samples: readonly string[]
}

export type Recognition =
  | { readonly kind: 'known'; readonly format: DatasetFormat; readonly name: string }
  /** What a mapping screen needs: the columns, nested ones by their path ("data.text"), and what stands in them. */
  | { readonly kind: 'unknown'; readonly columns: readonly ColumnSample[] }

/** As many rows as it takes to know a dataset. */
export const ROWS_TO_RECOGNISE = 20

/** What dataset the first rows of a file are from, by their columns and shape: the format that most of them are like. */
export function recogniseDataset(rows: readonly Row[]): Recognition {
  const formats = Object.keys(KNOWN).filter((name): name is DatasetFormat =>
    (DATASET_FORMATS as readonly string[]).includes(name),
  )
  for (const format of formats) {
    const like = rows.filter((row) => KNOWN[format].isLike(row)).length
    if (like > 0 && like * 2 >= rows.length) return { kind: 'known', format, name: KNOWN[format].name }
  }
  return { kind: 'unknown', columns: listColumns(rows) }
}

/** Turns one row into what it brings. Never throws for what is in the row. */
export function convertRow(
  format: DatasetFormat,
  { row, rowNumber, key }: Pick<RowValue, 'row' | 'rowNumber' | 'key'>,
  options: ConvertOptions = {},
): readonly Conversion[] {
  const { articleText = 'leave-out', outputWay = 'auto' } = options
  return KNOWN[format].convert(row, { rowNumber, key, articleText, outputWay })
}

const MAX_COLUMNS = 200
const MAX_SAMPLES = 3
const MAX_SAMPLE_LENGTH = 240

/** The columns of some rows, objects inside them followed down to three levels. */
export function listColumns(rows: readonly Row[]): ColumnSample[] {
  const columns = new Map<string, { filled: number; samples: string[] }>()
  const visit = (value: unknown, path: string, depth: number): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < 3) {
      for (const [name, inner] of Object.entries(value))
        visit(inner, path === '' ? name : `${path}.${name}`, depth + 1)
      return
    }
    const known = columns.get(path)
    if (!known && columns.size >= MAX_COLUMNS) return
    const column = known ?? { filled: 0, samples: [] }
    columns.set(path, column)
    const text =
      typeof value === 'string'
        ? value.trim()
        : value === null || value === undefined
          ? ''
          : (JSON.stringify(value) ?? '')
    if (text === '') return
    column.filled += 1
    if (column.samples.length < MAX_SAMPLES)
      column.samples.push(text.length > MAX_SAMPLE_LENGTH ? `${text.slice(0, MAX_SAMPLE_LENGTH)}…` : text)
  }
  for (const row of rows) visit(row, '', 0)
  return [...columns].map(([name, column]) => ({ name, ...column }))
}
