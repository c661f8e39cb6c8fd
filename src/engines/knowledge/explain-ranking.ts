import type { CaseAnswer } from '../../domain/case-answer'
import { MAX_ENTRIES } from '../../domain/differential'
import type { Finding } from '../../domain/finding'
import type { StructuredFinding } from '../../domain/phenotype-ontology'
import { findAnalyte } from '../../knowledge/extraction/analytes'
import type { CompiledPack } from '../../knowledge/extraction/compile-pack'
import { extractFindings } from '../../knowledge/extraction/extract-findings'
import { readCase } from '../../knowledge/extraction/read-case'
import type { Knowledge } from '../../knowledge/pack/combine-packs'
import { listCantMiss } from '../../knowledge/likelihood/cant-miss'
import { type Focus, type WhatIf, focusDiagnosis } from '../../knowledge/likelihood/focus-diagnosis'
import { findSecondDiagnosis, listUnexplained } from '../../knowledge/likelihood/leftover'
import { findNextQuestions } from '../../knowledge/likelihood/next-question'
import { type OddsRow, writeOddsTable } from '../../knowledge/likelihood/odds-table'
import { pickNextTest, wordsOfCase } from '../../knowledge/likelihood/pick-next-test'
import { type RankableCase, prepareCase, rankCase } from '../../knowledge/likelihood/rank-case'
import type { FindingConcept } from '../../knowledge/pack/pack'

/** A case with what the reader added to it. */
export interface RankingRequest {
  readonly presentation: string
  /** Recorded by class beside the words. */
  readonly findings?: readonly StructuredFinding[]
  readonly answers: readonly CaseAnswer[]
  /** Concept ids that a diagnosis has to explain. */
  readonly mustExplain: readonly string[]
}

type Named = Pick<FindingConcept, 'id' | 'label'>

export interface ExplainedEntry {
  readonly diagnosis: string
  readonly diseaseId: string
  readonly likelihood: number
  readonly isCantMiss: boolean
  readonly table: readonly OddsRow[]
  readonly unexplained: readonly string[]
}

export interface AskedQuestion extends Named {
  /** Whether it can be answered by a value. */
  readonly isMeasured: boolean
  readonly favours: string
  readonly over: string
  readonly bits: number
  readonly cost: number
}

/** A ranking with all its reasons, as plain data for the page. */
export interface ExplainedRanking {
  readonly packVersion: string
  readonly entries: readonly ExplainedEntry[]
  /** What is left behind the entries: diagnoses further down and those that the pack doesn't know. */
  readonly noneOfThese: number
  readonly totalOdds: number
  /** Findings that can be pinned. */
  readonly present: readonly Pick<Finding, 'conceptId' | 'label' | 'span'>[]
  readonly second: { readonly diagnosis: string; readonly explains: readonly string[] } | null
  readonly questions: readonly AskedQuestion[]
  readonly cantMiss: readonly {
    readonly diagnosis: string
    readonly diseaseId: string
    readonly likelihood: number
    readonly rank: number
    readonly settledBy: string | null
    readonly nextTest: string | null
  }[]
}

const QUESTIONS = 3

