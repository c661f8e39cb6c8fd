import type { Evaluation, FileEvaluation } from './evaluate'
import type { SolverScore } from './score-solver'

const HEAD = ['', 'top-1', 'top-3', 'top-5', 'top-10', 'MRR', "can't-miss", 'Brier', 'ECE', 'median ms']

/** Tables for a terminal; below them the `worst` cases in the pack by rank. */
export function formatEvaluation(evaluation: FileEvaluation, worst: number): string {
  const { answerInPrompt, rejected, diseases, perCase, perSpecialty } = evaluation
  const lines = [`Engine: knowledge (${diseases} diseases)`, '', ...formatPart('Cases', evaluation)]
  if (answerInPrompt)
    lines.push('', ...formatPart('Apart: the diagnosis stands in the presentation', answerInPrompt))
  if (perSpecialty.length > 0)
    lines.push(
      '',
      ...formatTable(
        ['coverage by part', 'cases', 'in the pack', 'coverage', 'top-5 of those'],
        perSpecialty.map(({ specialty, cases, inPack, top5 }) => [
          specialty,
          String(cases),
          String(inPack),
          formatPercent(inPack / cases),
          formatPercent(top5),
        ]),
      ),
    )
  if (rejected.length > 0)
    lines.push('', `Left out: ${rejected.map(({ line, problem }) => `line ${line} (${problem})`).join(', ')}`)
  if (worst > 0) {
    lines.push('', `The ${worst} lowest ranks of a gold diagnosis that the pack knows`)
    const missed = perCase.filter(({ inPack }) => inPack).sort((a, b) => (b.rank ?? 0) - (a.rank ?? 0))
    for (const { id, gold, rank, first, findings } of missed.slice(0, worst))
      lines.push(
        `${String(rank).padStart(4)}  ${id}  ${gold} (${findings} findings; first: ${first?.diagnosis} ${formatPercent(first?.likelihood ?? null)}, ${first?.relation})`,
      )
  }
  return lines.join('\n')
}

function formatPart(title: string, evaluation: Evaluation): string[] {
  const { cases, coverage, baselines, cantMissCases } = evaluation
  const known = Math.round((coverage ?? 0) * cases)
  const solvers: [string, SolverScore][] = [
    ['knowledge', evaluation],
    ['BM25', baselines.bm25],
    ['frequency', baselines.frequency],
  ]
  const all = solvers.map(([name, score]) => [name, ...rankCells(score), ...otherCells(score)])
  const inPack = solvers.map(([name, { whereInPack }]) => [name, ...rankCells(whereInPack)])
  return [
    `${title}: ${cases}; coverage ${formatPercent(coverage)} (${known} in the pack, ${cantMissCases} of them can't-miss)`,
    ...formatTable(['of all', ...HEAD.slice(1)], all),
    ...formatTable(['of those in the pack', ...HEAD.slice(1, 6)], inPack),
  ]
}

function rankCells({ top1, top3, top5, top10, mrr }: SolverScore['whereInPack']): string[] {
  return [...[top1, top3, top5, top10].map(formatPercent), mrr === null ? '–' : mrr.toFixed(3)]
}

function otherCells({ cantMissRecall, brier, ece, medianMs }: SolverScore): string[] {
  const plain = (value: number | null, digits: number) => (value === null ? '–' : value.toFixed(digits))
  return [formatPercent(cantMissRecall), plain(brier, 3), plain(ece, 3), plain(medianMs, 1)]
}

const formatPercent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)}%`)

function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(column === 0 ? 20 : 6, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  )
}
