import { type MedRBenchMode, scoreMedRBench } from './medr-bench-scores'
import { passAtK } from './pass-at-k'
import { type RunOutcome, firstBadStep, quadrantOf } from './run-outcome'

/** What one case adds to a metric: the metric is Σ sum / Σ weight over the cases. Null: the case says nothing about it. */
export interface CaseShare {
  readonly sum: number
  readonly weight: number
}

export interface RunMetric {
  readonly id: string
  readonly name: string
  /** The definition in a sentence, for the methods paragraph. */
  readonly definition: string
  readonly unit: 'fraction' | 'count'
  readonly better: 'higher' | 'lower' | 'neither'
  /** From the outcomes of all runs of one solver on one case. */
  readonly ofCase: (outcomes: readonly RunOutcome[]) => CaseShare | null
}

/** The mean over a case's runs of what a run has, so that a case with many samples weighs no more than others. */
function meanOfRuns(
  about: Omit<RunMetric, 'ofCase'>,
  ofRun: (outcome: RunOutcome) => number | null,
): RunMetric {
  return {
    ...about,
    ofCase(outcomes) {
      const values = outcomes.map(ofRun).filter((value) => value !== null)
      if (values.length === 0) return null
      return { sum: values.reduce((sum, value) => sum + value, 0) / values.length, weight: 1 }
    },
  }
}

const topK = (k: number) =>
  meanOfRuns(
    {
      id: `top-${k}`,
      name: `Top-${k} accuracy`,
      definition: `the share of cases with the gold diagnosis at rank ${k} or above, as the mean over the runs of a case`,
      unit: 'fraction',
      better: 'higher',
    },
    ({ gold }) => (gold === null ? null : Number(gold.rank !== null && gold.rank <= k)),
  )

const anyOf = (k: number): RunMetric => ({
  id: `pass-${k}`,
  name: `pass@${k}`,
  definition: `the unbiased estimate that at least one of ${k} samples is right; cases with fewer samples are left out`,
  unit: 'fraction',
  better: 'higher',
  ofCase(outcomes) {
    const judged = outcomes.filter(({ isRight }) => isRight !== null)
    if (judged.length < k) return null
    return { sum: passAtK(judged.length, judged.filter(({ isRight }) => isRight).length, k), weight: 1 }
  },
})

const medRBench = (part: 'efficiency' | 'factuality' | 'completeness', mode: MedRBenchMode) =>
  meanOfRuns(
    {
      id: `${part}-${mode}`,
      name: `${part.charAt(0).toUpperCase()}${part.slice(1)} (${mode})`,
      definition: `MedR-Bench’s ${part}, ${mode === 'strict' ? 'every judged step counted' : 'as its code counts'}`,
      unit: 'fraction',
      better: 'higher',
    },
    ({ steps, covered }) => {
      if (steps.every(({ judged }) => judged.category === null)) return null
      const judged = steps.map((step) => step.judged)
      return scoreMedRBench(judged, covered ?? [], mode)[part]
    },
  )

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

export const recallOf = ({ covered }: RunOutcome): number | null =>
  covered === null ? null : share(covered.filter(Boolean).length, covered.length)

export const precisionOf = ({ steps }: RunOutcome): number | null =>
  share(steps.filter(({ isSupported }) => isSupported).length, steps.length)

