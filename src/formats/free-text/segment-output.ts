import { createQuoteLocator } from '../../domain/locate-quote'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { findQuotes } from './find-quotes'
import { guessStepKind } from './guess-step-kind'
import { segmentSteps, type Segment, type SegmentWay } from './segment-steps'

/** How a model's text is cut: one of the ways of `segmentSteps`, or at a mark that its maker put between steps, such as ' ки'. */
export type OutputWay = SegmentWay | { readonly marker: string }

/** Cuts a finished text into steps. Offsets are UTF-16 code units of `text`. */
export function segmentOutput(text: string, way: OutputWay = 'auto'): Segment[] {
  if (typeof way === 'string') return segmentSteps(text, way)
  if (way.marker === '') return segmentSteps(text, 'auto')
  const segments: Segment[] = []
  let from = 0
  while (from <= text.length) {
    const at = text.indexOf(way.marker, from)
    const to = at === -1 ? text.length : at
    const words = text.slice(from, to)
    const start = from + (words.length - words.trimStart().length)
    if (words.trim() !== '') segments.push({ text: words.trim(), start, end: start + words.trim().length })
    if (at === -1) break
    from = at + way.marker.length
  }
  return segments
}

/** A model's text taken apart. `reasoning` keeps its place: it is `text.slice(start, end)`. */
export interface OutputParts {
  readonly reasoning: string
  readonly start: number
  readonly end: number
  /** What stands under the last "Answer" heading, one line; null where the text has none. */
  readonly answer: string | null
}

const THINKING = /^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/iu
const REASONING_HEADING =
  /^[ \t]*(?:#{1,6}[ \t]*|\*\*)?(?:reasoning|resoning|analysis|thought process|chain of thought)(?:\*\*)?[ \t]*:?(?:\*\*)?[ \t]*$/imu
const ANSWER_HEADING =
  /^[ \t]*(?:#{1,6}[ \t]*|\*\*)?(?:(?:the )?final (?:answer|diagnosis)|(?:the )?most likely diagnosis|answer|diagnosis ready|diagnosis)(?:\*\*)?[ \t]*(?::(?:\*\*)?|$)/gimu

/**
 * Finds where a model reasons and what it answers: thinking in tags is left out where text follows it, as are a code
 * fence around the whole and a heading such as "### Reasoning:".
 */
export function splitOutput(text: string): OutputParts {
  let start = THINKING.exec(text)?.[0].length ?? 0
  if (text.slice(start).trim() === '') start = 0
  start += /^\s*```\w*[ \t]*\n/u.exec(text.slice(start))?.[0].length ?? 0
  let end = text.length
  end -= /\n?[ \t]*```\s*$/u.exec(text.slice(start))?.[0].length ?? 0

  const last = [...text.slice(start, end).matchAll(ANSWER_HEADING)].at(-1)
  let answer: string | null = null
  if (last) {
    const words = text.slice(start + last.index + last[0].length, end)
    answer = tidyAnswer(words)
    if (answer !== null) end = start + last.index
  }
  const heading = REASONING_HEADING.exec(text.slice(start, end))
  if (heading && text.slice(start, start + heading.index).trim() === '')
    start += heading.index + heading[0].length
  const words = text.slice(start, end)
  start += words.length - words.trimStart().length
  return { reasoning: words.trim(), start, end: start + words.trim().length, answer }
}

const MAX_ANSWER_LENGTH = 500

function tidyAnswer(words: string): string | null {
  const line = words
    .split('\n')
    .map((part) => part.replaceAll(/\*\*|`|\\boxed\{|\}/gu, '').trim())
    .find((part) => /\p{L}/u.test(part))
  const answer = line?.replace(/^[-*•]\s+/u, '').replace(/\.$/u, '')
  return answer === undefined || answer.length > MAX_ANSWER_LENGTH ? null : answer
}

/** Segments as steps of a run about a presentation: their kinds guessed, their quotations found in it. */
export function toStepDrafts(texts: readonly string[], presentation: string): ReasoningStepDraft[] {
  const locate = createQuoteLocator(presentation)
  return texts.map((text, index) => ({
    index,
    kind: guessStepKind(text, index === 0),
    text,
    quotes: findQuotes(text, locate),
    hypotheses: [],
  }))
}
