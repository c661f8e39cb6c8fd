import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { SCRIPTED_CASE, scriptedReply } from '../../scripts/tiny-gguf-script.mjs'
import { judgeRatios, pairUp } from '../statistics.mjs'

const CONCURRENCY = 64
const PAIRS = 5
/** Time is taken of the second less the first, so that starting up isn't counted. */
const SIZES = [64, 320]
/** An answer comes in so many pieces over so long, as from a server that is busy with 64 of them. */
const PIECES = 20
const ANSWER_MS = 1000

const FIRST_FIELDS = ['problemRepresentation', 'differential']

/** What Rounds spends on a case besides waiting for the server, at 64 cases at once. */
export async function commandLine(measure) {
  const folder = await mkdtemp(join(tmpdir(), 'rounds-bench-'))
  const server = await startModelServer()
  try {
    const files = []
    for (const size of SIZES) {
      const rows = Array.from({ length: size }, (_, index) =>
        JSON.stringify({ title: `Case ${index}`, case_prompt: `${SCRIPTED_CASE} Patient ${index}.` }),
      )
      files.push(join(folder, `${size}.jsonl`))
      await writeFile(files.at(-1), rows.join('\n'))
    }
    let run = 0
    const rounds = (file) => {
      const out = join(folder, `runs-${++run}.jsonl`)
      const options = [
        '--endpoint',
        server.url,
        '--model',
        'small',
        '--concurrency',
        String(CONCURRENCY),
        '--out',
        out,
      ]
      return timeOf(['cli/rounds.mjs', 'batch', file, ...options])
    }
    const bare = (file) => timeOf(['bench/bare-client.mjs', file, server.url, String(CONCURRENCY)])
    const difference = (work) => async () => {
      const small = await work(files[0])
      return (await work(files[1])) - small
    }
    await measure('command line: time a case ÷ bare client', async () => {
      const { ratios, controls } = await pairUp(PAIRS, difference(rounds), difference(bare))
      return judgeRatios({ ratios, controls, limit: 1.1, unit: '× bare' })
    })
  } finally {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function timeOf(args) {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    child.stderr.on('data', (text) => (errors += text))
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0
        ? resolve(performance.now() - started)
        : reject(new Error(`${args[0]} ended with ${code}: ${errors}`)),
    )
  })
}

async function startModelServer() {
  const server = createServer(async (request, response) => {
    const body = []
    for await (const bytes of request) body.push(bytes)
    const json = (value) =>
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
    if (request.url.endsWith('/models')) return json({ data: [{ id: 'small' }] })
    if (request.url.endsWith('/formats'))
      return json(FIRST_FIELDS.map((field) => ({ json_schema: { schema: { properties: { [field]: {} } } } })))
    const { response_format: format } = JSON.parse(Buffer.concat(body).toString())
    await stream(response, scriptedReply(format.json_schema.schema))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

async function stream(response, text) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  const size = Math.ceil(text.length / PIECES)
  const send = (choice) =>
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`)
  for (let from = 0; from < text.length; from += size) {
    await wait(ANSWER_MS / PIECES)
    send({ delta: { content: text.slice(from, from + size) }, finish_reason: null })
  }
  send({ delta: { content: '' }, finish_reason: 'stop' })
  response.end('data: [DONE]\n\n')
}
