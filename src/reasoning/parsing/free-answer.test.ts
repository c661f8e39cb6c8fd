import { describe, expect, test } from 'vitest'
import { SCRIPTED_CASE, scriptedReply } from '../../../scripts/tiny-gguf-script.mjs'
import { createQuoteLocator } from '../../domain/locate-quote'
import { sliceSpan } from '../../domain/span'
import { findQuotes } from '../../formats/free-text/find-quotes'
import { guessStepKind } from '../../formats/free-text/guess-step-kind'
import { createFreeAnswerReader } from './free-answer'

const reader = (firstIndex = 0) =>
  createFreeAnswerReader({ presentation: SCRIPTED_CASE, firstIndex, way: 'auto' })

test('free text becomes steps with their kinds and the words they quote', async () => {
  const free = reader()
  const events = [...free.push(scriptedReply(null, 'free')), ...(await free.end())]
  const steps = events.flatMap((event) => (event.kind === 'step-completed' ? [event.step] : []))
  expect(steps.map(({ index, kind }) => [index, kind])).toEqual([
    [0, 'finding'],
    [1, 'hypothesis'],
    [2, 'refute'],
    [3, 'conclude'],
  ])
  const quoted = steps.flatMap((step) =>
    step.quotes.map(({ span }) => span && sliceSpan(SCRIPTED_CASE, span)),
  )
  expect(quoted).toEqual(['moved to the right iliac fossa', 'is negative'])
  expect(events.filter((event) => event.kind === 'step-started').map((event) => event.index)).toEqual([
    0, 1, 2, 3,
  ])
})

test('a text that its limit cut off keeps what was said, with a mark', () => {
  const free = reader(3)
  const events = [...free.push('1. Fever.\n2. The rash beg'), ...(free.cut?.() ?? [])]
  const steps = events.flatMap((event) => (event.kind === 'step-completed' ? [event.step] : []))
  expect(steps.map(({ index, text }) => [index, text])).toEqual([
    [3, 'Fever.'],
    [4, 'The rash beg …'],
  ])
})

test('no words at all are no answer', () => {
  expect(() => reader().end()).toThrow('found none')
})

test('quotes are what stands between marks; one foreign word is a manner of speaking', () => {
  const locate = createQuoteLocator('Fever for «three» days, then a rash.')
  const text =
    'With "fever for three" and “a rash”, „three“ days, a "classic" course and "no travel history".'
  expect(findQuotes(text, locate).map((quote) => [quote.text, quote.span !== null])).toEqual([
    ['fever for three', true],
    ['a rash', true],
    ['three', true],
    ['no travel history', false],
  ])
})

describe('the kind of a step is guessed from its words', () => {
  test.each([
    ['A 24-year-old woman with acute pain.', true, 'problem-representation'],
    ['A 24-year-old woman is unlikely to have it.', false, 'refute'],
    ['Pulse is 104.', true, 'finding'],
    ['Torsion could explain the pain.', false, 'hypothesis'],
    ['Guarding suggests peritonism.', false, 'support'],
    ['Ultrasound would confirm it.', false, 'test'],
    ['Onset distinguishes the two.', false, 'discriminate'],
    ['Overall, appendicitis fits best.', false, 'conclude'],
  ] as const)('%s', (text, isFirst, kind) => {
    expect(guessStepKind(text, isFirst)).toBe(kind)
  })
})
