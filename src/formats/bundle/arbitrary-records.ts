import fc from 'fast-check'
import { ANSWERS } from '../../domain/case-answer'
import { CASE_SOURCES, STAGE_KINDS, type ClinicalCase } from '../../domain/case'
import { LEVELS, type Check } from '../../domain/check'
import type { Differential, Evidence } from '../../domain/differential'
import { LATERALITIES, POLARITIES } from '../../domain/finding'
import type { CaseId, ReviewId, ReviewerId, RunId } from '../../domain/ids'
import { DIRECTIONS, STEP_AUTHORS, STEP_KINDS, type ReasoningStep } from '../../domain/reasoning-step'
import type { Review, ReviewChange, StepGrade } from '../../domain/review'
import { STEP_LABELS, VERDICTS } from '../../domain/rubric'
import { ENGINE_IDS, RUN_FAILURE_CODES, RUN_STATUSES, STEP_EDIT_KINDS, type Run } from '../../domain/run'

// Text includes lone surrogates, quotes and control characters: JSON has to carry them all.
const text = fc.string({ unit: 'binary', maxLength: 20 })
const maybeText = fc.option(text)
const id = fc.uuid()
const time = fc.integer({ min: 0, max: 4e12 })
const count = fc.nat({ max: 500 })
// JSON has one zero only.
const fraction = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0)
const ratio = fc.option(fc.double({ min: 0.001, max: 1000, noNaN: true }))
const span = fc.tuple(count, count).map(([start, length]) => ({ start, end: start + length }))
const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 3 })
const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown)

const presentation = fc.string({ unit: 'binary', minLength: 6, maxLength: 40 })
export const arbitraryCase: fc.Arbitrary<ClinicalCase> = presentation.chain((words) =>
  fc.record({
    id: id as fc.Arbitrary<CaseId>,
    revision: fc.integer({ min: 1, max: 50 }),
    title: text,
    presentation: fc.constant(words),
    stages: fc.constantFrom(
      [],
      [
        { kind: STAGE_KINDS[1], title: 'Exam', span: { start: 1, end: 3 } },
        { kind: STAGE_KINDS[2], title: 'Labs', span: { start: 3, end: 6 } },
      ],
    ),
    source: fc.constantFrom(...CASE_SOURCES),
    specialty: maybeText,
    isFictional: fc.boolean(),
    goldDiagnosis: maybeText,
    referenceReasoning: list(fc.oneof(fc.record({ text }), fc.record({ text, quotation: text }))),
    expectedDifferential: list(text),
    cantMiss: list(text),
    teachingPoints: list(text),
    citation: maybeText,
    extra: fc.dictionary(text, json).map((extra) => ({ ...extra })),
    createdAt: time,
    updatedAt: time,
  }),
)

const standing = fc.constantFrom(
  'finding-uncertain' as const,
  'finding-of-relative' as const,
  'finding-past' as const,
)
const difference = fc.constantFrom(
  'number-differs' as const,
  'unit-differs' as const,
  'age-differs' as const,
  'sex-differs' as const,
)
const level = fc.constantFrom(...LEVELS)

const check: fc.Arbitrary<Check> = fc.oneof(
  fc.record({
    code: fc.constant('quote-not-in-case' as const),
    quote: text,
    nearest: fc.option(fc.oneof(fc.record({ text, span }), fc.record({ text, span, similarity: fraction }))),
  }),
  fc.record({
    code: fc.constant('finding-negated' as const),
    finding: text,
    caseSays: fc.constantFrom('absent' as const, 'present' as const),
    span,
  }),
  fc.record({ code: standing, finding: text, span }),
  fc.record({ code: fc.constant('finding-not-in-case' as const), finding: text }),
  fc.record({ code: difference, claimed: text, inCase: text, span }),
  fc.record({
    code: fc.constant('laterality-differs' as const),
    claimed: fc.constantFrom(...LATERALITIES),
    of: text,
    inCase: text,
    span,
  }),
  fc.record({
    code: fc.constant('level-differs' as const),
    of: text,
    claimed: level,
    actual: level,
    span: fc.option(span),
  }),
  fc.record({ code: fc.constant('repeats-step' as const), earlierStep: count, similarity: fraction }),
  fc.record({ code: fc.constantFrom('only-cites' as const, 'adds-nothing' as const) }),
  fc.record({ code: fc.constant('conclusion-unsupported' as const), diagnosis: text }),
  fc.record({
    code: fc.constant('argues-otherwise' as const),
    finding: text,
    diagnosis: text,
    stepSays: fc.constantFrom('for' as const, 'against' as const),
    likelihoodRatio: fc.double({ min: 0.02, max: 60, noNaN: true }),
    span,
  }),
)

