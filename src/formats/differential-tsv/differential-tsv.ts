import type { Run } from '../../domain/run'

/** The columns of LIRICAL's table of results, with its spelling. */
const COLUMNS = [
  'rank',
  'diseaseName',
  'diseaseCurie',
  'pretestprob',
  'postestprob',
  'compositeLR',
  'entrezGeneId',
  'variants',
] as const

/**
 * A run's differential as LIRICAL writes one: rank from 1, post-test probability as a fraction, the composite likelihood
 * ratio as log10 of the product of the findings' factors. What the run doesn't know (prior, gene, variants) stays empty;
 * the composite does too where a factor is unknown. Null where the run ranked nothing.
 */
export function formatDifferentialTsv(run: Run): string | null {
  if (!run.differential) return null
  const lines = run.differential.entries.map((entry, index) => {
    const factors = [...entry.evidenceFor, ...entry.evidenceAgainst].map(
      ({ likelihoodRatio }) => likelihoodRatio,
    )
    return [
      String(index + 1),
      toCell(entry.diagnosis),
      entry.diseaseId === null ? '' : `ROUNDS:${toCell(entry.diseaseId)}`,
      '',
      String(entry.likelihood),
      formatComposite(factors),
      '',
      '',
    ].join('\t')
  })
  return [`! run: ${run.id}`, `! case: ${run.caseId}`, COLUMNS.join('\t'), ...lines, ''].join('\n')
}

function formatComposite(factors: readonly (number | null)[]): string {
  if (factors.length === 0 || factors.some((factor) => factor === null || !(factor > 0))) return ''
  return factors.reduce<number>((sum, factor) => sum + Math.log10(factor ?? 1), 0).toFixed(3)
}

/** Tabs and line breaks would move what follows into other columns. */
const toCell = (text: string) => text.replaceAll(/[\t\r\n]+/gu, ' ')