/** Harmonic mean of precision and recall; null where either is undefined, 0 where both are 0. */
export function f1Of(outcome: RunOutcome): number | null {
  const [precision, recall] = [precisionOf(outcome), recallOf(outcome)]
  if (precision === null || recall === null) return null
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

/** Every figure of the dashboards, in the order in which they are shown. */
export const RUN_METRICS: readonly RunMetric[] = [
  topK(1),
  topK(3),
  topK(5),
  topK(10),
  meanOfRuns(
    {
      id: 'mrr',
      name: 'Mean reciprocal rank',
      definition: 'the mean of 1 / rank of the gold diagnosis, 0 where it is not listed',
      unit: 'fraction',
      better: 'higher',
    },
    ({ gold }) => (gold === null ? null : gold.rank === null ? 0 : 1 / gold.rank),
  ),
  meanOfRuns(
    {
      id: 'right',
      name: 'Right answer, mean of samples',
      definition: 'the share of runs whose leading diagnosis is right, averaged within each case first',
      unit: 'fraction',
      better: 'higher',
    },
    ({ isRight }) => (isRight === null ? null : Number(isRight)),
  ),
  anyOf(1),
  anyOf(5),
  anyOf(10),
  meanOfRuns(
    {
      id: 'cant-miss',
      name: 'Can’t-miss recall',
      definition: 'the share of the case’s can’t-miss diagnoses that stand anywhere in the list',
      unit: 'fraction',
      better: 'higher',
    },
    ({ cantMiss }) => (cantMiss === null ? null : share(cantMiss.listed, cantMiss.wanted)),
  ),
  meanOfRuns(
    {
      id: 'list-length',
      name: 'List burden',
      definition: 'the mean length of the differential',
      unit: 'count',
      better: 'neither',
    },
    ({ listLength }) => listLength,
  ),
  meanOfRuns(
    {
      id: 'recall',
      name: 'Reasoning recall',
      definition: 'the share of reference statements that a reviewer linked a step to',
      unit: 'fraction',
      better: 'higher',
    },
    recallOf,
  ),
  meanOfRuns(
    {
      id: 'precision',
      name: 'Reasoning precision',
      definition:
        'the share of steps that rest on words of the case, say what a reference statement says, or were graded good',
      unit: 'fraction',
      better: 'higher',
    },
    precisionOf,
  ),
  meanOfRuns(
    {
      id: 'f1',
      name: 'Reasoning F1',
      definition: 'the harmonic mean of reasoning recall and precision',
      unit: 'fraction',
      better: 'higher',
    },
    f1Of,
  ),
  meanOfRuns(
    {
      id: 'good-steps',
      name: 'Good steps',
      definition: 'the share of graded steps that were graded good',
      unit: 'fraction',
      better: 'higher',
    },
    ({ steps }) => {
      const graded = steps.filter(({ label }) => label !== null)
      return share(graded.filter(({ label }) => label === 'good').length, graded.length)
    },
  ),
  meanOfRuns(
    {
      id: 'sound',
      name: 'Traces without a bad step',
      definition: 'the share of graded runs in which no step was graded bad',
      unit: 'fraction',
      better: 'higher',
    },
    (outcome) => {
      const firstBad = firstBadStep(outcome)
      return firstBad === undefined ? null : Number(firstBad === null)
    },
  ),
  meanOfRuns(
    {
      id: 'first-error',
      name: 'First error at step',
      definition: 'the mean place, from 1, of the first bad step, in runs that have one',
      unit: 'count',
      better: 'higher',
    },
    (outcome) => {
      const firstBad = firstBadStep(outcome)
      return typeof firstBad === 'number' ? firstBad + 1 : null
    },
  ),
  {
    id: 'right-flawed',
    name: 'Right answer, flawed reasoning',
    definition: 'of the runs with a right answer and graded steps, the share with a bad step',
    unit: 'fraction',
    better: 'lower',
    ofCase(outcomes) {
      const right = outcomes.map(quadrantOf).filter((quadrant) => quadrant?.startsWith('right'))
      if (right.length === 0) return null
      return { sum: right.filter((quadrant) => quadrant === 'right-flawed').length, weight: right.length }
    },
  },
  ...(['strict', 'compatible'] as const).flatMap((mode) =>
    (['efficiency', 'factuality', 'completeness'] as const).map((part) => medRBench(part, mode)),
  ),
  meanOfRuns(
    {
      id: 'brier',
      name: 'Brier score of the leading diagnosis',
      definition: 'the mean of (stated probability − right)², the leading diagnosis alone',
      unit: 'fraction',
      better: 'lower',
    },
    ({ confidence, isRight }) =>
      confidence === null || isRight === null ? null : (confidence - Number(isRight)) ** 2,
  ),
  meanOfRuns(
    {
      id: 'overconfidence',
      name: 'Overconfidence',
      definition: 'mean stated probability of the leading diagnosis minus accuracy',
      unit: 'fraction',
      better: 'neither',
    },
    ({ confidence, isRight }) =>
      confidence === null || isRight === null ? null : confidence - Number(isRight),
  ),
]
