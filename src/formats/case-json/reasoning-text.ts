import type { ReferenceStatement } from '../../domain/case'
import { splitReasoning } from './split-reasoning'

/**
 * Splits published reasoning into statements: a numbered list ("1. … was considered …—“quote”"), a Markdown list, or
 * else paragraphs, or lines where there is one paragraph. Nested bullets stay with their statement. A quotation at
 * the end of a statement is split off; markers and bold marks go.
 */
export function parseReasoning(text: string): ReferenceStatement[] {
  return splitReasoning(text).statements.map(({ text: words, quotation }) =>
    quotation === null ? { text: words } : { text: words, quotation },
  )
}

/** The statements as MedCaseReasoning writes them. */
export function formatReasoning(statements: readonly ReferenceStatement[]): string {
  return statements
    .map(
      ({ text, quotation }, index) =>
        `${index + 1}. ${text}${quotation === undefined ? '' : `—“${quotation}”`}`,
    )
    .join('  \n')
}
