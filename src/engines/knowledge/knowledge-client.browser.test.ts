import { afterEach, expect, test } from 'vitest'
import { createKnowledgeClient, type KnowledgeClient } from './knowledge-client'

const TEXT = 'A 60-year-old woman with headache and jaw claudication. She had no fever. ESR 92 mm/h.'
const SUBJECT = { presentation: TEXT, stages: [] }
const OPTIONS = { seed: 1, continueFrom: [] }
let client: KnowledgeClient | null = null

afterEach(() => client?.dispose())

test('the worker extracts, reasons and verifies', async () => {
  client = createKnowledgeClient()
  const { findings, age, sex } = await client.extract(SUBJECT)
  expect(findings.map(({ conceptId }) => conceptId)).toEqual(expect.arrayContaining(['fever', 'raised-esr']))
  expect([age?.years, sex?.value]).toEqual([60, 'female'])
  const kinds: string[] = []
  for await (const event of client.reasoner.reason(SUBJECT, OPTIONS, new AbortController().signal))
    kinds.push(event.kind)
  expect([kinds[0], kinds.at(-1)]).toEqual(['started', 'finished'])
  const step = {
    index: 0,
    kind: 'finding' as const,
    text: 'She has purple elbows.',
    quotes: [{ text: 'purple elbows', span: null }],
    hypotheses: [],
  }
  expect((await client.verify(SUBJECT, step, [])).map(({ code }) => code)).toContain('quote-not-in-case')
})

test('an aborted run rejects with the reason', async () => {
  client = createKnowledgeClient()
  const controller = new AbortController()
  const events = client.reasoner.reason(SUBJECT, OPTIONS, controller.signal)
  const first = events.next()
  controller.abort(new Error('stopped'))
  await expect(first).rejects.toThrow('stopped')
})

test('a worker that crashes refuses calls with its code and fails the run', async () => {
  const source = URL.createObjectURL(
    new Blob(['onmessage = () => { throw new Error("out of order") }'], { type: 'text/javascript' }),
  )
  client = createKnowledgeClient(() => new Worker(source))
  await expect(client.extract(SUBJECT)).rejects.toMatchObject({ code: 'engine-crashed' })
  await expect(client.extract(SUBJECT)).rejects.toMatchObject({ code: 'engine-crashed' })
  const { value } = await client.reasoner.reason(SUBJECT, OPTIONS, new AbortController().signal).next()
  expect(value).toMatchObject({ kind: 'failed', failure: { code: 'engine-crashed' } })
})
