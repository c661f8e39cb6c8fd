import { describe, expect, test } from 'vitest'
import type { ReasoningEvent } from '../../domain/reasoning-event'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { sliceSpan } from '../../domain/span'
import { combinePacks, openPacks } from '../../knowledge/pack/combine-packs'
import { loadPack } from '../../knowledge/pack/load-pack'
import { createKnowledgeReasoner } from './knowledge-reasoner'

const reasoner = createKnowledgeReasoner(combinePacks(openPacks(loadPack(), null), []))
const PRESENTATION =
  'A 27-year-old man came with two days of sharp chest pain, worse on inspiration and relieved by sitting forward. A week earlier ' +
  'he had a coryzal illness. He had no cough, haemoptysis or leg swelling. Temperature 38.1 °C, pulse 104/min, BP 122/78 mmHg, ' +
  'oxygen saturation 98% on room air. A pericardial rub was heard; the JVP was not raised. CRP 62 mg/L, troponin 12 ng/L. ' +
  'ECG showed widespread ST elevation with PR depression.'

async function run(
  presentation: string,
  continueFrom: readonly ReasoningStepDraft[] = [],
): Promise<ReasoningEvent[]> {
  const events: ReasoningEvent[] = []
  const subject = { presentation, stages: [] }
  for await (const event of reasoner.reason(subject, { seed: 1, continueFrom }, new AbortController().signal))
    events.push(event)
  return events
}

function stepsOf(events: readonly ReasoningEvent[]): ReasoningStepDraft[] {
  return events.flatMap((event) => (event.kind === 'step-completed' ? [event.step] : []))
}

function differentialsOf(events: readonly ReasoningEvent[]) {
  return events.flatMap((event) => (event.kind === 'differential-updated' ? [event.differential] : []))
}

describe('a whole run', () => {
  test('keeps the order of events that every reasoner keeps', async () => {
    const kinds = (await run(PRESENTATION)).map(({ kind }) => kind)
    const letters = { started: 'a', preparing: 'p', 'problem-representation': 'r', 'thinking-delta': 'h', 'step-started': 's', 'text-delta': 't', 'step-completed': 'c', 'differential-updated': 'd', finished: 'f', failed: 'x' } // prettier-ignore
    expect(kinds.map((kind) => letters[kind]).join('')).toMatch(/^ar(st+cd?)+f$/)
  })

  test('takes twelve to eighteen steps in a clinician’s order, numbered from 0', async () => {
    const steps = stepsOf(await run(PRESENTATION))
    expect(steps.length).toBeGreaterThanOrEqual(12)
    expect(steps.length).toBeLessThanOrEqual(18)
    expect(steps.map(({ index }) => index)).toEqual(steps.map((_, index) => index))
    expect(steps[0]?.kind).toBe('problem-representation')
    expect(steps.slice(-2).map(({ kind }) => kind)).toEqual(['test', 'conclude'])
  })

  test('quotes the case word by word', async () => {
    const quotes = stepsOf(await run(PRESENTATION)).flatMap((step) => step.quotes)
    expect(quotes.length).toBeGreaterThan(10)
    for (const { text, span } of quotes) expect(span && sliceSpan(PRESENTATION, span)).toBe(text)
  })

  test('ranks at most ten diagnoses, and what is left is none of these', async () => {
    const differentials = differentialsOf(await run(PRESENTATION))
    expect(differentials.length).toBeGreaterThanOrEqual(10)
    for (const { entries, noneOfThese } of differentials) {
      expect(entries.length).toBeLessThanOrEqual(10)
      expect(entries.reduce((sum, { likelihood }) => sum + likelihood, noneOfThese)).toBeCloseTo(1, 9)
    }
    expect(differentials.at(-1)?.entries[0]?.diseaseId).toBe('acute-pericarditis')
  })

  test('a step that names a factor carries it', async () => {
    const step = stepsOf(await run(PRESENTATION)).find(({ text }) =>
      text.includes('multiplies the odds of acute pericarditis'),
    )
    const touch = step?.hypotheses.find(({ diseaseId }) => diseaseId === 'acute-pericarditis')
    expect(touch?.direction).toBe('for')
    expect(touch?.likelihoodRatio).toBeGreaterThan(1)
  })

  test('is the same every time', async () => {
    const [first, second] = [await run(PRESENTATION), await run(PRESENTATION)]
    expect(stepsOf(second)).toEqual(stepsOf(first))
  })
})

test('a continued run takes up where the steps end', async () => {
  const whole = stepsOf(await run(PRESENTATION))
  const rest = await run(PRESENTATION, whole.slice(0, 5))
  expect(stepsOf(rest)).toEqual(whole.slice(5))
})

test('an empty case fails with its code', async () => {
  expect((await run('  \n ')).at(-1)).toMatchObject({ kind: 'failed', failure: { code: 'empty-case' } })
})

test('a text without a known finding leaves everything to none of these', async () => {
  const events = await run('Twelve brown boxes stood beside a tall green wall.')
  expect(differentialsOf(events).at(-1)).toEqual({ entries: [], noneOfThese: 1 })
  expect(events.at(-1)?.kind).toBe('finished')
})

test('an abort ends it with the signal’s reason', async () => {
  const controller = new AbortController()
  const events = reasoner.reason(
    { presentation: PRESENTATION, stages: [] },
    { seed: 1, continueFrom: [] },
    controller.signal,
  )
  await events.next()
  await events.next()
  await events.next()
  controller.abort(new Error('stopped by the reader'))
  await expect(async () => {
    for await (const event of events) void event
  }).rejects.toThrow('stopped by the reader')
})

test('a local frequency is marked in the step, the odds and the manifest', async () => {
  const changes = [
    {
      kind: 'frequency' as const,
      diseaseId: 'acute-pericarditis',
      findingId: 'pericardial-rub',
      frequency: 'obligate' as const,
      by: 'Dr Test',
      at: 1,
      why: 'Own series',
    },
  ]
  const local = createKnowledgeReasoner(combinePacks(openPacks(loadPack(), null), changes))
  const subject = { presentation: PRESENTATION, stages: [] }
  const events: ReasoningEvent[] = []
  for await (const event of local.reason(
    subject,
    { seed: 1, continueFrom: [] },
    new AbortController().signal,
  ))
    events.push(event)
  expect(events[0]).toMatchObject({ manifest: { promptVersion: expect.stringMatching(/1 local change \(/) } })
  const [leader] = differentialsOf(events).at(-1)?.entries ?? []
  expect(leader?.evidenceFor.filter(({ isLocal }) => isLocal).map(({ label }) => label)).toHaveLength(1)
  expect(stepsOf(events).some(({ text }) => text.includes('by a local figure'))).toBe(true)
})
