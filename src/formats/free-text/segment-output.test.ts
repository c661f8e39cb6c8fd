import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { segmentOutput, splitOutput, toStepDrafts } from './segment-output'

test('a mark of its maker parts the steps, with their places', () => {
  const text = 'Fever is high. ки\nThe rash blanches. ки  ки Measles.'
  const segments = segmentOutput(text, { marker: ' ки' })
  expect(segments.map((segment) => segment.text)).toEqual([
    'Fever is high.',
    'The rash blanches.',
    'Measles.',
  ])
  for (const { text: words, start, end } of segments) expect(text.slice(start, end)).toBe(words)
})

test('an empty mark is no mark', () => {
  expect(segmentOutput('1. a\n2. b', { marker: '' })).toHaveLength(2)
})

describe('a model’s text falls into reasoning and answer', () => {
  test.each([
    ['### Resoning:\n<step 1> Fever.\n\n### Answer:\nMeasles.', '<step 1> Fever.', 'Measles'],
    ['```\n### Reasoning:\nFever.\n### Answer:\n**Measles**\n```', 'Fever.', 'Measles'],
    ['<think>hm</think>\nFever.\nFinal diagnosis: Measles', 'Fever.', 'Measles'],
    ['Fever.\n**Final Diagnosis:** Measles', 'Fever.', 'Measles'],
    ['Fever and rash.', 'Fever and rash.', null],
    ['<think>only thinking</think>', '<think>only thinking</think>', null],
    ['The diagnosis: is unclear so far.', 'The diagnosis: is unclear so far.', null],
  ])('%j', (text, reasoning, answer) => {
    expect(splitOutput(text)).toMatchObject({ reasoning, answer })
  })

  test('and the reasoning stands where it says', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('#', ' ', '\n', 'Answer:', 'a', '`', '<think>', '</think>') }),
        (text) => {
          const { reasoning, start, end } = splitOutput(text)
          expect(text.slice(start, end)).toBe(reasoning)
        },
      ),
    )
  })
})

test('steps find their quotations in the case', () => {
  const steps = toStepDrafts(
    ['The case says "high fever".', 'This suggests measles.'],
    'He has a high fever.',
  )
  expect(steps.map(({ index, kind }) => [index, kind])).toEqual([
    [0, 'finding'],
    [1, 'support'],
  ])
  expect(steps[0]?.quotes).toEqual([{ text: 'high fever', span: { start: 9, end: 19 } }])
})
