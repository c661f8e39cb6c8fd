import type { Differential, DifferentialSnapshot } from '../../domain/differential'
import { POLARITIES } from '../../domain/finding'
import { DIRECTIONS, STEP_AUTHORS, STEP_KINDS, type ReasoningStep } from '../../domain/reasoning-step'
import {
  ENGINE_IDS,
  RUN_FAILURE_CODES,
  RUN_STATUSES,
  STEP_EDIT_KINDS,
  type Run,
  type RunManifest,
} from '../../domain/run'
import { z } from '../schema'
import {
  caseIdSchema,
  countSchema,
  fractionSchema,
  millisecondsSchema,
  runIdSchema,
  spanSchema,
  timeSchema,
} from './case-schema'
import { checkSchema } from './check-schema'

const nullableText = z.nullable(z.string())
const nullableCount = z.nullable(countSchema)

export const quoteSchema = z.looseObject({ text: z.string(), span: z.nullable(spanSchema) })

export const hypothesisSchema = z.looseObject({
  diagnosis: z.string(),
  diseaseId: nullableText,
  direction: z.enum(DIRECTIONS),
  likelihoodRatio: z.nullable(z.number()),
})

const alternativeSchema = z.looseObject({
  kind: z.enum(STEP_KINDS),
  text: z.string(),
  score: z.number(),
  flags: nullableCount,
})

export const stepSchema: z.ZodMiniType<ReasoningStep> = z.looseObject({
  index: countSchema,
  kind: z.enum(STEP_KINDS),
  text: z.string(),
  quotes: z.array(quoteSchema),
  hypotheses: z.array(hypothesisSchema),
  checks: z.array(checkSchema),
  author: z.exactOptional(z.enum(STEP_AUTHORS)),
  repliesTo: z.exactOptional(countSchema),
  score: z.exactOptional(z.number()),
  alternatives: z.exactOptional(z.array(alternativeSchema)),
})

const evidenceSchema = z.looseObject({
  label: z.string(),
  polarity: z.enum(POLARITIES),
  span: z.nullable(spanSchema),
  likelihoodRatio: z.nullable(z.number()),
  isLocal: z.exactOptional(z.literal(true)),
})

const rankedSchema = z.array(z.looseObject({ diagnosis: z.string(), likelihood: fractionSchema }))

const differentialSchema: z.ZodMiniType<Differential> = z.looseObject({
  entries: z.array(
    z.looseObject({
      diagnosis: z.string(),
      diseaseId: nullableText,
      likelihood: fractionSchema,
      isCantMiss: z.boolean(),
      isLocal: z.exactOptional(z.literal(true)),
      evidenceFor: z.array(evidenceSchema),
      evidenceAgainst: z.array(evidenceSchema),
      stepsFor: z.array(countSchema),
      stepsAgainst: z.array(countSchema),
      nextTest: nullableText,
      agreement: z.exactOptional(fractionSchema),
    }),
  ),
  noneOfThese: fractionSchema,
  revision: z.exactOptional(z.looseObject({ before: rankedSchema, reason: z.string() })),
  samples: z.exactOptional(
    z.array(z.looseObject({ seed: countSchema, ranked: rankedSchema, isShown: z.boolean() })),
  ),
})

const snapshotSchema: z.ZodMiniType<DifferentialSnapshot> = z.looseObject({
  afterStep: z.int(),
  ranked: rankedSchema,
})

export const manifestSchema: z.ZodMiniType<RunManifest> = z.looseObject({
  engine: z.enum(ENGINE_IDS),
  engineVersion: z.string(),
  model: z.nullable(z.looseObject({ name: z.string(), fingerprint: nullableText })),
  strategy: z.string(),
  promptVersion: z.string(),
  sampling: z.nullable(z.looseObject({ temperature: z.number(), seed: z.number() })),
  appVersion: z.string(),
  caseHash: z.exactOptional(z.string()),
})

export const runSchema: z.ZodMiniType<Run> = z.looseObject({
  id: runIdSchema,
  caseId: caseIdSchema,
  caseRevision: z.int().check(z.positive()),
  manifest: manifestSchema,
  status: z.enum(RUN_STATUSES),
  problemRepresentation: nullableText,
  steps: z.array(stepSchema),
  differential: z.nullable(differentialSchema),
  trajectory: z.array(snapshotSchema),
  stepTimesMs: z.array(millisecondsSchema),
  failure: z.nullable(z.looseObject({ code: z.enum(RUN_FAILURE_CODES), detail: z.string() })),
  timing: z.nullable(
    z.looseObject({
      totalMs: millisecondsSchema,
      computeMs: z.nullable(millisecondsSchema),
      firstStepMs: z.nullable(millisecondsSchema),
      firstTokenMs: z.exactOptional(z.nullable(millisecondsSchema)),
      writingMs: z.exactOptional(z.nullable(millisecondsSchema)),
    }),
  ),
  counts: z.nullable(
    z.looseObject({
      steps: countSchema,
      findings: nullableCount,
      promptTokens: nullableCount,
      outputTokens: nullableCount,
    }),
  ),
  continuedFrom: z.nullable(runIdSchema),
  branch: z.exactOptional(z.looseObject({ kind: z.enum(STEP_EDIT_KINDS), atStep: countSchema })),
  thinking: z.exactOptional(z.array(z.looseObject({ beforeStep: countSchema, text: z.string() }))),
  startedAt: timeSchema,
  endedAt: z.nullable(timeSchema),
})
