import { loadTeachingCases } from '../src/features/library/teaching-cases/teaching-cases'
import { compilePack } from '../src/knowledge/extraction/compile-pack'
import { extractFindings } from '../src/knowledge/extraction/extract-findings'
import { summariseEvidence } from '../src/knowledge/extraction/summarise-evidence'
import { computePosterior } from '../src/knowledge/likelihood/posterior'
import { loadPack } from '../src/knowledge/pack/load-pack'
import { findDisease } from '../src/knowledge/pack/find-disease'

export interface CaseRank {
  readonly slug: string
  readonly gold: string
  /** From 1; null where the pack doesn't know the gold diagnosis. */
  readonly rank: number | null
  readonly likelihood: number | null
  readonly topThree: readonly string[]
}

const compiled = compilePack(loadPack())

/** Where the knowledge engine ranks a gold diagnosis on a text, among all diseases of the pack. */
export function rankGold(slug: string, text: string, gold: string): CaseRank {
  const { findings, age, sex } = extractFindings(text, compiled)
  const who = { ageYears: age?.years ?? null, sex: sex?.value ?? null }
  const { candidates } = computePosterior(compiled, summariseEvidence(findings), who)
  const disease = findDisease(compiled.pack, gold)
  const place = candidates.findIndex((candidate) => candidate.disease.id === disease?.id)
  return {
    slug,
    gold,
    rank: place < 0 ? null : place + 1,
    likelihood: candidates[place]?.probability ?? null,
    topThree: candidates.slice(0, 3).map((candidate) => candidate.disease.name),
  }
}

export interface RankedText {
  readonly slug: string
  readonly text: string
  readonly gold: string
}

/** The sixteen teaching cases as texts with their gold diagnoses. */
export function teachingTexts(): RankedText[] {
  return loadTeachingCases().map(({ slug, stages, goldDiagnosis }) => ({
    slug,
    text: stages.map(({ text }) => text).join('\n\n'),
    gold: goldDiagnosis,
  }))
}

/** The table `npm run rank-cases` prints. */
export function formatRanks(ranks: readonly CaseRank[]): string {
  const lines = ranks.map(({ slug, rank, likelihood, topThree }) => {
    const percent = likelihood === null ? '–' : `${(likelihood * 100).toFixed(1)} %`
    return `${slug.padEnd(32)} ${String(rank ?? '–').padStart(4)}  ${percent.padStart(7)}  ${topThree.join('; ')}`
  })
  const inTopFive = ranks.filter(({ rank }) => rank !== null && rank <= 5).length
  const first = ranks.filter(({ rank }) => rank === 1).length
  return [
    ...lines,
    `gold first: ${first} of ${ranks.length}; in the top five: ${inTopFive} of ${ranks.length}`,
  ].join('\n')
}
