// Measures the verifier: planted errors on real cases, labelled model traces, planted note errors.
//   npm run evaluate-verifier [-- --json FILE] [-- --seed N] [-- --examples N] [-- --only errors,traces,notes]
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: 'errors,traces,notes' },
    examples: { type: 'string', default: '0' },
  },
})
const data = (name) => {
  const path = fileURLToPath(new URL(`../../shared/data/${name}`, import.meta.url))
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
const startedAt = performance.now()
const server = await createServer({
  root: fileURLToPath(new URL('..', import.meta.url)),
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
})
try {
  const { evaluateVerifier } = await server.ssrLoadModule('/cli/verifier/evaluate-verifier.ts')
  const { formatVerifierEvaluation } = await server.ssrLoadModule('/cli/verifier/format-evaluation.ts')
  const parts = values.only.split(',')
  const files = {
    cases: data('cases/dev.jsonl'),
    traces: !parts.includes('traces') ? null : data('medrbench/traces.dev.jsonl'),
    notes: !parts.includes('notes') ? null : data('medec/medec-ms.dev.csv'),
  }
  const evaluation = evaluateVerifier(
    files,
    { seed: Number(values.seed), plantsErrors: parts.includes('errors') },
    () => performance.now(),
  )
  console.log(formatVerifierEvaluation(evaluation, Number(values.examples)))
  console.log(`\nTook ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
  if (values.json) writeFileSync(values.json, `${JSON.stringify(evaluation, null, 2)}\n`)
} finally {
  await server.close()
}
