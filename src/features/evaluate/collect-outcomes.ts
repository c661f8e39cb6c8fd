import type { ClinicalCase } from '../../domain/case'
import type { RunOutcome, StepOutcome } from '../../domain/evaluation/run-outcome'
import type { Review } from '../../domain/review'
import type { Run } from '../../domain/run'
import {
  type LabelledStep,
  decisionsOf,
  labelTraces,
  solverName,
} from '../../formats/labelled-traces/labelled-trace'
import { judgeStep } from '../../formats/medr-bench-results/judged-step'
import type { GradedCase } from '../../storage'

/** Whether two diagnoses in free text are the same one. */
export type IsSameDiagnosis = (a: string, b: string) => boolean

/** How every ended run of a case did, by the adjudicated labels, or those all its reviewers agree on. */
export function collectOutcomes(graded: GradedCase, isSame: IsSameDiagnosis): RunOutcome[] {
  return graded.runs.map((run) => {
    const subject = graded.subjectOf(run)
    const reviews = graded.reviews.filter(({ runId }) => runId === run.id)
    const [trace] = labelTraces(
      subject,
      run,
      reviews,
      'adjudicated',
      decisionsOf(graded.adjudications, run.id),
    )
    const linked = linkedSteps(reviews)
    const rank = subject.goldDiagnosis === null ? null : rankOf(run, subject.goldDiagnosis, isSame)
    const verdict = trace?.verdict ?? null
    const leading = run.differential?.entries[0]
    return {
      caseId: subject.id,
      runId: run.id,
      specialty: subject.specialty,
      solver: solverName(run),
      strategy: run.manifest.strategy,
      promptVersion: run.manifest.promptVersion,
      gold: subject.goldDiagnosis === null ? null : { rank },
      isRight:
        verdict !== null && verdict !== 'cant-tell'
          ? verdict === 'correct'
          : subject.goldDiagnosis === null
            ? null
            : rank === 1,
      // A run that came in from a file with a lone answer states no probability: its 1 is a place holder.
      confidence: leading && run.manifest.strategy !== 'imported' ? leading.likelihood : null,
      listLength: run.differential?.entries.length ?? 0,
      cantMiss: cantMissOf(subject, run, isSame),
      steps: trace
        ? trace.steps.map((step) => toStepOutcome(step, linked))
        : run.steps.map((step) =>
            toStepOutcome({ step, label: null, shares: null, rewrite: null, grades: [] }, linked),
          ),
      covered: coveredOf(subject, reviews),
    }
  })
}

/** Rank of the gold diagnosis, from 1; null where it is not listed. */
function rankOf(run: Run, gold: string, isSame: IsSameDiagnosis): number | null {
  const place = run.differential?.entries.findIndex(({ diagnosis }) => isSame(diagnosis, gold)) ?? -1
  return place === -1 ? null : place + 1
}

function cantMissOf({ cantMiss }: ClinicalCase, run: Run, isSame: IsSameDiagnosis): RunOutcome['cantMiss'] {
  if (cantMiss.length === 0) return null
  const listed = cantMiss.filter((wanted) =>
    run.differential?.entries.some(({ diagnosis }) => isSame(diagnosis, wanted)),
  )
  return { wanted: cantMiss.length, listed: listed.length }
}

const linkedSteps = (reviews: readonly Review[]): ReadonlySet<number> =>
  new Set(
    reviews.flatMap(({ links }) => (links ?? []).filter(({ isSame }) => isSame).map(({ step }) => step)),
  )

function toStepOutcome(labelled: LabelledStep, linked: ReadonlySet<number>): StepOutcome {
  const { step, label, grades } = labelled
  return {
    label,
    isSupported: label === 'good' || linked.has(step.index) || step.quotes.some(({ span }) => span !== null),
    errorTypes: [...new Set(grades.flatMap(({ grade }) => grade.errorTypes))],
    harm: grades.find(({ grade }) => grade.harm !== undefined)?.grade.harm ?? null,
    judged: judgeStep(labelled),
  }
}

/** Null where no reviewer aligned the run with the reference: then nothing is known, not nothing covered. */
function coveredOf(
  { referenceReasoning }: ClinicalCase,
  reviews: readonly Review[],
): readonly boolean[] | null {
  const links = reviews.flatMap((review) => review.links ?? [])
  if (links.length === 0 || referenceReasoning.length === 0) return null
  return referenceReasoning.map((_statement, index) =>
    links.some(({ statement, isSame }) => isSame && statement === index),
  )
}
