// Scores the reading of findings on the labelled sentences, and on the annotated real reports where they are there:
//   npm run evaluate-extraction [-- --json FILE] [-- --all]
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = fileURLToPath(new URL('../../shared/data/ada-findings/reports.dev.jsonl', import.meta.url))
const args = process.argv.slice(2)
const at = args.indexOf('--json')
const jsonFile = at === -1 ? null : args[at + 1]
if (jsonFile === undefined) throw new Error('--json needs a file: --json FILE')

const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
})
try {
  const { evaluateExtraction, formatEvaluation } = await server.ssrLoadModule('/cli/extraction-evaluate.ts')
  const evaluation = evaluateExtraction(existsSync(reports) ? readFileSync(reports, 'utf8') : null)
  console.log(formatEvaluation(evaluation, args.includes('--all')))
  if (jsonFile) writeFileSync(jsonFile, `${JSON.stringify(evaluation, null, 2)}\n`)
} finally {
  await server.close()
}
