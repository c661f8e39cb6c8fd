import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClinicalCase } from '../../src/domain/case'
import type { CaseId } from '../../src/domain/ids'
import { RUN_FAILURE_CODES, type Run, type RunFailure, type RunFailureCode } from '../../src/domain/run'
import { arbitraryRun } from '../../src/formats/bundle/arbitrary-records'
import { createRowReader } from '../../src/formats/case-json/case-json'
import { caseIdOf, caseOfRow } from './case-of-row'
import { backoffMs, judgeFailure } from './retry'
import { type BatchDeps, runBatch, type SetAside } from './run-batch'

const never = new AbortController().signal
const [template] = fc.sample(arbitraryRun, { numRuns: 1, seed: 1 })
if (!template) throw new Error('no sample')

const finishedRun = ({ id: caseId }: ClinicalCase): Run => ({
  ...template,
  caseId,
  status: 'finished',
  failure: null,
})
const failedRun = (subject: ClinicalCase, code: RunFailureCode, detail = ''): Run => ({
  ...finishedRun(subject),
  status: 'failed',
  failure: { code, detail },
})

const rowText = (number: number) => JSON.stringify({ case_prompt: `Case number ${number} has a fever.` })
const texts = (count: number) => Array.from({ length: count }, (_, index) => rowText(index))

function setUp(lines: readonly string[], overrides: Partial<BatchDeps> = {}) {
  const written: CaseId[] = []
  const aside: SetAside[] = []
  const waits: number[] = []
  const asked = { rows: 0, ended: 0, most: 0 }
  async function* rows() {
    const reader = createRowReader('d.jsonl')
    for (const [index, text] of lines.entries()) {
      asked.rows += 1
      asked.most = Math.max(asked.most, asked.rows - asked.ended)
      const outcome = reader.readLine(text, index + 1)
      if (outcome) yield outcome
    }
  }
  const deps: BatchDeps = {
    rows: rows(),
    toCase: (draft) => caseOfRow(draft, 0),
    isDone: () => false,
    reason: async (subject) => finishedRun(subject),
    write: async ({ subject }) => {
      written.push(subject.id)
      asked.ended += 1
    },
    setAside: async (entry) => {
      aside.push(entry)
      asked.ended += 1
    },
    retryAfterMs: () => null,
    wait: async (ms) => void waits.push(ms),
    backoff: { baseMs: 100, maxMs: 1000, random: () => 0.5 },
    concurrency: 4,
    tries: 3,
    onProgress: () => undefined,
    ...overrides,
  }
  return { deps, written, aside, waits, asked }
}

test('every row comes out once, and the counts add up', async () => {
  const done = caseIdOf('Case number 2 has a fever.')
  const lines = [...texts(10), rowText(3), '', 'not JSON', '{"case_prompt":5}']
  const { deps, written, aside } = setUp(lines, { isDone: (id) => id === done })
  const { counts, stopped } = await runBatch(deps, never)
  expect(counts).toEqual({
    rows: 13,
    finished: 9,
    skipped: 1,
    duplicates: 1,
    rejected: 2,
    failed: 0,
    retries: 0,
  })
  expect(stopped).toBeNull()
  expect(new Set(written).size).toBe(9)
  expect(new Set(aside.map(({ line }) => line))).toEqual(new Set([13, 14]))
})

test('a row is read when there is room for it, 15,000 of them too', { timeout: 30_000 }, async () => {
  const { deps, asked } = setUp(texts(15_000), {
    concurrency: 64,
    reason: async (subject) => {
      await Promise.resolve()
      return finishedRun(subject)
    },
  })
  expect((await runBatch(deps, never)).counts.finished).toBe(15_000)
  expect(asked.most).toBeLessThanOrEqual(64)
})

