import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  SCRIPTED_CASE,
  scriptedDifferential,
  scriptedSteps,
  scriptedTexts,
  scriptedTrace,
} from '../../../scripts/tiny-gguf-script.mjs'
import { sliceSpan } from '../../domain/span'
import { isAnswerFault, type AnswerEvent } from '../strategies/strategy'
import { ANSWER_LIMITS, type AnswerEntry } from '../strategies/answer-schema'
import { differentialAnswerSchema } from '../strategies/differential-turn'
import { PANEL_LIMITS, turnSchema } from '../strategies/panel'
import { attackSchema, REFLECT_LIMITS, revisionSchema } from '../strategies/reflect'
import { STAGE_KINDS, STRUCTURED_LIMITS, traceSchema } from '../strategies/structured'
import { createStepsAnswerReader, type StepsAnswerContext } from './steps-answer'
import { toDifferential } from './to-differential'

const [traceText = '', differentialText = ''] = scriptedTexts()
const traceContext: StepsAnswerContext = {
  presentation: SCRIPTED_CASE,
  schema: traceSchema(STRUCTURED_LIMITS, false),
  firstIndex: 0,
  places: STAGE_KINDS,
}
const differentialContext: StepsAnswerContext = {
  presentation: SCRIPTED_CASE,
  schema: differentialAnswerSchema(ANSWER_LIMITS, 6, null),
  firstIndex: 6,
  places: {},
}

interface Reading {
  readonly events: readonly AnswerEvent[]
  readonly fault: string | null
}

/** Reads to the end or to the first fault, with the deltas of one step joined. */
async function readPieces(pieces: readonly string[], context = traceContext): Promise<Reading> {
  const reader = createStepsAnswerReader(context)
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
    add(await reader.end())
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

test('a step starts, grows and completes, in the order of the contract', async () => {
  const { events, fault } = await readPieces([traceText])
  expect(fault).toBeNull()
  const step = ['step-started', 'text-delta', 'step-completed']
  expect(events.map((event) => event.kind)).toEqual(
    ['problem-representation', step, step, step, step, step, step].flat(),
  )
  const steps = events.flatMap((event) => (event.kind === 'step-completed' ? [event.step] : []))
  expect(steps.map(({ index, kind }) => [index, kind])).toEqual(
    scriptedSteps().map(({ kind }, index) => [index, kind]),
  )
})

test('quotes point at the words of the case', async () => {
  const { events } = await readPieces([traceText])
  const completed = events.flatMap((event) => (event.kind === 'step-completed' ? [event.step] : []))
  const quoted = completed.flatMap((step) =>
    step.quotes.map((quote) => quote.span && sliceSpan(SCRIPTED_CASE, quote.span)),
  )
  expect(quoted).toEqual(scriptedSteps().flatMap((step) => step.quotes))
  const [invented = ''] = scriptedTexts('structured', 'words that are not there')
  expect((await readPieces([invented])).events[3]).toMatchObject({
    step: { quotes: [{ text: 'words that are not there', span: null }] },
  })
})

test('numbering goes on after accepted steps', async () => {
  const { events } = await readPieces([traceText], { ...traceContext, firstIndex: 5 })
  const indexes = events.flatMap((event) => (event.kind === 'step-completed' ? [event.step.index] : []))
  expect(indexes).toEqual([5, 6, 7, 8, 9, 10])
})

test('a differential of its own answer stands after the last step', async () => {
  const { events } = await readPieces([differentialText], differentialContext)
  expect(events).toMatchObject([{ kind: 'differential-updated', afterStep: 5 }])
})

test('an author, a reply and a revision are told', async () => {
  const [, , attack = '', revision = ''] = scriptedTexts('reflect')
  const attacked = await readPieces([attack], {
    ...traceContext,
    schema: attackSchema(REFLECT_LIMITS, 6),
    firstIndex: 6,
    places: { attacks: null },
    author: 'critic',
  })
  expect(attacked.events.at(-1)).toMatchObject({ step: { index: 6, author: 'critic', repliesTo: 5 } })
  const before = [{ diagnosis: 'Acute appendicitis', likelihood: 0.75 }]
  const revised = await readPieces([revision], {
    ...differentialContext,
    schema: revisionSchema(REFLECT_LIMITS, 7),
    firstIndex: 7,
    revises: before,
  })
  expect(revised.events).toMatchObject([
    { afterStep: 6, differential: { revision: { before, reason: 'Torsion was put too low.' } } },
  ])
})

test('text that comes before the kind is held until the step can start', async () => {
  const schema = turnSchema(PANEL_LIMITS, false)
  const context = { ...traceContext, schema, places: { steps: null } }
  const { kind, quotes, text, moves } = scriptedSteps()[2] ?? {}
  const usual = await readPieces([JSON.stringify({ steps: [{ kind, quotes, text, moves }] })], context)
  expect(await readPieces([JSON.stringify({ steps: [{ text, moves, kind, quotes }] })], context)).toEqual(
    usual,
  )
  expect(usual.events).toHaveLength(3)
})

test.each([
  ['a trace', traceText, traceContext],
  ['a differential', differentialText, differentialContext],
])('every cut of %s gives the same events', async (_, text, context) => {
  const whole = await readPieces([text], context)
  expect(whole.fault).toBeNull()
  expect(await readPieces([...text], context)).toEqual(whole)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 20 }), async (places) => {
      expect(await readPieces(cut(text, places), context)).toEqual(whole)
    }),
  )
})

