import { compilePack, type CompiledPack } from '../src/knowledge/extraction/compile-pack'
import { extractFindings } from '../src/knowledge/extraction/extract-findings'
import { prepareCase, rankCase } from '../src/knowledge/likelihood/rank-case'
import { loadPack } from '../src/knowledge/pack/load-pack'
import { createDiagnosisIndex } from '../src/knowledge/pack/match-diagnosis'
import { readTeachingCases } from './teaching-cases'

export interface RankedCase {
  readonly name: string
  readonly gold: string
  /** From 1; null where the pack doesn't know the gold diagnosis. */
  readonly rank: number | null
  readonly likelihood: number | null
  readonly top: readonly { readonly diagnosis: string; readonly likelihood: number }[]
  readonly findings: number
  readonly computeMs: number
}

/** Where the gold diagnosis of a presentation stands among all diseases of the pack. */
export function rankOneCase(
  compiled: CompiledPack,
  {
    name,
    gold,
    presentation,
  }: { readonly name: string; readonly gold: string; readonly presentation: string },
): RankedCase {
  const startedAt = performance.now()
  const extraction = extractFindings(presentation, compiled)
  const { candidates } = rankCase(compiled, prepareCase(compiled, presentation, extraction))
  const computeMs = performance.now() - startedAt
  const disease = createDiagnosisIndex(compiled.pack).findDisease(gold)
  const at = candidates.findIndex((candidate) => candidate.disease === disease)
  return {
    name,
    gold,
    rank: at === -1 ? null : at + 1,
    likelihood: candidates[at]?.probability ?? null,
    top: candidates
      .slice(0, 3)
      .map((candidate) => ({ diagnosis: candidate.disease.name, likelihood: candidate.probability })),
    findings: extraction.findings.length,
    computeMs,
  }
}

export function rankTeachingCases(): RankedCase[] {
  const compiled = compilePack(loadPack())
  return readTeachingCases().map((teaching) => rankOneCase(compiled, teaching))
}

/** A table for a terminal: case, gold, rank, likelihood, top three. */
export function formatRanking(cases: readonly RankedCase[]): string {
  const percent = (fraction: number | null) => (fraction === null ? '–' : `${(100 * fraction).toFixed(1)}%`)
  const rows = cases.map(({ name, gold, rank, likelihood, top, findings, computeMs }) => [
    name,
    gold,
    rank === null ? 'not in pack' : String(rank),
    percent(likelihood),
    `${findings}`,
    computeMs.toFixed(1),
    top.map((entry) => `${entry.diagnosis} ${percent(entry.likelihood)}`).join(' | '),
  ])
  const head = ['case', 'gold', 'rank', 'likelihood', 'findings', 'ms', 'top 3']
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const inTop = (limit: number) => cases.filter(({ rank }) => rank !== null && rank <= limit).length
  return [...lines, '', `gold first in ${inTop(1)}, in the top 5 in ${inTop(5)} of ${cases.length}`].join(
    '\n',
  )
}
