import { sliceSpan } from '../src/domain/span'
import type { CompiledPack } from '../src/knowledge/extraction/compile-pack'
import { extractFindings, type Extraction } from '../src/knowledge/extraction/extract-findings'
import { type LabelledSentence, type LabelledSet, nameAssertion } from './extraction-labelled'

/** How often reading and labels agree. The three ratios are null where nothing was read or labelled. */
export interface Score {
  readonly hits: number
  readonly wrong: number
  readonly missed: number
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
}

export interface PhenomenonScore extends Score {
  readonly phenomenon: string
  readonly sentences: number
}

/** One sentence that was not read as labelled: what was read too much, and what was missed. */
export interface Disagreement {
  readonly phenomenon: string
  readonly text: string
  readonly wrong: readonly string[]
  readonly missed: readonly string[]
}

export interface LabelledResult {
  readonly phenomena: readonly PhenomenonScore[]
  readonly overall: PhenomenonScore
  readonly disagreements: readonly Disagreement[]
}

/** Precision, recall and F1 = 2PR/(P+R) from counts. */
export function scoreCounts(hits: number, wrong: number, missed: number): Score {
  const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole)
  return {
    hits,
    wrong,
    missed,
    precision: ratio(hits, hits + wrong),
    recall: ratio(hits, hits + missed),
    f1: ratio(2 * hits, 2 * hits + wrong + missed),
  }
}

/**
 * Reads every labelled sentence by itself. A finding is a hit only where concept, assertion, the words of its span, value,
 * side, duration and trend are all as labelled; age and sex count like one finding each.
 */
export function scoreLabelledSets(sets: readonly LabelledSet[], compiled: CompiledPack): LabelledResult {
  const disagreements: Disagreement[] = []
  const phenomena = sets.map(({ phenomenon, sentences }): PhenomenonScore => {
    const counts = { hits: 0, wrong: 0, missed: 0 }
    for (const sentence of sentences) {
      const labelled = describeLabels(sentence)
      const read = describeReading(sentence, extractFindings(sentence.text, compiled))
      const missed = takeAway(labelled, read)
      const wrong = takeAway(read, labelled)
      counts.hits += labelled.length - missed.length
      counts.wrong += wrong.length
      counts.missed += missed.length
      if (missed.length + wrong.length > 0)
        disagreements.push({ phenomenon, text: sentence.text, wrong, missed })
    }
    return {
      phenomenon,
      sentences: sentences.length,
      ...scoreCounts(counts.hits, counts.wrong, counts.missed),
    }
  })
  const sum = (pick: (score: PhenomenonScore) => number) =>
    phenomena.reduce((total, score) => total + pick(score), 0)
  const overall = {
    phenomenon: 'overall',
    sentences: sum(({ sentences }) => sentences),
    ...scoreCounts(
      sum(({ hits }) => hits),
      sum(({ wrong }) => wrong),
      sum(({ missed }) => missed),
    ),
  }
  return { phenomena, overall, disagreements }
}

function describeLabels({ findings, ageYears, sex }: LabelledSentence): string[] {
  return [
    ...findings.map((finding) =>
      describe(finding.concept, finding.assertion, finding.words, {
        value: finding.value,
        laterality: finding.laterality,
        days: finding.durationDays,
        trend: finding.trend,
      }),
    ),
    ...(ageYears === undefined ? [] : [`age ${round(ageYears)}`]),
    ...(sex === undefined ? [] : [`sex ${sex}`]),
  ]
}

/** Age and sex are scored only where the sentence is labelled with one of them: "his" in the others tells a sex by the way. */
function describeReading({ text, ageYears, sex }: LabelledSentence, extraction: Extraction): string[] {
  return [
    ...extraction.findings.map((finding) =>
      describe(finding.conceptId, nameAssertion(finding), sliceSpan(text, finding.span), {
        value: finding.value ?? undefined,
        laterality: finding.laterality,
        days: finding.durationDays,
        trend: finding.trend,
      }),
    ),
    ...(ageYears === undefined || !extraction.age ? [] : [`age ${round(extraction.age.years)}`]),
    ...(sex === undefined || !extraction.sex ? [] : [`sex ${extraction.sex.value}`]),
  ]
}

interface Details {
  readonly value: number | undefined
  readonly laterality: string | undefined
  readonly days: number | undefined
  readonly trend: string | undefined
}

function describe(concept: string, assertion: string, words: string, details: Details): string {
  const { value, laterality, days, trend } = details
  return [
    `${concept} ${assertion} “${words}”`,
    ...(value === undefined ? [] : [`= ${value}`]),
    ...(laterality === undefined ? [] : [laterality]),
    ...(days === undefined ? [] : [`for ${round(days)} d`]),
    ...(trend === undefined ? [] : [trend]),
  ].join(' ')
}

const round = (value: number) => Number(value.toPrecision(2))

/** `from` without one equal entry for each of `taken`. */
function takeAway(from: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken]
  return from.filter((entry) => {
    const at = left.indexOf(entry)
    if (at === -1) return true
    left.splice(at, 1)
    return false
  })
}
