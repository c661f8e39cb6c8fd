import { spawn } from 'node:child_process'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type Answering,
  json,
  type ReceivedRequest,
  startTestServer,
  streamed,
  type TestServer,
} from '../scripts/model-server'
import { llamaCppShape, replyTo, vllmShape } from '../scripts/model-server-shapes'
import { SCRIPTED_CASE, scriptedSteps } from '../scripts/tiny-gguf-script.mjs'
import { parseCaseFile } from '../src/formats/parse-case-file'
import { parseRunsJsonl } from '../src/formats/runs-jsonl/runs-jsonl'
import { main } from './rounds.ts' // the extension tells it from the command of the same name

const COMMAND = fileURLToPath(new URL('rounds.mjs', import.meta.url))
const KEY = 'sk-test-4711'

let folder = ''
let servers: TestServer[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rounds-'))
})
afterEach(async () => {
  for (const server of servers) await server.close()
  servers = []
  await rm(folder, { recursive: true, force: true })
})

const at = (name: string) => join(folder, name)
const answer: Answering = (request) =>
  streamed(vllmShape({ pieces: replyTo(request).match(/.{1,40}/gsu) ?? [] }))

async function serve(answering: Answering): Promise<TestServer> {
  const server = await startTestServer((request) =>
    request.path === '/v1/models' ? json(200, { data: [{ id: 'm' }] }) : answering(request),
  )
  servers.push(server)
  return server
}

async function run(args: readonly string[], signal = new AbortController().signal) {
  let [out, err] = ['', '']
  const status = await main(args, {
    environment: { ROUNDS_API_KEY: KEY },
    appVersion: '0.0.0',
    out: (text) => (out += text),
    err: (text) => (err += text),
    signal,
  })
  return { status, out, err }
}

const caseText = (number: number) => `${SCRIPTED_CASE} She is number ${number} on the list.`
const promptOf = ({ body }: ReceivedRequest) =>
  (body?.['messages'] as { content: string }[] | undefined)?.[0]?.content ?? ''
const numberOf = (request: ReceivedRequest) => Number(/number (\d+) on/.exec(promptOf(request))?.[1])

async function writeData(count: number): Promise<string> {
  const rows = Array.from({ length: count }, (_, index) =>
    JSON.stringify({ case_prompt: caseText(index), final_diagnosis: 'Measles' }),
  )
  await writeFile(at('data.jsonl'), rows.join('\n'))
  return at('data.jsonl')
}

const batchArgs = (data: string, server: TestServer, ...more: string[]) => [
  'batch',
  data,
  '--endpoint',
  server.baseUrl,
  '--model',
  'm',
  '--out',
  at('runs.jsonl'),
  ...more,
]

async function readRuns() {
  const { records, problems } = parseRunsJsonl(await readFile(at('runs.jsonl'), 'utf8'))
  expect(problems).toEqual([])
  return records
}

