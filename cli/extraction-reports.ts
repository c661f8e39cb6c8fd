import { type Span, spansOverlap } from '../src/domain/span'
import type { CompiledPack } from '../src/knowledge/extraction/compile-pack'
import { extractFindings } from '../src/knowledge/extraction/extract-findings'
import { type Score, scoreCounts } from './extraction-scores'

interface Annotation extends Span {
  readonly id: string
  readonly type: string
  readonly text: string
}

/** A published case report with the findings that experts marked in it. */
export interface AnnotatedReport {
  readonly text: string
  readonly annotations: readonly Annotation[]
  readonly relations: readonly {
    readonly type: string
    readonly nodes: readonly { readonly refid: string; readonly role: string }[]
  }[]
}

export interface ReportResult {
  readonly reports: number
  /** Marked findings, each place once, against findings read; sentences without a mark are not counted against reading. */
  readonly mentions: Score
  /** The same for marked findings whose own words, alone, the pack knows. */
  readonly knownMentions: Score
  /** "Denied" among the places that both marked. */
  readonly denied: Score
}

/** Modifiers that deny what they modify. "Normal" is left out: a normal electrocardiogram is one that is there. */
const DENYING = /^\s*(?:no|not|denied|without|absent|absence|negative|dismissed)\b/i
const SENTENCE_END = /[.;]\s|\n/

/** Parses the JSON lines of annotated reports. */
export function parseReports(jsonLines: string): AnnotatedReport[] {
  // Measured data of a known shape; a wrong one fails loudly below.
  return jsonLines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as AnnotatedReport)
}

/** Compares what is read in real reports with what experts marked there, by overlapping places. */
export function scoreReports(reports: readonly AnnotatedReport[], compiled: CompiledPack): ReportResult {
  const mentions = { hits: 0, read: 0, right: 0, marked: 0 }
  const known = { hits: 0, marked: 0 }
  const denied = { hits: 0, wrong: 0, missed: 0 }
  for (const report of reports) {
    const marked = uniqueMarks(report)
    const deniedIds = findDenied(report)
    const sentences = marked.map((mark) => sentenceAround(report.text, mark))
    const read = extractFindings(report.text, compiled).findings.filter(
      ({ span, experiencer }) =>
        experiencer === 'patient' && sentences.some((sentence) => spansOverlap(sentence, span)),
    )
    mentions.marked += marked.length
    mentions.read += read.length
    mentions.right += read.filter(({ span }) => marked.some((mark) => spansOverlap(mark, span))).length
    for (const mark of marked) {
      const over = read.filter(({ span }) => spansOverlap(mark, span))
      const isKnown = extractFindings(mark.text, compiled).findings.length > 0
      if (isKnown) known.marked++
      if (over.length === 0) continue
      mentions.hits++
      if (isKnown) known.hits++
      const isDenied = mark.ids.some((id) => deniedIds.has(id))
      const isReadDenied = over.every(({ polarity }) => polarity === 'absent')
      if (isDenied && isReadDenied) denied.hits++
      else if (isDenied) denied.missed++
      else if (isReadDenied) denied.wrong++
    }
  }
  const { hits, read, right, marked } = mentions
  return {
    reports: reports.length,
    mentions: withPrecision(hits, marked, right, read),
    knownMentions: withPrecision(known.hits, known.marked, right, read),
    denied: scoreCounts(denied.hits, denied.wrong, denied.missed),
  }
}

/** Recall over marks, precision over readings: one mark can be read as two findings. */
function withPrecision(hits: number, marked: number, right: number, read: number): Score {
  const precision = read === 0 ? null : right / read
  const recall = marked === 0 ? null : hits / marked
  const f1 =
    precision === null || recall === null || precision + recall === 0
      ? null
      : (2 * precision * recall) / (precision + recall)
  return { hits, wrong: read - right, missed: marked - hits, precision, recall, f1 }
}

/** Findings and conditions, one for each place; the corpus marks some places many times. */
function uniqueMarks({ annotations }: AnnotatedReport): (Annotation & { readonly ids: readonly string[] })[] {
  const byPlace = new Map<string, Annotation & { ids: string[] }>()
  for (const annotation of annotations) {
    if (annotation.type !== 'finding' && annotation.type !== 'condition') continue
    const place = `${annotation.start}-${annotation.end}`
    const known = byPlace.get(place)
    if (known) known.ids.push(annotation.id)
    else byPlace.set(place, { ...annotation, ids: [annotation.id] })
  }
  return [...byPlace.values()]
}

function findDenied({ annotations, relations }: AnnotatedReport): Set<string> {
  const denying = new Set(
    annotations.filter(({ type, text }) => type === 'modifier' && DENYING.test(text)).map(({ id }) => id),
  )
  return new Set(
    relations
      .filter(({ type, nodes }) => type === 'modifies' && nodes.some(({ refid }) => denying.has(refid)))
      .flatMap(({ nodes }) => nodes.map(({ refid }) => refid))
      .filter((id) => !denying.has(id)),
  )
}

function sentenceAround(text: string, { start, end }: Span): Span {
  let from = start
  while (from > 0 && !SENTENCE_END.test(text.slice(from - 1, from + 1))) from--
  let to = end
  while (to < text.length && !SENTENCE_END.test(text.slice(to, to + 2))) to++
  return { start: from, end: to }
}