const stepParts = {
  index: count,
  kind: fc.constantFrom(...STEP_KINDS),
  text,
  quotes: list(fc.record({ text, span: fc.option(span) })),
  hypotheses: list(
    fc.record({
      diagnosis: text,
      diseaseId: maybeText,
      direction: fc.constantFrom(...DIRECTIONS),
      likelihoodRatio: ratio,
    }),
  ),
  checks: list(check),
}

/** Parts that only some ways of reasoning give. */
const stepExtras = {
  author: fc.constantFrom(...STEP_AUTHORS),
  repliesTo: count,
  score: fc.integer({ min: 0, max: 10 }),
  alternatives: list(
    fc.record({
      kind: fc.constantFrom(...STEP_KINDS),
      text,
      score: fc.integer({ min: 0, max: 10 }),
      flags: fc.option(count),
    }),
  ),
}

const step: fc.Arbitrary<ReasoningStep> = fc.oneof(
  fc.record(stepParts),
  fc.record({ ...stepParts, ...stepExtras }),
)

const evidence: fc.Arbitrary<Evidence> = fc.record({
  label: text,
  polarity: fc.constantFrom(...POLARITIES),
  span: fc.option(span),
  likelihoodRatio: ratio,
})

const ranked = list(fc.record({ diagnosis: text, likelihood: fraction }))

const differential: fc.Arbitrary<Differential> = fc.record({
  revision: fc.record({ before: ranked, reason: text }),
  samples: list(fc.record({ seed: count, ranked, isShown: fc.boolean() })),
  entries: list(
    fc.record({
      agreement: fraction,
      diagnosis: text,
      diseaseId: maybeText,
      likelihood: fraction,
      isCantMiss: fc.boolean(),
      evidenceFor: list(evidence),
      evidenceAgainst: list(evidence),
      stepsFor: list(count),
      stepsAgainst: list(count),
      nextTest: maybeText,
    }),
  ),
  noneOfThese: fraction,
})

const runWithoutBranch = fc.record({
  id: id as fc.Arbitrary<RunId>,
  caseId: id as fc.Arbitrary<CaseId>,
  caseRevision: fc.integer({ min: 1, max: 50 }),
  manifest: fc.record({
    engine: fc.constantFrom(...ENGINE_IDS),
    engineVersion: text,
    model: fc.option(fc.record({ name: text, fingerprint: maybeText })),
    strategy: text,
    promptVersion: text,
    sampling: fc.option(fc.record({ temperature: fraction, seed: fc.integer() })),
    appVersion: text,
  }),
  status: fc.constantFrom(...RUN_STATUSES),
  problemRepresentation: maybeText,
  steps: list(step).map((steps) => steps.map((one, index) => ({ ...one, index }))),
  differential: fc.option(differential),
  trajectory: list(fc.record({ afterStep: count, ranked })),
  thinking: list(fc.record({ beforeStep: count, text })),
  stepTimesMs: list(count),
  failure: fc.option(fc.record({ code: fc.constantFrom(...RUN_FAILURE_CODES), detail: text })),
  timing: fc.option(
    fc.record(
      {
        totalMs: count,
        computeMs: fc.option(count),
        firstStepMs: fc.option(count),
        firstTokenMs: fc.option(count),
        writingMs: fc.option(count),
      },
      { requiredKeys: ['totalMs', 'computeMs', 'firstStepMs'] },
    ),
  ),
  counts: fc.option(
    fc.record({
      steps: count,
      findings: fc.option(count),
      promptTokens: fc.option(count),
      outputTokens: fc.option(count),
    }),
  ),
  continuedFrom: fc.option(id as fc.Arbitrary<RunId>, { nil: null }),
  startedAt: time,
  endedAt: fc.option(time),
})