test('every cut of a damaged answer gives the same events up to the same fault', async () => {
  const damage = fc.tuple(fc.nat(), fc.constantFrom('', '"', '}', ']', 'x', '\n', '\u0000', '9'))
  await fc.assert(
    fc.asyncProperty(damage, fc.array(fc.nat(), { maxLength: 8 }), async ([at, put], places) => {
      const place = at % traceText.length
      const damaged = traceText.slice(0, place) + put + traceText.slice(place + 1)
      expect(await readPieces(cut(damaged, places))).toEqual(await readPieces([damaged]))
    }),
    { numRuns: 300 },
  )
})

describe('what breaks the schema is refused with its place', () => {
  const trace = scriptedTrace()
  const [first, second] = scriptedSteps().slice(2)
  const weighing = (step: object) => JSON.stringify({ ...trace, weighing: [step, second] })
  test.each([
    ['an unknown kind', weighing({ ...first, kind: 'guess' }), '/weighing/0/kind'],
    ['a kind of another stage', weighing({ ...first, kind: 'conclude' }), '/weighing/0/kind'],
    ['a missing field', weighing({ kind: 'support', text: 'x' }), '/weighing/0/quotes'],
    ['an unknown field', weighing({ ...first, guess: 1 }), '/weighing/0/guess'],
    ['a step that is no object', JSON.stringify({ ...trace, tests: ['x'] }), '/tests/0'],
    ['no findings', JSON.stringify({ ...trace, findings: [] }), '/findings'],
    ['a stage left out', JSON.stringify({ ...trace, tests: undefined }), '/tests'],
    ['a sentence before it', `Sure: ${traceText}`, 'position 4'],
    ['a cut end', traceText.slice(0, -20), 'found the end'],
  ])('%s', async (_, text, place) => {
    const { fault } = await readPieces([text])
    expect(fault).toContain(place)
  })

  test('a fraction for a percentage', async () => {
    const [entry] = scriptedDifferential()
    const text = JSON.stringify({ differential: [{ ...entry, percent: 7.5 }] })
    expect((await readPieces([text], differentialContext)).fault).toContain('/differential/0/percent')
  })
})

describe('percentages become a differential', () => {
  const entry = (diagnosis: string, percent: number): AnswerEntry => ({
    diagnosis, percent, for: [], against: [], cantMiss: false, nextTest: '',
  }) // prettier-ignore
  const likelihoods = (entries: AnswerEntry[]) => {
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
