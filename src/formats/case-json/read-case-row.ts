import type { CaseStage, ClinicalCase, ReferenceStatement } from '../../domain/case'
import { areStagesInside, caseSchema, stageSchema, statementSchema } from '../bundle/case-schema'
import { checkLength, startDraft, type CaseDraft } from '../case-draft'
import { proposeTitle } from '../case-text/propose-title'
import { splitStages } from '../case-text/split-stages'
import type { RowProblem } from '../import-outcome'
import { isObject, nameType } from '../json-text'
import { z } from '../schema'
import { citationOf, GOLD_FIELDS, PRESENTATION_FIELDS, REASONING_FIELDS, tidyDiagnosis } from './fields'
import { formatReasoning, parseReasoning } from './reasoning-text'

export type RowRead =
  | { readonly kind: 'ok'; readonly draft: CaseDraft }
  | { readonly kind: 'problem'; readonly problem: RowProblem }

type Row = Readonly<Record<string, unknown>>
type Fault = {
  readonly code: 'wrong-type'
  readonly path: string
  readonly found: string
  readonly expected: string
}

/**
 * Reads one case out of parsed JSON: a MedCaseReasoning row, one with the aliases of `fields.ts`, or a case as Rounds
 * keeps it. Fields without a name in Rounds go to `extra`, as does the original of a field that could not be written
 * back letter for letter. The diagnosis and the reasoning never enter the presentation.
 */
export function readCaseRow(value: unknown, file: string, line: number): RowRead {
  const at = { scope: 'row', file, line } as const
  if (!isObject(value))
    return { kind: 'problem', problem: { ...at, path: '', code: 'not-an-object', found: nameType(value) } }
  if (caseSchema.safeParse(value).success) return withLength(caseToDraft(value), 'presentation', at)
  const fault = (problem: Fault): RowRead => ({ kind: 'problem', problem: { ...at, ...problem } })

  const promptField = pickField(value, PRESENTATION_FIELDS)
  if (promptField === null)
    return {
      kind: 'problem',
      problem: {
        ...at,
        path: PRESENTATION_FIELDS[0],
        code: 'missing-field',
        expected: PRESENTATION_FIELDS.join(', '),
      },
    }
  const presentation = value[promptField]
  if (typeof presentation !== 'string') return fault(wrongType(promptField, presentation, 'text'))

  const goldField = pickField(value, GOLD_FIELDS)
  const gold = goldField === null ? null : value[goldField]
  if (goldField !== null && typeof gold !== 'string') return fault(wrongType(goldField, gold, 'text'))
  const goldDiagnosis = typeof gold === 'string' && gold.trim() !== '' ? tidyDiagnosis(gold) : null

  const reasoningField = pickField(value, REASONING_FIELDS)
  const reasoning = readReasoning(reasoningField, reasoningField === null ? null : value[reasoningField])
  if ('code' in reasoning) return fault(reasoning)

  const title = value['title'] ?? ''
  if (typeof title !== 'string') return fault(wrongType('title', title, 'text'))

  const used = new Set([promptField, goldField, reasoningField, 'title'])
  const rest: [string, unknown][] = Object.entries(value).filter(([key]) => !used.has(key))
  const ours = readOwnFields(value, presentation)
  const extra: [string, unknown][] = rest.filter(([key]) => !ours.used.has(key))
  // Kept where writing it again would not give the same letters.
  if (goldField !== null && typeof gold === 'string' && gold !== (goldDiagnosis ?? ''))
    extra.push([GOLD_FIELDS[0], gold])
  if (reasoning.original !== null) extra.push(['diagnostic_reasoning', reasoning.original])
  const kept = Object.fromEntries(extra)
  const draft: CaseDraft = {
    ...startDraft(
      presentation,
      ours.stages ?? splitStages(presentation),
      title.trim() === '' ? proposeTitle(presentation) : title,
    ),
    ...ours.fields,
    goldDiagnosis,
    referenceReasoning: reasoning.statements,
    citation: ours.citation === undefined ? citationOf(kept) : ours.citation,
    extra: kept,
  }
  return withLength(draft, promptField, at)
}

