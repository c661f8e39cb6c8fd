import { type CompiledPack, compilePack } from '../../src/knowledge/extraction/compile-pack'
import { extractFindings } from '../../src/knowledge/extraction/extract-findings'
import { computePosterior, type Posterior } from '../../src/knowledge/likelihood/posterior'
import { prepareCase, rankCase } from '../../src/knowledge/likelihood/rank-case'
import { loadPack } from '../../src/knowledge/pack/load-pack'
import { createDiagnosisIndex } from '../../src/knowledge/pack/match-diagnosis'
import { createBm25Index, writeDiseaseDocuments } from './bm25'
import { type EvaluationRow, type RejectedRow, readRows } from './read-rows'
import {
  type CaseScore,
  type Ranking,
  type SolvedCase,
  type SolverScore,
  scoreCase,
  scoreSolver,
} from './score-solver'

export const BASELINES = ['bm25', 'frequency'] as const
type Baseline = (typeof BASELINES)[number]
type Solver = (presentation: string) => Ranking

export interface EvaluatedCase extends CaseScore {
  /** What the engine put first, and how likely. */
  readonly first: { readonly diagnosis: string; readonly likelihood: number } | null
  readonly findings: number
}

export interface Evaluation extends SolverScore {
  readonly cases: number
  /** Share of cases whose gold diagnosis is in the pack. */
  readonly coverage: number | null
  readonly baselines: Readonly<Record<Baseline, SolverScore>>
  readonly perCase: readonly EvaluatedCase[]
}

/** The head speaks of rows whose presentation doesn't hold the answer; the others are measured apart. */
export interface FileEvaluation extends Evaluation {
  readonly engine: 'knowledge'
  readonly diseases: number
  readonly answerInPrompt: Evaluation | null
  readonly rejected: readonly RejectedRow[]
}

/** Runs the engine and both baselines over a file's cases. */
export function evaluateFile(text: string): FileEvaluation {
  const { rows, rejected } = readRows(text)
  const compiled = compilePack(loadPack())
  const evaluate = createEvaluation(compiled)
  const leaking = rows.filter(({ hasAnswerInPrompt }) => hasAnswerInPrompt)
  return {
    engine: 'knowledge',
    diseases: compiled.pack.diseases.length,
    ...evaluate(rows.filter(({ hasAnswerInPrompt }) => !hasAnswerInPrompt)),
    answerInPrompt: leaking.length > 0 ? evaluate(leaking) : null,
    rejected,
  }
}

function createEvaluation(compiled: CompiledPack): (rows: readonly EvaluationRow[]) => Evaluation {
  const { findDisease } = createDiagnosisIndex(compiled.pack)
  const solvers = createBaselines(compiled)
  return (rows) => {
    const solve = (solver: Solver): SolvedCase[] =>
      rows.map(({ id, gold, presentation }) => ({
        id,
        gold,
        disease: findDisease(gold),
        ranking: solver(presentation),
      }))
    const solved = solve((presentation) => rankByKnowledge(compiled, presentation))
    const known = solved.filter(({ disease }) => disease !== null).length
    return {
      cases: rows.length,
      coverage: rows.length === 0 ? null : known / rows.length,
      ...scoreSolver(solved),
      baselines: {
        bm25: scoreSolver(solve(solvers.bm25)),
        frequency: scoreSolver(solve(solvers.frequency)),
      },
      perCase: solved.map((each, at) => ({ ...scoreCase(each), ...describe(each, rows[at], compiled) })),
    }
  }
}

function describe({ ranking }: SolvedCase, row: EvaluationRow | undefined, compiled: CompiledPack) {
  const [disease] = ranking.diseases
  return {
    first: disease ? { diagnosis: disease.name, likelihood: ranking.probabilities?.[0] ?? 0 } : null,
    findings: new Set(
      extractFindings(row?.presentation ?? '', compiled).findings.map(({ conceptId }) => conceptId),
    ).size,
  }
}

function rankByKnowledge(compiled: CompiledPack, presentation: string): Ranking {
  const startedAt = performance.now()
  const extraction = extractFindings(presentation, compiled)
  return asRanking(rankCase(compiled, prepareCase(compiled, presentation, extraction)), startedAt)
}

function asRanking({ candidates, noneOfThese }: Posterior, startedAt: number): Ranking {
  return {
    elapsedMs: performance.now() - startedAt,
    diseases: candidates.map(({ disease }) => disease),
    probabilities: [...candidates.map(({ probability }) => probability), noneOfThese],
  }
}

/** What words alone find, and what age, sex and incidence alone say. */
function createBaselines(compiled: CompiledPack): Readonly<Record<Baseline, Solver>> {
  const index = createBm25Index(writeDiseaseDocuments(compiled.pack))
  const byId = new Map(compiled.pack.diseases.map((disease) => [disease.id, disease]))
  return {
    bm25: (presentation) => {
      const startedAt = performance.now()
      const ranked = index.rank(presentation)
      const elapsedMs = performance.now() - startedAt
      return { diseases: ranked.flatMap((id) => byId.get(id) ?? []), probabilities: null, elapsedMs }
    },
    frequency: (presentation) => {
      const startedAt = performance.now()
      const { age, sex } = extractFindings(presentation, compiled)
      const who = { ageYears: age?.years ?? null, sex: sex?.value ?? null }
      return asRanking(computePosterior(compiled, [], who), startedAt)
    },
  }
}