describe('a failing case', () => {
  test('is tried again, waiting longer each time and as long as the server asks', async () => {
    let tries = 0
    const { deps, written, waits } = setUp(texts(1), {
      tries: 5,
      retryAfterMs: ({ detail }) => (detail === 'wait' ? 7000 : null),
      reason: async (subject) => {
        const failures = [
          ['server-busy', 'wait'],
          ['stalled', ''],
          ['answer-cut', ''],
        ] as const
        const failure = failures[tries++]
        return failure ? failedRun(subject, failure[0], failure[1]) : finishedRun(subject)
      },
    })
    const { counts } = await runBatch(deps, never)
    expect(counts).toMatchObject({ finished: 1, retries: 3 })
    expect(written).toHaveLength(1)
    expect(waits).toEqual([7050, 100, 200])
  })

  test('is set aside after its tries, at once where trying again is no use; the others go on', async () => {
    const failures: Record<string, RunFailureCode> = { 1: 'server-error', 2: 'malformed-output' }
    const { deps, aside } = setUp(texts(4), {
      reason: async (subject) => {
        const code = failures[/\d/.exec(subject.presentation)?.[0] ?? '']
        return code ? failedRun(subject, code, 'why') : finishedRun(subject)
      },
    })
    const { counts } = await runBatch(deps, never)
    expect(counts).toMatchObject({ finished: 2, failed: 2, retries: 2 })
    expect(aside).toMatchObject([
      { kind: 'failed', line: 3, tries: 1, failure: { code: 'malformed-output', detail: 'why' } },
      { kind: 'failed', line: 2, tries: 3, failure: { code: 'server-error' } },
    ])
  })

  test('stops the batch where every other would fail alike', async () => {
    const { deps, asked } = setUp(texts(1000), {
      reason: async (subject) => failedRun(subject, 'server-refused', 'HTTP 401'),
    })
    const { stopped } = await runBatch(deps, never)
    expect(stopped).toEqual({ code: 'server-refused', detail: 'HTTP 401' })
    expect(asked.rows).toBeLessThan(20)
  })

  test('a server that is gone stops it before it has failed the whole file', async () => {
    const { deps, asked } = setUp(texts(1000), {
      reason: async (subject) => failedRun(subject, 'server-unreachable', 'ECONNREFUSED'),
    })
    const { stopped, counts } = await runBatch(deps, never)
    expect(stopped?.code).toBe('server-unreachable')
    expect(counts.failed).toBeLessThan(4)
    expect(asked.rows).toBeLessThan(20)
  })

  test('every failure has its consequence', () => {
    const judge = (failure: RunFailure) => judgeFailure(failure)
    expect(RUN_FAILURE_CODES.map((code) => judge({ code, detail: '' }))).not.toContain(undefined)
    expect(judge({ code: 'server-error', detail: 'HTTP 400: bad seed' })).toBe('set-aside')
    expect(judge({ code: 'server-error', detail: 'HTTP 503: loading' })).toBe('retry')
  })
})

test('an abort ends it at once, and nothing is written afterwards', async () => {
  const controller = new AbortController()
  const { deps, written } = setUp(texts(100), {
    reason: async (subject) => {
      if (written.length >= 10) controller.abort(new Error('Ctrl+C'))
      return finishedRun(subject)
    },
  })
  await expect(runBatch(deps, controller.signal)).rejects.toThrow('Ctrl+C')
  const count = written.length
  await Promise.resolve()
  expect(written).toHaveLength(count)
  expect(count).toBeLessThan(20)
})

test('a fault in writing ends it with that fault', async () => {
  const { deps } = setUp(texts(50), { write: () => Promise.reject(new Error('disk full')) })
  await expect(runBatch(deps, never)).rejects.toThrow('disk full')
})

test('waits grow up to a limit, spread by chance', () => {
  const options = { baseMs: 1000, maxMs: 8000, random: () => 0.999 }
  expect([1, 2, 3, 4, 5, 9].map((tried) => Math.round(backoffMs(tried, null, options)))).toEqual([
    999, 1998, 3996, 7992, 7992, 7992,
  ])
  expect(backoffMs(3, null, { ...options, random: () => 0 })).toBe(0)
})

test('a case’s id follows its words, not their spacing', () => {
  expect(caseIdOf('Fever  and\nrash')).toBe(caseIdOf('fever and rash'))
  expect(caseIdOf('Fever')).not.toBe(caseIdOf('Fevers'))
  expect(caseIdOf('Fever')).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
})