/** A case as Rounds keeps it, its fields checked already; what a later version added to it becomes extra. */
function caseToDraft(value: Row): CaseDraft {
  // Checked by `caseSchema` just before.
  const whole = value as unknown as ClinicalCase
  const {
    id: _id,
    revision: _revision,
    source: _source,
    createdAt: _created,
    updatedAt: _updated,
    ...rest
  } = whole
  const {
    title,
    presentation,
    stages,
    specialty,
    isFictional,
    goldDiagnosis,
    referenceReasoning,
    expectedDifferential,
    ...others
  } = rest
  const { cantMiss, teachingPoints, citation, extra, ...unknown } = others
  const known = {
    title,
    presentation,
    stages,
    specialty,
    isFictional,
    goldDiagnosis,
    referenceReasoning,
    expectedDifferential,
  }
  return { ...known, cantMiss, teachingPoints, citation, extra: { ...extra, ...unknown } }
}

function withLength(
  draft: CaseDraft,
  path: string,
  at: { scope: 'row'; file: string; line: number },
): RowRead {
  const problem = checkLength(draft.presentation)
  return problem ? { kind: 'problem', problem: { ...at, path, ...problem } } : { kind: 'ok', draft }
}

/** The first of the names that holds something; null counts as absent. */
function pickField(row: Row, names: readonly string[]): string | null {
  return (
    names.find((name) => Object.hasOwn(row, name) && row[name] !== null && row[name] !== undefined) ?? null
  )
}

function wrongType(path: string, value: unknown, expected: string): Fault {
  return { code: 'wrong-type', path, found: nameType(value), expected }
}

function readReasoning(
  field: string | null,
  value: unknown,
): { readonly statements: readonly ReferenceStatement[]; readonly original: string | null } | Fault {
  if (field === null) return { statements: [], original: null }
  if (typeof value === 'string') {
    const statements = parseReasoning(value)
    return { statements, original: formatReasoning(statements) === value ? null : value }
  }
  if (!Array.isArray(value)) return wrongType(field, value, 'numbered text, or a list of statements')
  const statements: ReferenceStatement[] = []
  for (const [index, item] of value.entries()) {
    const statement = typeof item === 'string' ? { text: item } : statementSchema.safeParse(item).data
    if (!statement) return wrongType(`${field}[${index}]`, item, 'text, or an object with "text"')
    const { text, quotation } = statement
    statements.push(quotation === undefined ? { text } : { text, quotation })
  }
  return { statements, original: null }
}

const textList = z.array(z.string())

interface OwnFields {
  readonly used: ReadonlySet<string>
  readonly stages: readonly CaseStage[] | null
  readonly citation: string | null | undefined
  readonly fields: Partial<
    Pick<CaseDraft, 'specialty' | 'isFictional' | 'expectedDifferential' | 'cantMiss' | 'teachingPoints'>
  >
}

/** Fields under Rounds' own names. Another tool may mean something else by the same word: such a field is kept as extra. */
function readOwnFields(row: Row, presentation: string): OwnFields {
  const used = new Set<string>()
  const take = <T>(name: string, schema: z.ZodMiniType<T>): T | undefined => {
    if (!Object.hasOwn(row, name)) return undefined
    const read = schema.safeParse(row[name])
    if (read.success) used.add(name)
    return read.success ? read.data : undefined
  }
  const stagesInside = z
    .array(stageSchema)
    .check(z.refine((stages) => areStagesInside(stages, presentation.length)))
  const stages = take('stages', stagesInside) ?? null
  const citation = take('citation', z.nullable(z.string()))
  const specialty = take('specialty', z.nullable(z.string()))
  const isFictional = take('isFictional', z.boolean())
  const expectedDifferential = take('expectedDifferential', textList)
  const cantMiss = take('cantMiss', textList)
  const teachingPoints = take('teachingPoints', textList)
  const fields = {
    ...(specialty === undefined ? {} : { specialty }),
    ...(isFictional === undefined ? {} : { isFictional }),
    ...(expectedDifferential === undefined ? {} : { expectedDifferential }),
    ...(cantMiss === undefined ? {} : { cantMiss }),
    ...(teachingPoints === undefined ? {} : { teachingPoints }),
  }
  return { used, stages, citation, fields }
}
