import { MARKER_REACH, matchMarker, type StepMarker } from './step-marker'

/**
 * How running text is cut into steps. `numbered`: at numbers, 'Step 2', headings and, where nothing is numbered, bullets.
 * `paragraphs`: at blank lines. `sentences`: at the ends of sentences too. `auto`: at markers, else at blank lines, and a step of
 * more than 700 characters at its next end of a sentence.
 */
export const SEGMENT_WAYS = ['auto', 'numbered', 'paragraphs', 'sentences'] as const
export type SegmentWay = (typeof SEGMENT_WAYS)[number]

/** One step of a text: its words without markers and emphasis, and where it stands, in UTF-16 offsets of the source. */
export interface Segment {
  readonly text: string
  readonly start: number
  readonly end: number
}

export type SegmentPart =
  | { readonly kind: 'start' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'end'; readonly segment: Segment }

/** Cuts a text that arrives in pieces, cut anywhere. Work per character is constant. */
export interface StepSegmenter {
  push(piece: string): SegmentPart[]
  end(): SegmentPart[]
}

const LONG_STEP = 700
/** A first line this short without the end of a sentence is the title of what follows. */
const LONGEST_TITLE = 60
const CLOSERS = /["'”’»)\]]/u
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|vs|cf|approx|ca|dr|mr|mrs|ms|prof|fig|no|etc|resp|bzw|z\.b|[a-z])\.$/iu

interface OpenSegment {
  readonly start: number
  readonly marker: StepMarker['kind'] | null
  text: string
  end: number
}

export function createStepSegmenter(way: SegmentWay = 'auto'): StepSegmenter {
  let parts: SegmentPart[] = []
  let position = 0
  /** Beginning of a line, until it is known whether it is a marker; null inside a line. */
  let lead: string | null = ''
  let segment: OpenSegment | null = null
  /** White space since the last character, not yet told: it may end up between two steps. */
  let space = ''
  /** A star that may be half of an emphasis mark. */
  let star = false
  /** Whether the last character ended a sentence; `wide`: no blank need follow, as after '。'. */
  let sentenceEnd: 'none' | 'narrow' | 'wide' = 'none'
  let numberIndent: number | null = null
  let pendingMarker: StepMarker['kind'] | null = null

  function close(): void {
    if (segment) {
      const { text, start, end } = segment
      parts.push({ kind: 'end', segment: { text, start, end } })
    }
    segment = null
    space = ''
    sentenceEnd = 'none'
  }

  function isTitle(open: OpenSegment): boolean {
    const isItem = open.marker === 'number' || open.marker === 'bullet'
    return !isItem && open.text.length <= LONGEST_TITLE && !open.text.includes('\n') && sentenceEnd === 'none'
  }

  function isMarkedSplit(marker: StepMarker): boolean {
    if (way === 'paragraphs') return false
    if (marker.kind === 'heading' || way === 'sentences') return true
    if (marker.kind === 'bullet') return numberIndent === null && marker.indent <= 3
    return numberIndent === null || marker.indent <= numberIndent + 1
  }

  function isSplitBefore(character: string, open: OpenSegment): boolean {
    const isNewSentence =
      sentenceEnd === 'wide' || (sentenceEnd === 'narrow' && space !== '' && /[^\p{Ll}]/u.test(character))
    if (way === 'sentences' && isNewSentence) return true
    if (way === 'auto' && isNewSentence && open.text.length >= LONG_STEP) return true
    const isAfterBlankLine = /\n[^\n]*\n/.test(space)
    const heedsParagraphs = way !== 'numbered' && !(way === 'auto' && numberIndent !== null)
    return heedsParagraphs && isAfterBlankLine && !isTitle(open)
  }

  function noteSentenceEnd(character: string, text: string): void {
    if (character === '。' || character === '！' || character === '？') sentenceEnd = 'wide'
    else if (character === '!' || character === '?') sentenceEnd = 'narrow'
    else if (character === '.') sentenceEnd = ABBREVIATION.test(text.slice(-12)) ? 'none' : 'narrow'
    else if (!CLOSERS.test(character)) sentenceEnd = 'none'
  }

  function append(character: string, at: number): void {
    if (segment && isSplitBefore(character, segment)) close()
    if (!segment) {
      segment = { start: at, marker: pendingMarker, text: '', end: at }
      parts.push({ kind: 'start' })
      space = ''
    }
    pendingMarker = null
    const added = space + character
    segment.text += added
    segment.end = at + 1
    space = ''
    const last = parts.at(-1)
    if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + added }
    else parts.push({ kind: 'text', text: added })
    noteSentenceEnd(character, segment.text)
  }

  /** A character inside a line. Two stars in a row are emphasis and left out. */
  function readInLine(character: string, at: number): void {
    if (character === '*') {
      if (star) star = false
      else star = true
      return
    }
    if (star) {
      star = false
      append('*', at - 1)
    }
    if (/\s/u.test(character)) space += character
    else append(character, at)
    if (character === '\n') lead = ''
  }

  function decideLine(): void {
    const line = lead ?? ''
    const start = position - line.length
    lead = null
    const marker = matchMarker(line)
    let from = 0
    if (marker && isMarkedSplit(marker)) {
      if (segment && !isTitle(segment)) close()
      if (marker.kind === 'number') numberIndent ??= marker.indent
      pendingMarker = marker.kind
      from = marker.length
    }
    for (let i = from; i < line.length; i++) readInLine(line.charAt(i), start + i)
  }

  function read(character: string): void {
    if (lead === null) {
      readInLine(character, position)
      position += 1
      return
    }
    lead += character
    position += 1
    if (character === '\n' && lead.trim() === '') {
      space += lead
      lead = ''
    } else if (character === '\n' || lead.length >= MARKER_REACH) decideLine()
  }

  function take(): SegmentPart[] {
    const taken = parts
    parts = []
    return taken
  }

  return {
    push(piece) {
      for (let i = 0; i < piece.length; i++) read(piece.charAt(i))
      return take()
    },
    end() {
      if (lead !== null) decideLine()
      if (star) append('*', position - 1)
      close()
      return take()
    },
  }
}

/** Cuts a finished text into steps. */
export function segmentSteps(text: string, way: SegmentWay = 'auto'): Segment[] {
  const segmenter = createStepSegmenter(way)
  return [...segmenter.push(text), ...segmenter.end()].flatMap((part) =>
    part.kind === 'end' ? [part.segment] : [],
  )
}