/** Ranks a case and gives the reasons: a table for each entry, what is unexplained, what to ask, what not to miss. */
export function explainRanking(knowledge: Knowledge, request: RankingRequest): ExplainedRanking {
  const { rankable, compiled } = prepare(knowledge, request)
  const posterior = rankCase(compiled, rankable)
  const { mentioned, wordFit } = rankable.context
  const listed = rankable.evidence.length === 0 ? [] : posterior.candidates.slice(0, MAX_ENTRIES)
  const caseWords = wordsOfCase(request.presentation)
  const second = findSecondDiagnosis(compiled, rankable, posterior)
  return {
    packVersion: knowledge.version,
    entries: listed.map((candidate) => ({
      diagnosis: candidate.disease.name,
      diseaseId: candidate.disease.id,
      likelihood: candidate.probability,
      isCantMiss: candidate.disease.isCantMiss,
      table: writeOddsTable(candidate, wordFit),
      unexplained: listUnexplained(compiled, rankable, candidate.disease).map(({ label }) => label),
    })),
    noneOfThese: 1 - listed.reduce((sum, { probability }) => sum + probability, 0),
    totalOdds: posterior.totalOdds,
    present: rankable.evidence
      .filter(({ polarity }) => polarity === 'present')
      .map(({ conceptId, label, span }) => ({ conceptId, label, span })),
    second: second && {
      diagnosis: second.disease.name,
      explains: second.explains.map(({ label }) => label),
    },
    questions:
      listed.length === 0
        ? []
        : findNextQuestions(compiled, posterior, mentioned, QUESTIONS).map(
            ({ concept, favours, over, bits, cost }) => ({
              id: concept.id,
              label: concept.label,
              isMeasured: concept.measure !== undefined,
              favours: favours.name,
              over: over.name,
              bits,
              cost,
            }),
          ),
    cantMiss:
      listed.length === 0
        ? []
        : listCantMiss(compiled, posterior, mentioned).map(({ candidate, rank, settledBy }) => ({
            diagnosis: candidate.disease.name,
            diseaseId: candidate.disease.id,
            likelihood: candidate.probability,
            rank,
            settledBy: settledBy?.label ?? null,
            nextTest: pickNextTest(candidate.disease, caseWords),
          })),
  }
}

export interface ExplainedMove extends Named {
  readonly polarity: WhatIf['polarity']
  readonly likelihoodRatio: number
  readonly likelihood: number
  readonly newLeader: string | null
}

/** What speaks for and against one diagnosis that nobody looked for yet. */
export interface ExplainedFocus {
  readonly diagnosis: string
  readonly likelihood: number
  readonly rulesIn: readonly ExplainedMove[]
  readonly rulesOut: readonly ExplainedMove[]
  readonly changesMind: readonly ExplainedMove[]
}

/** Null where the pack doesn't know the disease. */
export function explainFocus(
  knowledge: Knowledge,
  request: RankingRequest,
  diseaseId: string,
): ExplainedFocus | null {
  const { rankable, compiled } = prepare(knowledge, request)
  const focus: Focus | null = focusDiagnosis(compiled, rankable, rankCase(compiled, rankable), diseaseId)
  const write = ({ concept, polarity, likelihoodRatio, likelihood, newLeader }: WhatIf): ExplainedMove => ({
    id: concept.id,
    label: concept.label,
    polarity,
    likelihoodRatio,
    likelihood,
    newLeader: newLeader?.name ?? null,
  })
  return (
    focus && {
      diagnosis: focus.disease.name,
      likelihood: focus.likelihood,
      rulesIn: focus.rulesIn.map(write),
      rulesOut: focus.rulesOut.map(write),
      changesMind: focus.changesMind.map(write),
    }
  )
}

/** The case made ready, and the packs' diseases that it is ranked among. */
function prepare(
  knowledge: Knowledge,
  { presentation, findings, answers, mustExplain }: RankingRequest,
): { readonly rankable: RankableCase; readonly compiled: CompiledPack } {
  const subject = { presentation, stages: [], ...(findings && { findings }) }
  const { extraction, compiled } = knowledge.prepareCase(readCase(subject, knowledge.compiled))
  return { rankable: prepareCase(compiled, presentation, extraction, answers, mustExplain), compiled }
}

/**
 * Reads a typed value as an answer, as if the case stated it: "128" or "128 mmol/L" for sodium. A value neither normal nor beyond the
 * concept's limit answers "not known". Null where it can't be read as a value of that concept.
 */
export function readValueAnswer(
  compiled: CompiledPack,
  presentation: string,
  conceptId: string,
  value: string,
): CaseAnswer | null {
  const concept = compiled.concepts.get(conceptId)
  const analyte = concept?.measure && findAnalyte(concept.measure.analyte)
  if (!concept || !analyte) return null
  const { age, sex } = extractFindings(presentation, compiled)
  const who = [age && `${Math.round(age.years)}-year-old`, sex?.value].filter(Boolean).join(' ')
  const text = `${who}. ${analyte.names[0]} ${value.trim()}.`
  const { findings, measurements } = extractFindings(text, compiled)
  if (!measurements.some((measurement) => measurement.analyte === analyte.id)) return null
  const said = findings.find((finding) => finding.conceptId === conceptId)?.polarity ?? 'unknown'
  return { conceptId, label: concept.label, said, value: value.trim() }
}
