import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readReviewCells } from '../../domain/merging/review-cells'
import type { ReviewerId } from '../../domain/ids'
import { arbitraryReview } from '../bundle/arbitrary-records'
import { type ReviewFile, formatReviewFile, parseReviewFile, signedText } from './review-file'

const file: fc.Arbitrary<ReviewFile> = fc.array(arbitraryReview, { maxLength: 2 }).map((reviews) => ({
  reviewer: { id: 'anna', name: 'Anna “A” Müller' },
  project: { id: 'p', name: 'Made-up project' },
  exportedAt: 5000,
  appVersion: '0.1.0',
  reviews: reviews.map((review) => {
    const own = { ...review, reviewerId: 'anna' as ReviewerId }
    return { review: own, cells: readReviewCells(own) }
  }),
}))
const signature = { algorithm: 'ECDSA-P256-SHA256', publicKey: '04ab', value: '00ff' } as const

test('comes back as it was, and what is signed stays the same text', () => {
  fc.assert(
    fc.property(file, fc.constantFrom(signature, null), (written, signed) => {
      const read = parseReviewFile(formatReviewFile(written, signed))
      if (read.kind === 'problem') throw new Error(`${read.where}: ${read.expected}`)
      expect(read.signature).toEqual(signed)
      expect(read.file.reviews).toEqual(JSON.parse(JSON.stringify(written.reviews)))
      expect(signedText(read.file)).toBe(signedText(written))
    }),
    { numRuns: 30 },
  )
})

describe('refused, saying where and what was expected', () => {
  const empty: ReviewFile = {
    reviewer: { id: 'anna', name: 'Anna' },
    project: null,
    exportedAt: 1,
    appVersion: '0.1.0',
    reviews: [],
  }
  const text = formatReviewFile(empty, null)
  test.each([
    ['no JSON', '{', { code: 'invalid-json' }],
    ['another format', text.replace('rounds-reviews', 'x'), { code: 'not-a-review-file', where: 'format' }],
    ['a later version', text.replace('"version": 1', '"version": 2'), { code: 'newer-file' }],
    [
      'a missing field',
      text.replace('"appVersion"', '"app"'),
      { code: 'invalid-field', where: 'appVersion' },
    ],
  ])('%s', (_name, broken, problem) => {
    expect(parseReviewFile(broken)).toMatchObject({ kind: 'problem', ...problem })
  })

  test('work of someone else under this name', () => {
    const [review] = fc.sample(arbitraryReview, { numRuns: 1, seed: 1 })
    if (!review) throw new Error('no sample')
    const foreign = { ...review, reviewerId: 'ben' as ReviewerId }
    const broken = formatReviewFile({ ...empty, reviews: [{ review: foreign, cells: {} }] }, null)
    expect(parseReviewFile(broken)).toMatchObject({ code: 'invalid-field', where: 'reviews' })
  })
})
