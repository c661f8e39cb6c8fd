import type { CaseDraft } from '../case-draft'
import { splitStages } from '../case-text/split-stages'
import { hashPresentation } from '../content-hash'
import type { RowOutcome } from '../import-outcome'
import { readJson } from '../json-text'
import { draftNotices } from '../draft-notices'
import { citationOf, tidyDiagnosis } from './fields'
import { readCaseRow } from './read-case-row'
import { formatReasoning, parseReasoning } from './reasoning-text'

/** Judges rows one after the other; it remembers their words to tell duplicates within the file. */
export interface RowReader {
  /** One line of JSON Lines; null for a blank one. */
  readLine(text: string, line: number): RowOutcome | null
  /** One element of parsed JSON. */
  readValue(value: unknown, line: number): RowOutcome
}

export function createRowReader(file: string): RowReader {
  const seen = new Map<string, number>()
  const readValue = (value: unknown, line: number): RowOutcome => {
    const read = readCaseRow(value, file, line)
    if (read.kind === 'problem') return { kind: 'rejected', line, problem: read.problem }
    const hash = hashPresentation(read.draft.presentation)
    const firstLine = seen.get(hash)
    if (firstLine !== undefined) return { kind: 'duplicate', line, firstLine }
    seen.set(hash, line)
    return { kind: 'draft', line, draft: read.draft, notices: draftNotices(read.draft, file, line) }
  }
  return {
    readValue,
    readLine(text, line) {
      if (text.trim() === '') return null
      const read = readJson(text)
      if (read.kind === 'ok') return readValue(read.value, line)
      const { reason, column } = read.problem
      return {
        kind: 'rejected',
        line,
        problem: { scope: 'row', file, line, path: '', code: 'invalid-json', reason, column },
      }
    },
  }
}

/**
 * Reads cases from the lines of a JSON Lines file as they come, one outcome for each line that is not blank. Lines
 * count from 1. A bad line never stops the others.
 */
export async function* parseCaseJsonl(
  lines: AsyncIterable<string> | Iterable<string>,
  file = '',
): AsyncGenerator<RowOutcome, void, void> {
  const reader = createRowReader(file)
  let line = 0
  for await (const text of lines) {
    const outcome = reader.readLine(text, ++line)
    if (outcome) yield outcome
  }
}

/** Cases as JSON Lines in MedCaseReasoning's fields, with Rounds' own fields where they say more. */
export function formatCaseJsonl(drafts: Iterable<CaseDraft>): string {
  let text = ''
  for (const draft of drafts) text += `${JSON.stringify(toCaseRow(draft))}\n`
  return text
}

/** One case as an object that `readCaseRow` reads back to the same draft. */
export function toCaseRow(draft: CaseDraft): Readonly<Record<string, unknown>> {
  const { extra } = draft
  const originalGold = extra['final_diagnosis']
  const gold = draft.goldDiagnosis ?? ''
  const isSameGold = typeof originalGold === 'string' && tidyDiagnosis(originalGold) === gold
  return {
    ...extra,
    title: draft.title,
    case_prompt: draft.presentation,
    ...reasoningFields(draft),
    final_diagnosis: isSameGold ? originalGold : gold,
    ...(isSame(draft.stages, splitStages(draft.presentation)) ? {} : { stages: draft.stages }),
    ...(draft.citation === citationOf(extra) ? {} : { citation: draft.citation }),
    ...(draft.specialty === null ? {} : { specialty: draft.specialty }),
    ...(draft.isFictional ? { isFictional: true } : {}),
    ...(draft.expectedDifferential.length === 0 ? {} : { expectedDifferential: draft.expectedDifferential }),
    ...(draft.cantMiss.length === 0 ? {} : { cantMiss: draft.cantMiss }),
    ...(draft.teachingPoints.length === 0 ? {} : { teachingPoints: draft.teachingPoints }),
  }
}

/** As text where that reads back to the same statements, else as a list. */
function reasoningFields({ referenceReasoning, extra }: CaseDraft): Readonly<Record<string, unknown>> {
  const original = extra['diagnostic_reasoning']
  if (typeof original === 'string' && isSame(parseReasoning(original), referenceReasoning))
    return { diagnostic_reasoning: original }
  const formatted = formatReasoning(referenceReasoning)
  return isSame(parseReasoning(formatted), referenceReasoning)
    ? { diagnostic_reasoning: formatted }
    : { referenceReasoning }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
