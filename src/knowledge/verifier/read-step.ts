import type { Finding } from '../../domain/finding'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { type Span, spansOverlap } from '../../domain/span'
import type { CompiledPack } from '../extraction/compile-pack'
import { createAssertionReader } from '../extraction/assertion'
import { type Extraction, extractFindings } from '../extraction/extract-findings'
import { matchAnalytes, type AnalyteMention } from '../extraction/measurements'
import { findStarts } from '../extraction/sentences'
import { type Word, readWords, wordIndexAt } from '../extraction/words'

/** A step made ready for being compared with the case. Its spans are offsets into the step's text. */
export interface StepReading {
  readonly text: string
  readonly words: readonly Word[]
  /** Indexes of the words that begin a sentence. */
  readonly starts: ReadonlySet<number>
  readonly extraction: Extraction
  /** Where analytes are named, with a value or without. */
  readonly analytes: readonly AnalyteMention[]
  /** The words of the sentence that a place lies in. */
  readonly sentenceAt: (span: Span) => string
  /** Whether the word at an index is denied. */
  readonly isDenied: (at: number) => boolean
  /** Whether what stands at a place is said of this patient, as a fact: not of what one would expect, nor in a quotation. */
  readonly isStated: (span: Span) => boolean
  /** Whether the whole step tells of the patient: a question or a test to ask for tells nothing. */
  readonly isStatement: boolean
}

/** What one would expect, weighs or looks for is not stated of the patient. */
const GENERAL =
  /\b(?:would|could|should|if|expected|expect|typical(?:ly)?|usually|often|commonly|classic(?:ally)?|generally|sometimes|rarely|may|might|can|consider(?:s|ed|ing)?|considerations?|suspect(?:ed|ing)?|suspicion|concern(?:s|ing)? (?:for|about)|possibilit(?:y|ies)|possible|potential|differentials?|hypothes\w+|rule[sd]? out|ruling out|exclud(?:e|es|ed|ing)|exclusion|such as|look for|test for|check for|order|asks?|next|suggests? testing|separates?|known (?:to|for)|characteri[sz]ed by|unlike|whereas|e\.g\.|more common|hallmarks?|criteria|in (?:patients|people|adults|children|men|women|most|many|general))\b/i
/** Behind these words stand the facts that a conclusion rests on, whatever was weighed before them. */
const REASON =
  /\b(?:due to|because(?: of)?|given|based on|in view of|since|as evidenced by|supported by|owing to|on account of)\b/gi
const STATING_KINDS = new Set<ReasoningStepDraft['kind']>([
  'problem-representation',
  'finding',
  'support',
  'refute',
  'conclude',
])
const QUOTED = /["“][^"“”]*["”]/gu

/** Reads a step. */
export function readStep(step: ReasoningStepDraft, compiled: CompiledPack): StepReading {
  const { text, kind } = step
  const words = readWords(text)
  const starts = findStarts(text, words)
  const assertions = createAssertionReader(text, words, starts)
  const quoted = [...text.matchAll(QUOTED)].map(({ index, 0: all }) => ({
    start: index,
    end: index + all.length,
  }))
  const weighed = step.hypotheses.flatMap(({ diagnosis, likelihoodRatio }) =>
    likelihoodRatio === null ? [] : spansOfName(text, diagnosis),
  )
  const general = new Map<number, boolean>()
  const sentenceAround = (span: Span) => {
    let from = wordIndexAt(words, span.start)
    while (from > 0 && !starts.has(from)) from--
    let to = from + 1
    while (to < words.length && !starts.has(to)) to++
    const start = words[from]?.start ?? 0
    return { start, sentence: text.slice(start, words[to - 1]?.end) }
  }
  const isGeneral = (span: Span) => {
    const { start: sentenceStart, sentence } = sentenceAround(span)
    const reasons = [...sentence.matchAll(REASON)].map(({ index }) => sentenceStart + index)
    const part = reasons.findLast((at) => at <= span.start) ?? sentenceStart
    const known = general.get(part)
    if (known !== undefined) return known
    const end = reasons.find((at) => at > span.start) ?? sentenceStart + sentence.length
    const found = GENERAL.test(text.slice(part, end))
    general.set(part, found)
    return found
  }
  return {
    text,
    words,
    starts,
    extraction: extractFindings(text, compiled),
    analytes: matchAnalytes(text, words, starts),
    sentenceAt: (span) => sentenceAround(span).sentence,
    isDenied: (at) => assertions.readAssertion(at, at + 1).isNegated,
    isStatement: STATING_KINDS.has(kind),
    isStated: (span) =>
      !quoted.some(({ start, end }) => span.start >= start && span.end <= end) &&
      !weighed.some((name) => spansOverlap(name, span)) &&
      !isGeneral(span),
  }
}

/** Where a diagnosis stands whose odds the step moves: it is weighed there, not stated of the patient. */
function spansOfName(text: string, name: string): Span[] {
  const [within, wanted] = [text.toLowerCase(), name.toLowerCase()]
  const spans: Span[] = []
  if (wanted === '') return spans
  for (let at = within.indexOf(wanted); at !== -1; at = within.indexOf(wanted, at + wanted.length))
    spans.push({ start: at, end: at + wanted.length })
  return spans
}

/** What a step says of its finding, for a sentence to a person. */
export function nameOf({ label }: Pick<Finding, 'label'>): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
