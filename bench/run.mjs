// Prints a table of figures, measured in headless Chromium on this machine against what bare means cost in the same run:
//   npm run bench [-- --only NAME] [-- --json FILE]
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { withPage } from './browser.mjs'
import { commandLine } from './rows/command-line.mjs'
import { initialJavaScript } from './rows/initial-javascript.mjs'
import { keyToDurable } from './rows/key-to-durable.mjs'
import { keyToPixels } from './rows/key-to-pixels.mjs'
import { knowledge } from './rows/knowledge.mjs'
import { models } from './rows/models.mjs'
import { openLibrary, scrollList, searchAsYouType } from './rows/library.mjs'
import { reloadToWork } from './rows/reload.mjs'
import { streaming } from './rows/streaming.mjs'
import { seedLibrary } from './seed-library.mjs'

const { values: options } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } })

/** Each group shares a browser; its names are those of its rows. */
const GROUPS = [
  { names: ['initial JavaScript'], run: initialJavaScript },
  { names: ['knowledge engine: computing', 'knowledge engine: updates painted'], run: knowledge },
  {
    names: [
      'open a library',
      'search as you type',
      'list:',
      'grade key to pixels',
      'rows a grade key',
      'reload',
      'rows the page reads',
    ],
    run: (take) =>
      withPage(async (page, url) => {
        await seedLibrary(page)
        await openLibrary(take, page, url)
        await searchAsYouType(take, page, url)
        await scrollList(take, page, url)
        await keyToPixels(take, page, url)
        await reloadToWork(take, page, url)
      }),
  },
  { names: ['grade key to durable', 'acknowledged grades lost'], run: keyToDurable },
  { names: ['streaming'], run: streaming },
  { names: ['model:'], run: models },
  { names: ['command line'], run: commandLine },
]

const rows = []

async function measure(name, work) {
  if (options.only && !name.includes(options.only)) return
  const row = await work()
  rows.push({ name, better: 'lower', ...row })
  const { value, low, high, limit, unit, runs, verdict, note } = rows.at(-1)
  const range = low === high ? '' : `[${low.toFixed(2)}, ${high.toFixed(2)}]`
  console.log(
    `${name.padEnd(46)}${value.toFixed(2).padStart(9)} ${unit.padEnd(9)}${range.padEnd(18)} limit ${String(Number(limit.toFixed(1))).padEnd(6)} n ${String(runs).padEnd(5)}${verdict}${note ? ` (${note})` : ''}`,
  )
}

for (const { names, run } of GROUPS) {
  if (options.only && !names.some((name) => name.includes(options.only) || options.only.includes(name)))
    continue
  await run(measure)
}
if (options.only && rows.length === 0) {
  console.error(`--only knows ${GROUPS.flatMap(({ names }) => names).join(', ')}.`)
  process.exitCode = 2
}
if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`)