describe('reason', () => {
  test('prints the steps and the differential of a server’s model', async () => {
    const server = await serve((request) => streamed(llamaCppShape({ pieces: [replyTo(request)] })))
    await writeFile(at('case.txt'), SCRIPTED_CASE)
    const args = ['reason', at('case.txt'), '--endpoint', server.baseUrl, '--model', 'm', '--seed', '7']
    const { status, out, err } = await run(args)
    expect([status, err]).toEqual([0, ''])
    expect(out).toMatch(/^openai · m · structured · seed 7\n/)
    expect(out).toMatch(/\n1\. \w+\n[^]*\n4\. \w+\n[^]*\nDifferential\n 1\. +\d+% {2}\w/)
    expect(server.received[1]?.body).toMatchObject({ model: 'm', seed: 7, temperature: 0.2 })
    expect(server.received[1]?.headers['authorization']).toBe(`Bearer ${KEY}`)
    expect(out).not.toContain(KEY)
  })

  test('steps are printed before the answer is whole', async () => {
    let goOn = () => undefined as void
    const rest = new Promise<void>((resolve) => (goOn = resolve))
    async function* pieces(request: ReceivedRequest) {
      const text = replyTo(request)
      const [head, tail] = [text.slice(0, -200), text.slice(-200)]
      yield vllmShape({ pieces: [head] })
        .slice(0, 2)
        .join('')
      await rest
      yield vllmShape({ pieces: [tail] }).join('')
    }
    const server = await serve((request) => streamed(pieces(request)))
    await writeFile(at('case.txt'), SCRIPTED_CASE)
    let out = ''
    const status = main(['reason', at('case.txt'), '--endpoint', server.baseUrl, '--model', 'm'], {
      environment: {},
      appVersion: '0.0.0',
      out: (text) => (out += text),
      err: () => undefined,
      signal: new AbortController().signal,
    })
    await expect.poll(() => out).toContain('\n1. ')
    expect(out).not.toContain('Differential')
    goOn()
    expect(await status).toBe(0)
  })

  test('as JSON it is a row that the workbench imports', async () => {
    await writeFile(at('case.txt'), SCRIPTED_CASE)
    const { out } = await run(['reason', at('case.txt'), '--json'])
    const result = parseCaseFile('run.jsonl', new TextEncoder().encode(out))
    expect(result).toMatchObject({
      kind: 'bundle',
      problems: [],
      records: { runs: [{ status: 'finished' }] },
    })
  })

  test('what fails is said in words', async () => {
    const server = await serve(() => json(401, { error: { message: `bad key ${KEY}` } }))
    await writeFile(at('case.txt'), SCRIPTED_CASE)
    const failed = await run(['reason', at('case.txt'), '--endpoint', server.baseUrl, '--model', 'm'])
    expect(failed.status).toBe(1)
    expect(failed.out).toContain('The server refused the key: HTTP 401')
    expect(failed.out).not.toContain(KEY)
    expect(await run(['reason', at('none.txt')])).toMatchObject({
      status: 1,
      err: expect.stringContaining('no file'),
    })
  })
})

describe('a command that cannot be followed', () => {
  test.each([
    [['sing'], 'no command "sing"'],
    [['reason'], 'Which file?'],
    [['batch', 'a.jsonl'], '--out'],
    [['reason', 'a.txt', '--engine', 'webllm'], 'need a browser'],
    [['reason', 'a.txt', '--engine', 'openai'], '--endpoint'],
    [['reason', 'a.txt', '--endpoint', 'http://x'], '--model'],
    [['reason', 'a.txt', '--tries', '3'], 'belongs to batch'],
    [['batch', 'a', '--out', 'b', '--concurrency', '0'], 'a whole number from 1'],
    [['reason', 'a.txt', '--nonsense'], 'nonsense'],
  ])('%j', async (args, words) => {
    const { status, err } = await run(args)
    expect(status).toBe(2)
    expect(err).toContain(words)
  })

  test('help is no error', async () => expect(await run(['help'])).toMatchObject({ status: 0, err: '' }))
})

