import { expect, test } from 'vitest'
import type { ReasoningEvent } from '../../domain/reasoning-event'
import { compilePack } from '../../knowledge/extraction/compile-pack'
import { loadPack } from '../../knowledge/pack/load-pack'
import { createKnowledgeReasoner } from './knowledge-reasoner'

const compiled = compilePack(loadPack())
const reasoner = createKnowledgeReasoner(compiled, () => 0)
const PRESENTATION =
  'A 27-year-old man has sharp chest pain, worse on deep inspiration and relieved by sitting forward. No cough or haemoptysis. There is a pericardial rub. ECG: widespread ST elevation with PR depression.'

async function collect(
  presentation: string,
  continueFrom: Parameters<typeof reasoner.reason>[1]['continueFrom'] = [],
) {
  const events: ReasoningEvent[] = []
  for await (const event of reasoner.reason(
    { presentation, stages: [] },
    { seed: 1, continueFrom },
    new AbortController().signal,
  )) {
    events.push(event)
  }
  return events
}
const stepsOf = (events: readonly ReasoningEvent[]) =>
  events.flatMap((event) => (event.kind === 'step-completed' ? [event.step] : []))

test('events come in order and the differential moves at least ten times', async () => {
  const events = await collect(PRESENTATION)
  expect(events[0]?.kind).toBe('started')
  expect(events.at(-1)?.kind).toBe('finished')
  expect(stepsOf(events).map(({ index }) => index)).toEqual(stepsOf(events).map((_, index) => index))
  const updates = events.filter((event) => event.kind === 'differential-updated')
  const paints = events.filter(
    (event) => event.kind === 'differential-updated' || event.kind === 'step-completed',
  )
  expect(paints.length).toBeGreaterThanOrEqual(10)
  for (const { differential } of updates) {
    expect(differential.entries.length).toBeLessThanOrEqual(10)
    expect(
      differential.entries.reduce((sum, { likelihood }) => sum + likelihood, differential.noneOfThese),
    ).toBeCloseTo(1, 9)
  }
  expect(updates.at(-1)?.differential.entries[0]?.diagnosis).toBe('Acute pericarditis')
})

test('quotes are the words of the case at their spans', async () => {
  for (const step of stepsOf(await collect(PRESENTATION))) {
    for (const { text, span } of step.quotes) expect(PRESENTATION.slice(span?.start, span?.end)).toBe(text)
  }
})

test('the same case always gives the same run', async () => {
  expect(await collect(PRESENTATION)).toEqual(await collect(PRESENTATION))
})

test('a continued run gives the steps that were missing', async () => {
  const all = stepsOf(await collect(PRESENTATION))
  const rest = stepsOf(await collect(PRESENTATION, all.slice(0, 3)))
  expect(rest).toEqual(all.slice(3))
})

test('an empty case fails, one without known findings says so', async () => {
  expect(await collect('  ')).toContainEqual({ kind: 'failed', failure: { code: 'empty-case', detail: '' } })
  const events = await collect('Lorem ipsum dolor sit amet.')
  expect(stepsOf(events).at(-1)?.text).toContain('No finding')
})
