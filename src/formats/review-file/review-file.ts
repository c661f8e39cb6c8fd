import { canonicalJson } from '../../domain/merging/cell-ledger'
import type { ReviewCells } from '../../domain/merging/review-cells'
import type { Review } from '../../domain/review'
import type { GradeSeal } from '../../domain/sealing/grade-seal'
import { reviewSchema } from '../bundle/review-schema'
import { describeFirstIssue } from '../bundle/schema-problem'
import { isObject, readJson } from '../json-text'
import { z } from '../schema'

export const REVIEW_FILE_FORMAT = 'rounds-reviews'
export const REVIEW_FILE_VERSION = 1

/** One reviewer's work, as it leaves one library to be merged into another. Cases and runs don't travel with it. */
export interface ReviewFile {
  readonly reviewer: { readonly id: string; readonly name: string }
  readonly project: { readonly id: string; readonly name: string } | null
  readonly exportedAt: number
  readonly appVersion: string
  /** Seals that the reviewer published before, with the salts that open them; absent in files of older versions. */
  readonly seals?: readonly GradeSeal[]
  /** Each review with the versions of its cells that its library knew. */
  readonly reviews: readonly { readonly review: Review; readonly cells: ReviewCells }[]
}

/** Who vouches for a file: a key made in the reviewer's browser, and its signature of `signedText`. Both in hex. */
export interface ReviewSignature {
  readonly algorithm: 'ECDSA-P256-SHA256'
  readonly publicKey: string
  readonly value: string
}

export type ReviewFileRead =
  | { readonly kind: 'ok'; readonly file: ReviewFile; readonly signature: ReviewSignature | null }
  | {
      readonly kind: 'problem'
      readonly code: 'invalid-json' | 'not-a-review-file' | 'newer-file' | 'invalid-field'
      /** The field and what was expected there; of invalid JSON the line and column. */
      readonly where: string
      readonly expected: string
    }

/** What is signed: the same text for the same content, however the file is laid out. */
export const signedText = (file: ReviewFile): string => canonicalJson(toBody(file))

/** The file as text, one review a line. */
export function formatReviewFile(file: ReviewFile, signature: ReviewSignature | null): string {
  const { reviews, ...head } = toBody(file)
  const lines = reviews.map((review) => JSON.stringify(review))
  const fields = Object.entries({ ...head, signature }).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  )
  return `{\n${fields.join(',\n')},\n"reviews": [\n${lines.join(',\n')}\n]\n}\n`
}

const toBody = (file: ReviewFile) => ({
  format: REVIEW_FILE_FORMAT,
  version: REVIEW_FILE_VERSION,
  reviewer: file.reviewer,
  project: file.project,
  exportedAt: file.exportedAt,
  appVersion: file.appVersion,
  ...(file.seals && { seals: file.seals }),
  reviews: file.reviews,
})

const hex = z.string().check(z.regex(/^[0-9a-f]+$/u, 'hexadecimal digits'))
const named = z.looseObject({ id: z.string(), name: z.string() })
const versionSchema = z.looseObject({ id: z.string(), value: z.unknown(), at: z.number() })
const ledgerSchema = z.looseObject({ standing: z.array(versionSchema), replaced: z.array(z.string()) })
const sealSchema = z.looseObject({
  hash: hex,
  salt: hex,
  sealedAt: z.number(),
  runIds: z.array(z.string()),
})

const fileSchema = z
  .looseObject({
    reviewer: named,
    project: z.nullable(named),
    exportedAt: z.number(),
    appVersion: z.string(),
    seals: z.optional(z.array(sealSchema)),
    reviews: z.array(z.looseObject({ review: reviewSchema, cells: z.record(z.string(), ledgerSchema) })),
    signature: z.nullable(
      z.looseObject({ algorithm: z.literal('ECDSA-P256-SHA256'), publicKey: hex, value: hex }),
    ),
  })
  .check(
    z.refine(
      ({ reviews, reviewer }) => reviews.every(({ review }) => String(review.reviewerId) === reviewer.id),
      { error: 'reviews by the reviewer that the file names', path: ['reviews'] },
    ),
  )

/** Whether parsed JSON says that it holds one reviewer's work, of whatever version. */
export const isReviewFile = (value: unknown): boolean =>
  isObject(value) && value['format'] === REVIEW_FILE_FORMAT

/** Reads a file from untrusted text. All of it is valid or none is taken; whether the signature holds is not looked at. */
export function parseReviewFile(text: string): ReviewFileRead {
  const read = readJson(text)
  if (read.kind === 'problem') {
    const { line, column } = read.problem
    return {
      kind: 'problem',
      code: 'invalid-json',
      where: `line ${line}, column ${column}`,
      expected: 'JSON',
    }
  }
  const { value } = read
  if (!isObject(value) || !isReviewFile(value))
    return { kind: 'problem', code: 'not-a-review-file', where: 'format', expected: REVIEW_FILE_FORMAT }
  const { version } = value
  if (typeof version === 'number' && version > REVIEW_FILE_VERSION)
    return {
      kind: 'problem',
      code: 'newer-file',
      where: `version ${version}`,
      expected: `version ${REVIEW_FILE_VERSION}`,
    }
  const checked = fileSchema.safeParse(value)
  if (!checked.success) {
    const { path, expected } = describeFirstIssue(checked.error.issues)
    return { kind: 'problem', code: 'invalid-field', where: path, expected }
  }
  // The schema has no transforms: what passes it is what was written, unknown fields included.
  const { signature, ...file } = value as unknown as ReviewFile & { signature: ReviewSignature | null }
  return { kind: 'ok', file, signature }
}