describe('batch', () => {
  test('every case has a run; busy and broken answers are tried again, hopeless ones set aside', async () => {
    const tries = new Map<number, number>()
    const server = await serve((request) => {
      const number = numberOf(request)
      const tried = (tries.get(number) ?? 0) + 1
      tries.set(number, tried)
      if (number === 3) return streamed(vllmShape({ pieces: ['{"no":'] }))
      if (number === 4) return json(500, { error: 'CUDA error' })
      if (tried === 1 && number % 5 === 0) return json(429, {}, { 'Retry-After': '0' })
      if (tried === 1 && number % 5 === 1) return streamed(['data: {"choi'], 'break')
      return answer(request)
    })
    const data = await writeData(24)
    await appendFile(data, `\nnot JSON\n${JSON.stringify({ case_prompt: caseText(2) })}\n`)
    const args = batchArgs(data, server, '--concurrency', '6', '--tries', '3', '--retry-seconds', '0.01')
    const { status, err } = await run(args)
    expect(status).toBe(1)
    expect(err).toContain('26 rows: 22 finished, 2 failed, 1 unreadable, 1 duplicates')
    const { cases, runs } = await readRuns()
    expect([cases.length, runs.length]).toEqual([22, 22])
    expect(
      runs.every((one) => one.steps.length === scriptedSteps().length && one.manifest.model?.name === 'm'),
    ).toBe(true)
    const errors = (await readFile(at('runs.errors.jsonl'), 'utf8')).trim().split('\n')
    const aside = errors.map((line) => JSON.parse(line) as { line: number; failure?: { code: string } })
    expect(new Map(aside.map(({ line, failure }) => [line, failure?.code]))).toEqual(
      new Map([
        [25, undefined],
        [4, 'malformed-output'],
        [5, 'server-error'],
      ]),
    )
  })

  test('the same command again runs what is missing, and no other settings into the same file', async () => {
    let isDown = true
    const server = await serve((request) =>
      isDown && numberOf(request) > 1 ? json(500, { error: 'down' }) : answer(request),
    )
    const data = await writeData(4)
    const args = batchArgs(data, server, '--tries', '1')
    expect((await run(args)).status).toBe(1)
    isDown = false
    const again = await run(args)
    expect(again.status).toBe(0)
    expect(again.err).toContain('2 finished, 2 done before')
    expect(await readFile(at('runs.errors.jsonl'), 'utf8')).toBe('')
    expect((await readRuns()).runs).toHaveLength(4)
    const other = await run([...args, '--seed', '2'])
    expect([other.status, other.err]).toEqual([1, expect.stringContaining('another seed')])
  })

  test('a refused key stops it at once', async () => {
    const server = await serve(() => json(401, {}))
    const { status, err } = await run(batchArgs(await writeData(200), server))
    expect(status).toBe(1)
    expect(err).toContain('The server refused the key')
    expect(server.received.length).toBeLessThan(20)
  })

  test('Ctrl+C stops it; what is written stays', async () => {
    const controller = new AbortController()
    const server = await serve((request) => {
      if (numberOf(request) === 9) controller.abort(new Error('SIGINT'))
      return answer(request)
    })
    const args = batchArgs(await writeData(40), server, '--concurrency', '2')
    expect(await run(args, controller.signal)).toMatchObject({ status: 130 })
    expect((await readRuns()).runs.length).toBeLessThan(15)
    expect((await run(args)).status).toBe(0)
    expect((await readRuns()).runs).toHaveLength(40)
  })

  test('the knowledge engine needs no server', async () => {
    const { status } = await run([
      'batch',
      await writeData(5),
      '--engine',
      'knowledge',
      '--out',
      at('runs.jsonl'),
    ])
    expect(status).toBe(0)
    expect((await readRuns()).runs.map(({ manifest }) => manifest.engine)).toEqual(Array(5).fill('knowledge'))
  })
})

test(
  'killed again and again it goes on where it was: no case lost, none doubled',
  { timeout: 60_000 },
  async () => {
    const COUNT = 60
    const server = await serve(answer)
    const args = batchArgs(await writeData(COUNT), server, '--concurrency', '4')
    const start = () => spawn(process.execPath, [COMMAND, ...args], { stdio: 'ignore' })
    const linesIn = async () =>
      (await readFile(at('runs.jsonl'), 'utf8').catch(() => '')).split('\n').length - 1

    for (const enough of [10, 30]) {
      const child = start()
      const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
      await expect.poll(linesIn, { timeout: 20_000, interval: 1 }).toBeGreaterThanOrEqual(enough)
      child.kill('SIGKILL')
      expect(await ended).toBe('SIGKILL')
      expect(await linesIn()).toBeLessThan(COUNT)
      // What a kill in mid-write leaves.
      const half = await readFile(at('runs.jsonl'), 'utf8')
      await appendFile(at('runs.jsonl'), half.slice(0, 900))
    }
    const status = await new Promise((resolve) => start().once('exit', resolve))
    expect(status).toBe(0)
    const { cases, runs } = await readRuns()
    expect([cases.length, runs.length]).toEqual([COUNT, COUNT])
    const numbers = cases.map(({ presentation }) => Number(/number (\d+) on/.exec(presentation)?.[1]))
    expect(new Set(numbers).size).toBe(COUNT)
  },
)
