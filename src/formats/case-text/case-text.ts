import { startDraft, type CaseDraft } from '../case-draft'
import type { ImportNotice } from '../import-outcome'
import { findHeadings } from './find-headings'
import { proposeTitle } from './propose-title'
import { splitStages } from './split-stages'

/**
 * Reads a case from plain or Markdown text, as it was typed, pasted or kept in a file. `file` is its name, empty for
 * pasted text. The presentation stays untouched but for an explicit "Diagnosis:" section at its very end: that one
 * becomes the gold diagnosis, and a notice says what was taken out. Length is the caller's to check.
 */
export function parseCaseText(
  text: string,
  file: string,
): { readonly draft: CaseDraft; readonly notices: readonly ImportNotice[] } {
  const gold = findGold(text)
  const presentation = gold ? text.slice(0, gold.start).trimEnd() : text
  const draft: CaseDraft = {
    ...startDraft(presentation, splitStages(presentation), proposeTitle(presentation)),
    goldDiagnosis: gold?.diagnosis ?? null,
    citation: file === '' ? null : file,
  }
  const notices: ImportNotice[] = gold
    ? [
        {
          code: 'gold-taken-out',
          file,
          line: null,
          diagnosis: gold.diagnosis,
          removed: text.slice(gold.start),
        },
      ]
    : []
  return { draft, notices }
}

/** The case as Markdown: its presentation, and the gold diagnosis, if known, under a heading at the end. */
export function formatCaseText(draft: Pick<CaseDraft, 'presentation' | 'goldDiagnosis'>): string {
  const { presentation, goldDiagnosis } = draft
  return goldDiagnosis === null
    ? presentation
    : `${presentation.trimEnd()}\n\n## Final diagnosis\n\n${goldDiagnosis}\n`
}

const MAX_GOLD_LENGTH = 300

/** Only a last section that is short counts: a long one is a discussion, and something a person wrote stays theirs. */
function findGold(text: string): { diagnosis: string; start: number } | null {
  const last = findHeadings(text).findLast((heading) => heading.indent === 0 || heading.level !== null)
  if (last?.kind !== 'gold' || text.slice(0, last.start).trim() === '') return null
  const content = text.slice(last.contentStart).trim()
  if (content === '' || content.length > MAX_GOLD_LENGTH) return null
  const lines = content
    .split(/[\r\n]+/u)
    .map((line) => line.replace(/^[ \t]*(?:[-*•+]|\d{1,2}[.)])[ \t]+/u, ''))
  const diagnosis = lines
    .map((line) => line.replaceAll(/\*\*|__|`/gu, '').trim())
    .filter((line) => line !== '')
    .join('; ')
    .replace(/\.$/u, '')
  return /\p{L}/u.test(diagnosis) ? { diagnosis, start: last.start } : null
}
