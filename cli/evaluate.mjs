// Measures the knowledge engine and two baselines on a file of cases with gold diagnoses:
//   npm run evaluate -- FILE.jsonl [--engine knowledge] [--json OUT]
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'

const usage = 'npm run evaluate -- FILE.jsonl [--engine knowledge] [--json OUT] [--worst COUNT]'
const { values, positionals } = readArguments()
const [file, ...others] = positionals
if (file === undefined || others.length > 0) fail(`name one file: ${usage}`)
if (values.engine !== 'knowledge') fail(`there is no engine ${values.engine} to evaluate: ${usage}`)
const worst = Number(values.worst)
if (!Number.isInteger(worst) || worst < 0) fail(`--worst is a whole number: ${usage}`)
const text = readCases(file)

const server = await createServer({
  root: fileURLToPath(new URL('..', import.meta.url)),
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
})
try {
  const { evaluateFile } = await server.ssrLoadModule('/cli/evaluation/evaluate.ts')
  const { formatEvaluation } = await server.ssrLoadModule('/cli/evaluation/format-evaluation.ts')
  const evaluation = evaluateFile(text)
  console.log(formatEvaluation(evaluation, worst))
  if (values.json) writeFileSync(values.json, `${JSON.stringify(evaluation, null, 2)}\n`)
} finally {
  await server.close()
}

function readArguments() {
  const options = {
    engine: { type: 'string', default: 'knowledge' },
    json: { type: 'string' },
    worst: { type: 'string', default: '0' },
  }
  try {
    return parseArgs({ allowPositionals: true, options })
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}: ${usage}`)
  }
}

function readCases(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return fail(`can't read ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
