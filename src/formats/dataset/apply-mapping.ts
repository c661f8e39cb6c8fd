import { STAGE_KINDS, type CaseStage, type StageKind } from '../../domain/case'
import { draftCase, omitFields, toConversion } from './draft-case'
import { draftRunFromSteps, draftRunFromText } from './draft-runs'
import { textAt, toLines, valueAt } from './field-values'
import { failRow, type Conversion } from './conversion'
import { joinStages } from './staged-text'
import type { OutputWay } from '../free-text/segment-output'
import type { Row } from './rows/row-read'

/** A column that the presentation is put together from. */
export interface MappedPart {
  /** A column's name, or the path of a nested one ("data.text"). */
  readonly field: string
  /** Null: its words go in as they are, without a title and a stage. */
  readonly stage: { readonly kind: StageKind; readonly title: string } | null
}

/** Which columns of an unknown table mean what; null where none does. Plain data, to be remembered by the table's columns. */
export interface Mapping {
  readonly presentation: readonly MappedPart[]
  readonly title: string | null
  readonly goldDiagnosis: string | null
  readonly referenceReasoning: string | null
  readonly specialty: string | null
  /** Names the record, so that a changed row is known as the same case. */
  readonly key: string | null
  /** A model's output about the case: text, or a list of steps. */
  readonly output: string | null
  readonly outputWay: OutputWay
  readonly model: string | null
}

export const EMPTY_MAPPING: Mapping = {
  presentation: [],
  title: null,
  goldDiagnosis: null,
  referenceReasoning: null,
  specialty: null,
  key: null,
  output: null,
  outputWay: 'auto',
  model: null,
}

/** Turns a row of an unknown table into a case. Columns that the mapping does not name stay with the case for export. */
export function applyMapping(row: Row, mapping: Mapping, rowNumber: number): readonly Conversion[] {
  if (mapping.presentation.length === 0) return failRow('', 'No column is chosen for the text of the case.')
  const read = (field: string | null) => (field === null ? '' : textAt(row, field))
  const parts = mapping.presentation.map(({ field, stage }) => ({
    stage,
    text: read(field) || toLines(valueAt(row, field)).join('\n'),
  }))
  const { presentation, stages } = joinParts(parts)
  const reasoning = mapping.referenceReasoning === null ? null : valueAt(row, mapping.referenceReasoning)
  const used = [
    ...mapping.presentation.map(({ field }) => field),
    mapping.title,
    mapping.goldDiagnosis,
    mapping.referenceReasoning,
    mapping.specialty,
    mapping.output,
  ]
  const kept = omitFields(
    row,
    used.filter((field) => field !== null),
  )
  const fields: Row = {
    // Under a prefix where a kept column's own name would mean something to Rounds.
    ...Object.fromEntries(
      Object.entries(kept).map(([name, value]) => [RESERVED.has(name) ? `original_${name}` : name, value]),
    ),
    case_prompt: presentation,
    ...(stages.length === 0 ? {} : { stages }),
    title: read(mapping.title),
    final_diagnosis: read(mapping.goldDiagnosis),
    ...(reasoning === null || reasoning === undefined ? {} : { diagnostic_reasoning: reasoning }),
    ...(read(mapping.specialty) === '' ? {} : { specialty: read(mapping.specialty) }),
  }
  const key = read(mapping.key)
  return toConversion(draftCase(fields, rowNumber), key === '' ? null : `mapped/${key}`, (draft) => {
    if (mapping.output === null) return []
    const output = valueAt(row, mapping.output)
    const model = read(mapping.model) || null
    if (Array.isArray(output)) {
      const texts = output
        .map((step) => textAt(step, 'text') || (typeof step === 'string' ? step.trim() : ''))
        .filter((text) => text !== '')
      return texts.length === 0 ? [] : [draftRunFromSteps(texts, draft.presentation, null, model)]
    }
    const text = read(mapping.output)
    return text === '' ? [] : [draftRunFromText(text, draft.presentation, mapping.outputWay, model)]
  })
}

const RESERVED = new Set([
  'case_prompt',
  'presentation',
  'case',
  'case_presentation',
  'case_summary',
  'final_diagnosis',
  'goldDiagnosis',
  'gold_diagnosis',
  'diagnosis',
  'referenceReasoning',
  'diagnostic_reasoning',
  'reference_reasoning',
  'title',
  'stages',
  'citation',
  'specialty',
  'isFictional',
  'expectedDifferential',
  'cantMiss',
  'teachingPoints',
])

function joinParts(parts: readonly { readonly stage: MappedPart['stage']; readonly text: string }[]): {
  readonly presentation: string
  readonly stages: readonly CaseStage[]
} {
  const filled = parts.filter(({ text }) => text !== '')
  const isPlain = filled.every(({ stage }) => stage === null)
  if (isPlain) return { presentation: filled.map(({ text }) => text).join('\n\n'), stages: [] }
  const opening = filled.findIndex(({ stage }) => stage !== null)
  const before = filled
    .slice(0, opening)
    .map(({ text }) => text)
    .join('\n\n')
  const staged = joinStages(
    filled.slice(opening).map(({ stage, text }) => ({
      kind: stage?.kind ?? 'other',
      title: stage?.title ?? 'Further findings',
      text,
    })),
  )
  if (before === '') return staged
  const shift = before.length + 2
  const first: CaseStage = {
    kind: STAGE_KINDS[0],
    title: 'Presentation',
    span: { start: 0, end: before.length },
  }
  const moved = staged.stages.map((stage) => ({
    ...stage,
    span: { start: stage.span.start + shift, end: stage.span.end + shift },
  }))
  return { presentation: `${before}\n\n${staged.presentation}`, stages: [first, ...moved] }
}
