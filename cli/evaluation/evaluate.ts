import { type CompiledPack, compilePack } from '../../src/knowledge/extraction/compile-pack'
import { extractFindings } from '../../src/knowledge/extraction/extract-findings'
import { computePosterior, type Posterior } from '../../src/knowledge/likelihood/posterior'
import { prepareCase, rankCase } from '../../src/knowledge/likelihood/rank-case'
import { loadPack } from '../../src/knowledge/pack/load-pack'
import type { DiagnosisRelation } from '../../src/domain/diagnosis-relation'
import { createDiagnosisIndex } from '../../src/knowledge/pack/match-diagnosis'
import { type RelateDiagnoses, createRelation } from '../../src/knowledge/pack/relate-diagnoses'
import { computeTopKAccuracy } from '../../src/domain/evaluation/ranked-accuracy'
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
  readonly first: {
    readonly diagnosis: string
    readonly likelihood: number
    /** How it stands to the gold diagnosis. */
    readonly relation: DiagnosisRelation
  } | null
  readonly findings: number
  /** What the file says the case belongs to. */
  readonly specialty: string | null
}

export interface Evaluation extends SolverScore {
  readonly cases: number
  /** Share of cases whose gold diagnosis is in the pack. */
  readonly coverage: number | null
  readonly baselines: Readonly<Record<Baseline, SolverScore>>
  readonly perCase: readonly EvaluatedCase[]
  /** By what the file says the case belongs to, most cases first. */
  readonly perSpecialty: readonly SpecialtyScore[]
}

export interface SpecialtyScore {
  readonly specialty: string
  readonly cases: number
  readonly inPack: number
  /** Of those in the pack. */
  readonly top5: number | null
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
  const index = createDiagnosisIndex(compiled.pack)
  const relate = createRelation(compiled.pack, [], index)
  const solvers = createBaselines(compiled)
  return (rows) => {
    const solve = (solver: Solver): SolvedCase[] =>
      rows.map(({ id, gold, presentation }) => ({
        id,
        gold,
        disease: index.findDisease(gold),
        ranking: solver(presentation),
      }))
    const solved = solve((presentation) => rankByKnowledge(compiled, presentation))
    const known = solved.filter(({ disease }) => disease !== null).length
    const perCase = solved.map((each, at) => ({
      ...scoreCase(each),
      ...describe(each, rows[at], compiled, relate),
    }))
    return {
      cases: rows.length,
      coverage: rows.length === 0 ? null : known / rows.length,
      ...scoreSolver(solved),
      baselines: {
        bm25: scoreSolver(solve(solvers.bm25)),
        frequency: scoreSolver(solve(solvers.frequency)),
      },
      perCase,
      perSpecialty: scoreSpecialties(perCase),
    }
  }
}

function scoreSpecialties(cases: readonly EvaluatedCase[]): SpecialtyScore[] {
  const bySpecialty = new Map<string, EvaluatedCase[]>()
  for (const each of cases)
    if (each.specialty !== null)
      bySpecialty.set(each.specialty, [...(bySpecialty.get(each.specialty) ?? []), each])
  return [...bySpecialty]
    .map(([specialty, own]) => {
      const known = own.filter(({ inPack }) => inPack)
      const ranks = known.map(({ rank }) => rank)
      return {
        specialty,
        cases: own.length,
        inPack: known.length,
        top5: computeTopKAccuracy(ranks, 5),
      }
    })
    .sort((a, b) => b.cases - a.cases || (a.specialty < b.specialty ? -1 : 1))
}

function describe(
  { gold, ranking }: SolvedCase,
  row: EvaluationRow | undefined,
  compiled: CompiledPack,
  relate: RelateDiagnoses,
) {
  const [disease] = ranking.diseases
  const { findings } = extractFindings(row?.presentation ?? '', compiled)
  return {
    specialty: row?.specialty ?? null,
    first: disease
      ? {
          diagnosis: disease.name,
          likelihood: ranking.probabilities?.[0] ?? 0,
          relation: relate(disease.name, gold),
        }
      : null,
    findings: new Set(findings.map(({ conceptId }) => conceptId)).size,
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
