import type { CaseStage, StageKind } from '../../domain/case'
import type { Span } from '../../domain/span'
import { findHeadings, type Heading } from './find-headings'
import { stageKindOf } from './section-labels'

const TITLES: Readonly<Record<StageKind, string>> = {
  history: 'History',
  exam: 'Examination',
  labs: 'Laboratory tests',
  imaging: 'Imaging',
  other: 'Further findings',
}

/**
 * Splits a presentation at its headings into stages, in order and without overlap. Neighbouring sections of one kind
 * become one stage ("Chief complaint" … "Family history" → History). Words before the first heading belong to the
 * history; a Markdown title above them stays outside, because titles may name the diagnosis. No headings, no stages.
 * Spans start with the heading and leave blanks at their end out.
 */
export function splitStages(presentation: string): CaseStage[] {
  const headings = findHeadings(presentation).filter((heading) => heading.kind !== 'gold')
  const title = findTitleHeading(presentation, headings)
  const borders = findBorders(headings.filter((heading) => heading !== title))
  if (borders.length === 0) return []

  const sections: { kind: StageKind; title: string; start: number }[] = []
  const opening = title ? title.contentStart : 0
  const first = borders[0]?.start ?? 0
  if (presentation.slice(opening, first).trim() !== '')
    sections.push({ kind: 'history', title: 'Presentation', start: opening })
  let pendingStart: number | null = null
  borders.forEach(({ kind, label, start, contentStart }, index) => {
    if (kind === 'gold') return
    const next = borders[index + 1]
    // A heading with no words of its own ("Case 1", "Ancillary tests") belongs to the section that follows it.
    if (next && presentation.slice(contentStart, next.start).trim() === '') {
      pendingStart ??= start
      return
    }
    sections.push({ kind, title: tidyLabel(label), start: pendingStart ?? start })
    pendingStart = null
  })

  const stages: CaseStage[] = []
  sections.forEach((section, index) => {
    const span = trimSpan(presentation, {
      start: section.start,
      end: sections[index + 1]?.start ?? presentation.length,
    })
    const last = stages.at(-1)
    if (last && last.kind === section.kind && section.kind !== 'other') {
      // The first part's own name would hide that others follow.
      stages[stages.length - 1] = {
        ...last,
        title: TITLES[last.kind],
        span: { start: last.span.start, end: span.end },
      }
    } else {
      stages.push({ kind: section.kind, title: section.title, span })
    }
  })
  return stages
}

/** The first line as a Markdown heading that names no section of a case; "Case 1" with a "Case 2" below is none. */
export function findTitleHeading(text: string, headings: readonly Heading[]): Heading | null {
  const first = headings[0]
  const isTitle = (heading: Heading) => heading.level !== null && stageKindOf(heading.label) === null
  if (!first || !isTitle(first) || text.slice(0, first.start).trim() !== '') return null
  const hasSibling = headings.some(
    (heading) =>
      heading !== first &&
      heading.kind !== 'gold' &&
      isTitle(heading) &&
      (heading.level ?? 0) <= (first.level ?? 0),
  )
  return hasSibling ? null : first
}

/** Top-level headings always split; indented ones only inside a group such as "Investigations". */
function findBorders(headings: readonly Heading[]): Heading[] {
  const open: Heading[] = []
  return headings.filter((heading) => {
    if (heading.level !== null || heading.indent === 0) {
      open.splice(0, open.length, heading)
      return true
    }
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= heading.indent) open.pop()
    const parent = open.at(-1)
    open.push(heading)
    return parent?.isGroup === true && heading.kind !== 'history'
  })
}

function tidyLabel(label: string): string {
  const plain = label.replaceAll(/[*_#`]/gu, '').trim()
  // "HISTORY" shouts; short capitals such as "CT" and "HPI" are how they are written.
  return plain.length > 5 && plain === plain.toUpperCase()
    ? plain.charAt(0) + plain.slice(1).toLowerCase()
    : plain
}

function trimSpan(text: string, span: Span): Span {
  const words = text.slice(span.start, span.end)
  return {
    start: span.start + (words.length - words.trimStart().length),
    end: span.start + words.trimEnd().length,
  }
}
