import fc from 'fast-check'
import { expect, test } from 'vitest'
import { segmentText } from './segment-text'

test('overlapping marks are cut into side-by-side segments', () => {
  const segments = segmentText({ start: 0, end: 10 }, [
    { span: { start: 2, end: 6 }, payload: 'a' },
    { span: { start: 4, end: 8 }, payload: 'b' },
  ])
  expect(segments.map(({ span, payloads }) => [span.start, span.end, payloads.join('')])).toEqual([
    [0, 2, ''],
    [2, 4, 'a'],
    [4, 6, 'ab'],
    [6, 8, 'b'],
    [8, 10, ''],
  ])
})

test('segments cover the range without gaps and carry exactly the marks over them', () => {
  const span = fc
    .tuple(fc.nat(60), fc.nat(60))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
  fc.assert(
    fc.property(span, fc.array(span, { maxLength: 12 }), (range, spans) => {
      const segments = segmentText(
        range,
        spans.map((each, payload) => ({ span: each, payload })),
      )
      let at = range.start
      for (const segment of segments) {
        expect(segment.span.start).toBe(at)
        at = segment.span.end
        for (let offset = segment.span.start; offset < segment.span.end; offset++) {
          const expected = spans.flatMap((each, payload) =>
            each.start <= offset && offset < each.end ? [payload] : [],
          )
          expect([...segment.payloads].sort((a, b) => a - b)).toEqual(expected)
        }
      }
      expect(at).toBe(range.end)
    }),
  )
})
