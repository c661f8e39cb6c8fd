import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SCRIPTED_CASE, scriptedAnswer, scriptedText } from '../../../scripts/tiny-gguf-script.mjs'
import { sliceSpan } from '../../domain/span'
import { isAnswerFault, type AnswerEvent } from '../strategies/strategy'
import { STRUCTURED_LIMITS, structuredSchemas, type StructuredEntry } from '../strategies/structured-schema'
import { createStructuredAnswerReader } from './structured-answer'
import { toDifferential } from './structured-differential'

interface Reading {
  readonly events: readonly AnswerEvent[]
  readonly fault: string | null
}

/** Reads to the end or to the first fault, with the deltas of one step joined. */
function readPieces(pieces: readonly string[], firstIndex = 0): Reading {
  const schemas = structuredSchemas(STRUCTURED_LIMITS, firstIndex)
  const reader = createStructuredAnswerReader({ presentation: SCRIPTED_CASE, schemas, firstIndex })
  const events: AnswerEvent[] = []
  const add = (more: readonly AnswerEvent[]): void => {
    for (const event of more) {
      const last = events.at(-1)
      if (event.kind === 'text-delta' && last?.kind === 'text-delta' && last.index === event.index) {
        events[events.length - 1] = { ...last, text: last.text + event.text }
      } else events.push(event)
    }
  }
  try {
    for (const piece of pieces) add(reader.push(piece))
    add(reader.end())
    return { events, fault: null }
  } catch (error) {
    if (!isAnswerFault(error)) throw error
    return { events, fault: error.message }
  }
}

function cut(text: string, places: readonly number[]): string[] {
  const sorted = [0, ...places.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length]
  return sorted.slice(1).map((end, i) => text.slice(sorted[i], end))
}

test('a step starts, grows and completes, in the order of the contract', () => {
  const { events, fault } = readPieces([scriptedText()])
  expect(fault).toBeNull()
  const step = ['step-started', 'text-delta', 'step-completed']
  expect(events.map((event) => event.kind)).toEqual(
    ['problem-representation', step, step, step, step, 'differential-updated'].flat(),
  )
})

test('quotes point at the words of the case', () => {
  const { events } = readPieces([scriptedText()])
  const completed = events.flatMap((event) => (event.kind === 'step-completed' ? [event.step] : []))
  const quoted = completed.flatMap((step) =>
    step.quotes.map((quote) => quote.span && sliceSpan(SCRIPTED_CASE, quote.span)),
  )
  expect(quoted).toEqual(scriptedAnswer().steps.flatMap((step) => step.quotes))
  expect(readPieces([scriptedText('words that are not there')]).events[3]).toMatchObject({
    step: { quotes: [{ text: 'words that are not there', span: null }] },
  })
})

test('numbering goes on after accepted steps', () => {
  const { events } = readPieces([scriptedText()], 5)
  const indexes = events.flatMap((event) => (event.kind === 'step-completed' ? [event.step.index] : []))
  expect(indexes).toEqual([5, 6, 7, 8])
  expect(events.at(-1)).toMatchObject({ kind: 'differential-updated', afterStep: 8 })
})

test('text that comes before the kind is held until the step can start', () => {
  const { steps, ...rest } = scriptedAnswer()
  const turned = steps.map(({ kind, text, ...others }) => ({ text, kind, ...others }))
  const ordered = {
    problemRepresentation: rest.problemRepresentation,
    steps: turned,
    differential: rest.differential,
  }
  expect(readPieces([JSON.stringify(ordered)])).toEqual(readPieces([scriptedText()]))
})

test('every cut of an answer gives the same events', () => {
  const whole = readPieces([scriptedText()])
  expect(readPieces([...scriptedText()])).toEqual(whole)
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 20 }), (places) => {
      expect(readPieces(cut(scriptedText(), places))).toEqual(whole)
    }),
  )
})

test('every cut of a damaged answer gives the same events up to the same fault', () => {
  const damage = fc.tuple(fc.nat(), fc.constantFrom('', '"', '}', ']', 'x', '\n', '\u0000', '9'))
  fc.assert(
    fc.property(damage, fc.array(fc.nat(), { maxLength: 8 }), ([at, put], places) => {
      const text = scriptedText()
      const place = at % text.length
      const damaged = text.slice(0, place) + put + text.slice(place + 1)
      expect(readPieces(cut(damaged, places))).toEqual(readPieces([damaged]))
    }),
    { numRuns: 300 },
  )
})

describe('what breaks the schema is refused with its place', () => {
  const answer = scriptedAnswer()
  const [first, ...others] = answer.steps
  const withStep = (step: object) => JSON.stringify({ ...answer, steps: [step, ...others] })
  test.each([
    ['an unknown kind', withStep({ ...first, kind: 'guess' }), '/steps/0/kind'],
    ['a missing field', withStep({ kind: 'finding', text: 'x' }), '/steps/0/quotes'],
    ['an unknown field', withStep({ ...first, score: 1 }), '/steps/0/score'],
    [
      'a fraction',
      JSON.stringify({ ...answer, differential: [{ ...answer.differential[0], percent: 7.5 }] }),
      '/differential/0/percent',
    ],
    ['no steps', JSON.stringify({ ...answer, steps: [] }), '/steps'],
    ['no differential', JSON.stringify({ problemRepresentation: 'x', steps: answer.steps }), '/differential'],
    ['a sentence before it', `Sure: ${scriptedText()}`, 'position 4'],
    ['a cut end', scriptedText().slice(0, -20), 'found the end'],
  ])('%s', (_, text, place) => {
    const { fault } = readPieces([text])
    expect(fault).toContain(place)
  })
})

describe('percentages become a differential', () => {
  const entry = (diagnosis: string, percent: number): StructuredEntry => ({
    diagnosis, percent, for: [], against: [], cantMiss: false, nextTest: '',
  }) // prettier-ignore
  const likelihoods = (entries: StructuredEntry[]) => {
    const differential = toDifferential(entries, 0)
    return [
      ...differential.entries.map(({ diagnosis, likelihood }) => [diagnosis, likelihood]),
      differential.noneOfThese,
    ]
  }

  test('what is left of 100 is none of these', () => {
    expect(likelihoods([entry('A', 20), entry('B', 50)])).toEqual([['B', 0.5], ['A', 0.2], 0.3])
  })
  test('more than 100 together is scaled down', () => {
    expect(likelihoods([entry('A', 90), entry('B', 60)])).toEqual([['A', 0.6], ['B', 0.4], 0])
  })
  test('nothing at all is none of these', () => {
    expect(likelihoods([entry('A', 0)])).toEqual([['A', 0], 1])
  })
  test('a diagnosis named twice counts once', () => {
    expect(likelihoods([entry('Gout', 30), entry('gout ', 40)])).toEqual([['gout', 0.4], 0.6])
  })
  test('steps that do not exist are left out', () => {
    const [first] = toDifferential([{ ...entry('A', 10), for: [1, 3, 3, 9], against: [2] }], 3).entries
    expect(first).toMatchObject({ stepsFor: [0, 2], stepsAgainst: [1], nextTest: null })
  })
  test('everything always adds up to 1', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 10 }), (percents) => {
        const differential = toDifferential(
          percents.map((percent, i) => entry(`D${i}`, percent)),
          0,
        )
        const total = differential.entries.reduce(
          (sum, { likelihood }) => sum + likelihood,
          differential.noneOfThese,
        )
        expect(total).toBeCloseTo(1, 12)
        expect(differential.noneOfThese).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
