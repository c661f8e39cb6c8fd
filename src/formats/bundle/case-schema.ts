import {
  CASE_SOURCES,
  MAX_PRESENTATION_LENGTH,
  STAGE_KINDS,
  type CaseStage,
  type ClinicalCase,
  type ReferenceStatement,
} from '../../domain/case'
import type { CaseId, ReviewId, ReviewerId, RunId } from '../../domain/ids'
import type { Span } from '../../domain/span'
import { z } from '../schema'

// Objects are loose, so that fields of a later version survive a trip through this one.

const idText = z.string().check(z.minLength(1), z.maxLength(200))
/** Ids are branded in the domain only: at run time any short text is one. */
const brandId = <Id extends string>() => idText as unknown as z.ZodMiniType<Id>
export const caseIdSchema = brandId<CaseId>()
export const runIdSchema = brandId<RunId>()
export const reviewIdSchema = brandId<ReviewId>()
export const reviewerIdSchema = brandId<ReviewerId>()

export const countSchema = z.int().check(z.nonnegative())
export const fractionSchema = z.number().check(z.minimum(0), z.maximum(1))
/** Milliseconds since the epoch, within what a Date can hold. */
export const timeSchema = z.number().check(z.minimum(-8.64e15), z.maximum(8.64e15))
export const millisecondsSchema = z.number().check(z.nonnegative())

export const spanSchema: z.ZodMiniType<Span> = z
  .looseObject({ start: countSchema, end: countSchema })
  .check(z.refine((span) => span.start <= span.end, 'a start that is not behind the end'))

export const stageSchema: z.ZodMiniType<CaseStage> = z.looseObject({
  kind: z.enum(STAGE_KINDS),
  title: z.string(),
  span: spanSchema,
})

export const statementSchema = z.looseObject({ text: z.string(), quotation: z.optional(z.string()) })

const textList = z.array(z.string())

const structuredFindingSchema = z.looseObject({
  termId: z.string(),
  label: z.string(),
  isExcluded: z.boolean(),
})

/** Whether stages are in order, don't overlap and stay inside the text. */
export function areStagesInside(stages: readonly CaseStage[], length: number): boolean {
  return stages.every(
    ({ span }, index) => span.end <= length && span.start >= (stages[index - 1]?.span.end ?? 0),
  )
}

export const caseSchema: z.ZodMiniType<ClinicalCase> = z
  .looseObject({
    id: caseIdSchema,
    revision: z.int().check(z.positive()),
    title: z.string(),
    presentation: z.string().check(z.maxLength(MAX_PRESENTATION_LENGTH)),
    stages: z.array(stageSchema),
    findings: z.exactOptional(z.array(structuredFindingSchema)),
    source: z.enum(CASE_SOURCES),
    specialty: z.nullable(z.string()),
    isFictional: z.boolean(),
    goldDiagnosis: z.nullable(z.string()),
    // JSON has no undefined, so an optional quotation is there as text or not at all.
    referenceReasoning: z.array(statementSchema as unknown as z.ZodMiniType<ReferenceStatement>),
    expectedDifferential: textList,
    cantMiss: textList,
    teachingPoints: textList,
    citation: z.nullable(z.string()),
    extra: z.record(z.string(), z.unknown()),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .check(
    z.refine((subject) => areStagesInside(subject.stages, subject.presentation.length), {
      error: 'stages in order, inside the presentation and without overlap',
      path: ['stages'],
    }),
  )
