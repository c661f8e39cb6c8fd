import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { EMPTY_MAPPING, type Mapping } from '../../formats/dataset/apply-mapping'
import type { ColumnSample } from '../../formats/dataset/recognise-dataset'

/** What a person said the columns of a table mean, by the table's columns: the next file of that kind is known. */
interface ColumnMappings {
  readonly byColumns: Readonly<Record<string, Mapping>>
}

const useColumnMappings = create<ColumnMappings>()(
  persist((): ColumnMappings => ({ byColumns: {} }), {
    name: 'rounds-column-mappings',
    merge: (kept, initial) => ({ byColumns: { ...initial.byColumns, ...readKept(kept) } }),
  }),
)

const MOST_MAPPINGS = 50

/** The mapping for a table: the one given last time, or a guess by the columns' names. */
export function proposeMapping(columns: readonly ColumnSample[]): {
  mapping: Mapping
  isRemembered: boolean
} {
  const known = useColumnMappings.getState().byColumns[nameTable(columns)]
  return known
    ? { mapping: known, isRemembered: true }
    : { mapping: guessMapping(columns), isRemembered: false }
}

export function rememberMapping(columns: readonly ColumnSample[], mapping: Mapping): void {
  const { [nameTable(columns)]: _replaced, ...others } = useColumnMappings.getState().byColumns
  const kept = Object.entries(others).slice(-(MOST_MAPPINGS - 1))
  useColumnMappings.setState({ byColumns: { ...Object.fromEntries(kept), [nameTable(columns)]: mapping } })
}

function nameTable(columns: readonly ColumnSample[]): string {
  return columns
    .map(({ name }) => name)
    .toSorted()
    .join('\n')
}

/** Chooses columns whose names say what they hold; the longest texts are the case where no name does. */
export function guessMapping(columns: readonly ColumnSample[]): Mapping {
  const find = (pattern: RegExp) => columns.find(({ name }) => pattern.test(name))?.name ?? null
  const longest = columns.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0]?.name
  const presentation =
    find(/\b(?:case|vignette|presentation|prompt|question|context|text|note|history)\b/i) ?? longest
  return {
    ...EMPTY_MAPPING,
    presentation: presentation === undefined ? [] : [{ field: presentation, stage: null }],
    title: find(/\b(?:title|heading|name)\b/i),
    goldDiagnosis: find(/diagnos|answer|target|label|gold/i),
    referenceReasoning: find(/reasoning|rationale|explanation/i),
    specialty: find(/special|department|category/i),
    key: find(/(?:^|[._ ])(?:id|pmcid|key|uid)$/i),
    output: find(/output|response|completion|generation/i),
    model: find(/^model|engine/i),
  }
}

const lengthOf = ({ samples }: ColumnSample) => Math.max(0, ...samples.map(({ length }) => length))

function readKept(kept: unknown): Record<string, Mapping> {
  if (typeof kept !== 'object' || kept === null || !('byColumns' in kept)) return {}
  const { byColumns } = kept
  if (typeof byColumns !== 'object' || byColumns === null) return {}
  const isMapping = (value: unknown): value is Mapping =>
    typeof value === 'object' &&
    value !== null &&
    'presentation' in value &&
    Array.isArray(value.presentation)
  return Object.fromEntries(
    Object.entries(byColumns).flatMap(([name, value]) =>
      isMapping(value) ? [[name, { ...EMPTY_MAPPING, ...value }]] : [],
    ),
  )
}
