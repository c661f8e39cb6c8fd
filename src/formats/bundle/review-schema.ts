import { ANSWERS } from '../../domain/case-answer'
import type { HistoryEntry, Review, ReviewChange, StepGrade } from '../../domain/review'
import { STEP_LABELS, VERDICTS } from '../../domain/rubric'
import { z } from '../schema'
import {
  caseIdSchema,
  countSchema,
  fractionSchema,
  reviewIdSchema,
  reviewerIdSchema,
  runIdSchema,
  timeSchema,
} from './case-schema'

const facetsSchema = z.record(z.string(), z.array(z.string()))
const spanSchema = z.looseObject({ start: countSchema, end: countSchema })

const gradeSchema: z.ZodMiniType<StepGrade> = z.looseObject({
  label: z.nullable(z.enum(STEP_LABELS)),
  isUnsure: z.boolean(),
  errorTypes: z.array(z.string()),
  comment: z.string(),
  rewrite: z.nullable(z.string()),
  gradedAt: z.nullable(timeSchema),
  facets: z.exactOptional(facetsSchema),
  harm: z.exactOptional(z.string()),
  spans: z.exactOptional(z.array(z.looseObject({ of: z.enum(['case', 'step']), span: spanSchema }))),
  unsureBecause: z.exactOptional(z.string()),
  spentMs: z.exactOptional(z.number().check(z.nonnegative())),
})

const linksSchema = z.array(z.looseObject({ step: countSchema, statement: countSchema, isSame: z.boolean() }))
const exitSchema = z.nullable(
  z.looseObject({
    reason: z.enum(['bad-case', 'not-my-field', 'unreadable-run', 'other']),
    note: z.string(),
  }),
)

const finishSchema = z.nullable(z.looseObject({ at: timeSchema, unsureSteps: countSchema }))

const caseAnswersSchema = z.array(
  z.looseObject({
    conceptId: z.string(),
    label: z.string(),
    said: z.enum(ANSWERS),
    value: z.exactOptional(z.string()),
  }),
)
const mustExplainSchema = z.array(z.string())

const reviewerEntrySchema = z.looseObject({
  diagnosis: z.string(),
  isAdded: z.boolean(),
  ruledOutBecause: z.nullable(z.string()),
})
const reviewerDifferentialSchema = z.nullable(z.array(reviewerEntrySchema))

const verdictSchema = z.nullable(z.enum(VERDICTS))

const commitmentSchema = z.nullable(
  z.looseObject({
    entries: z.array(z.looseObject({ diagnosis: z.string(), confidence: fractionSchema })),
    committedAt: timeSchema,
  }),
)

const changeSchema: z.ZodMiniType<ReviewChange> = z.discriminatedUnion('part', [
  z.looseObject({ part: z.literal('grade'), step: countSchema, value: z.nullable(gradeSchema) }),
  z.looseObject({ part: z.literal('verdict'), value: verdictSchema }),
  z.looseObject({ part: z.literal('differential'), value: reviewerDifferentialSchema }),
  z.looseObject({ part: z.literal('commitment'), value: commitmentSchema }),
  z.looseObject({ part: z.literal('facets'), value: facetsSchema }),
  z.looseObject({ part: z.literal('links'), value: linksSchema }),
  z.looseObject({ part: z.literal('exit'), value: exitSchema }),
  z.looseObject({ part: z.literal('finished'), value: finishSchema }),
  z.looseObject({ part: z.literal('caseAnswers'), value: caseAnswersSchema }),
  z.looseObject({ part: z.literal('mustExplain'), value: mustExplainSchema }),
])

const historyEntrySchema: z.ZodMiniType<HistoryEntry> = z.looseObject({
  change: changeSchema,
  before: changeSchema,
  at: timeSchema,
})

/** JSON keys are text; the domain's step numbers are too, once they are keys. */
const gradesSchema = z.record(
  z.string().check(z.regex(/^(?:0|[1-9]\d{0,6})$/u, 'a step number as key')),
  gradeSchema,
) as unknown as z.ZodMiniType<Record<number, StepGrade>>

export const reviewSchema: z.ZodMiniType<Review> = z
  .looseObject({
    id: reviewIdSchema,
    runId: runIdSchema,
    caseId: caseIdSchema,
    reviewerId: reviewerIdSchema,
    rubric: z.looseObject({ id: z.string(), version: z.int() }),
    grades: gradesSchema,
    verdict: verdictSchema,
    differential: reviewerDifferentialSchema,
    commitment: commitmentSchema,
    facets: z.exactOptional(facetsSchema),
    links: z.exactOptional(linksSchema),
    exit: z.exactOptional(exitSchema),
    finished: z.exactOptional(finishSchema),
    caseAnswers: z.exactOptional(caseAnswersSchema),
    mustExplain: z.exactOptional(mustExplainSchema),
    history: z.array(historyEntrySchema),
    historyPosition: countSchema,
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .check(
    z.refine((review) => review.historyPosition <= review.history.length, {
      error: 'a position within the history',
      path: ['historyPosition'],
    }),
  )