const branch = fc.record({ kind: fc.constantFrom(...STEP_EDIT_KINDS), atStep: count })

export const arbitraryRun: fc.Arbitrary<Run> = fc
  .tuple(runWithoutBranch, fc.option(branch))
  .map(([run, from]) => (from ? { ...run, branch: from } : run))

const facets = fc.dictionary(text, list(text)).map((answers) => ({ ...answers }))
const caseAnswers = list(fc.record({ conceptId: text, label: text, said: fc.constantFrom(...ANSWERS) }))
const links = list(fc.record({ step: count, statement: count, isSame: fc.boolean() }))
const exit = fc.option(
  fc.record({ reason: fc.constantFrom('bad-case' as const, 'other' as const), note: text }),
)
const finished = fc.option(fc.record({ at: time, unsureSteps: count }))
const grade: fc.Arbitrary<StepGrade> = fc.record(
  {
    label: fc.option(fc.constantFrom(...STEP_LABELS)),
    isUnsure: fc.boolean(),
    errorTypes: list(text),
    comment: text,
    rewrite: maybeText,
    gradedAt: fc.option(time),
    facets,
    harm: text,
    spans: list(
      fc.record({
        of: fc.constantFrom('case' as const, 'step' as const),
        span: fc.record({ start: count, end: count }),
      }),
    ),
    unsureBecause: text,
    spentMs: count,
  },
  { requiredKeys: ['label', 'isUnsure', 'errorTypes', 'comment', 'rewrite', 'gradedAt'] },
)
const verdict = fc.option(fc.constantFrom(...VERDICTS))
const order = fc.option(
  list(fc.record({ diagnosis: text, isAdded: fc.boolean(), ruledOutBecause: maybeText })),
)
const commitment = fc.option(
  fc.record({ entries: list(fc.record({ diagnosis: text, confidence: fraction })), committedAt: time }),
)
const change: fc.Arbitrary<ReviewChange> = fc.oneof(
  fc.record({ part: fc.constant('grade' as const), step: count, value: fc.option(grade) }),
  fc.record({ part: fc.constant('verdict' as const), value: verdict }),
  fc.record({ part: fc.constant('differential' as const), value: order }),
  fc.record({ part: fc.constant('commitment' as const), value: commitment }),
  fc.record({ part: fc.constant('facets' as const), value: facets }),
  fc.record({ part: fc.constant('links' as const), value: links }),
  fc.record({ part: fc.constant('exit' as const), value: exit }),
  fc.record({ part: fc.constant('finished' as const), value: finished }),
  fc.record({ part: fc.constant('caseAnswers' as const), value: caseAnswers }),
  fc.record({ part: fc.constant('mustExplain' as const), value: list(text) }),
)

export const arbitraryReview: fc.Arbitrary<Review> = list(
  fc.record({ change, before: change, at: time }),
).chain((history) =>
  fc.record({
    id: id as fc.Arbitrary<ReviewId>,
    runId: id as fc.Arbitrary<RunId>,
    caseId: id as fc.Arbitrary<CaseId>,
    reviewerId: id as fc.Arbitrary<ReviewerId>,
    rubric: fc.record({ id: text, version: fc.integer({ min: 1, max: 9 }) }),
    grades: fc
      .dictionary(fc.nat({ max: 3 }).map(String), grade)
      .map((grades): Record<number, StepGrade> => ({ ...grades })),
    verdict,
    differential: order,
    commitment,
    facets,
    links,
    caseAnswers,
    mustExplain: list(text),
    exit,
    finished,
    history: fc.constant(history),
    historyPosition: fc.nat({ max: history.length }),
    createdAt: time,
    updatedAt: time,
  }),
)

export const arbitraryRecords = fc.record({
  cases: fc.uniqueArray(arbitraryCase, {
    maxLength: 3,
    selector: (subject) => `${subject.id} ${subject.revision}`,
  }),
  runs: fc.uniqueArray(arbitraryRun, { maxLength: 3, selector: (run) => run.id }),
  reviews: fc.uniqueArray(arbitraryReview, { maxLength: 3, selector: (review) => review.id }),
})
