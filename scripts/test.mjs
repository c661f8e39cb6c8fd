// All checks and tests in one go, as `npm test` runs them: `node scripts/test.mjs [--only unit,browser]`.
// Goes on after a failed stage, so that one run tells everything. The last line is the sum.
import { mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { NO_BROWSER, ensureBrowser } from './ensure-browser.mjs'
import { ROOT, runNode } from './run-command.mjs'
import { addCounts, countCheck, countReport, formatCounts } from './test-counts.mjs'

const REPORTS = join(ROOT, 'test-results', 'reports')
const BIN = {
  tsc: 'node_modules/typescript/bin/tsc',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  oxfmt: 'node_modules/oxfmt/bin/oxfmt',
  knip: 'node_modules/knip/bin/knip.js',
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/playwright/cli.js',
}

/** Checks that only read, as few at a time as there are cores; their output is shown whole when each ends. */
const CHECKS = [
  { name: 'types of the app', stage: 'types', program: BIN.tsc, args: ['-p', 'tsconfig.json'] },
  { name: 'types of workers', stage: 'types', program: BIN.tsc, args: ['-p', 'tsconfig.worker.json'] },
  { name: 'types of tools', stage: 'types', program: BIN.tsc, args: ['-p', 'tsconfig.node.json'] },
  { name: 'lint', stage: 'lint', program: BIN.oxlint, args: ['--deny-warnings', '--type-aware'] },
  { name: 'format', stage: 'format', program: BIN.oxfmt, args: ['--check', '.'] },
  { name: 'unused code', stage: 'unused', program: BIN.knip, args: [] },
]
const STAGES = {
  unit: { title: 'Unit tests', run: () => runVitest('unit') },
  browser: { title: 'Browser tests', run: () => runVitest('browser') },
  build: { title: 'Build', run: () => runBuild() },
  e2e: { title: 'End-to-end tests', run: () => runPlaywright() },
}
const NEEDS_BROWSER = ['browser', 'e2e']

const say = (line) => console.log(`\n── ${line}`)

async function runChecks(checks) {
  const waiting = [...checks]
  const counts = []
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { isOk, output, seconds } = await runNode(check.program, check.args, { isQuiet: true })
      say(`${check.name}: ${isOk ? 'passed' : 'failed'} (${seconds.toFixed(1)} s)`)
      if (!isOk) console.log(output.trimEnd())
      counts.push(countCheck(isOk))
    }
  }
  await Promise.all(Array.from({ length: Math.min(3, availableParallelism()) }, work))
  return addCounts(counts)
}

async function runVitest(project) {
  const report = join(REPORTS, `${project}.json`)
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const { isOk } = await runNode(BIN.vitest, args)
  return countReport('vitest', report, isOk)
}

async function runBuild() {
  const { isOk } = await runNode(BIN.vite, ['build', '--logLevel', 'warn'])
  return countCheck(isOk)
}

async function runPlaywright() {
  const report = join(REPORTS, 'e2e.json')
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const { isOk } = await runNode(BIN.playwright, ['test', '--reporter=list,json'], { env })
  return countReport('playwright', report, isOk)
}

function readStages() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  const known = [...new Set(CHECKS.map(({ stage }) => stage)), ...Object.keys(STAGES)]
  const wanted = values.only?.split(',') ?? known
  const unknown = wanted.filter((name) => !known.includes(name))
  if (unknown.length === 0) return wanted
  console.error(`--only knows ${known.join(', ')}; not ${unknown.join(', ')}.`)
  process.exit(2)
}

const wanted = readStages()
rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })

if (wanted.some((stage) => NEEDS_BROWSER.includes(stage))) {
  say('Browser')
  const path = await ensureBrowser((line) => console.log(line))
  if (!path) {
    console.error(NO_BROWSER)
    console.log(formatCounts(countCheck(false)))
    process.exit(1)
  }
  console.log(path)
}

const counts = [await runChecks(CHECKS.filter(({ stage }) => wanted.includes(stage)))]
for (const [name, { title, run }] of Object.entries(STAGES)) {
  if (!wanted.includes(name)) continue
  say(title)
  const result = await run()
  console.log(`${title}: ${formatCounts(result)}`)
  counts.push(result)
}

const sum = addCounts(counts)
console.log(`\n${formatCounts(sum)}`)
process.exitCode = sum.failed > 0 ? 1 : 0
