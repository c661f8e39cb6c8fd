// Prints where the knowledge engine ranks the gold diagnosis of the teaching cases, or of a JSONL file in
// MedCaseReasoning fields: node cli/rank-cases.mjs [FILE.jsonl]
import { readFileSync } from 'node:fs'
import { createServer } from 'vite'

const server = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, ws: false },
})
try {
  const { formatRanks, rankGold, teachingTexts } = await server.ssrLoadModule('/cli/case-ranks.ts')
  const file = process.argv[2]
  if (!file) {
    console.log(formatRanks(teachingTexts().map(({ slug, text, gold }) => rankGold(slug, text, gold))))
  } else {
    const rows = readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
    const ranks = rows.map((row) => rankGold(row.id ?? row.pmcid, row.case_prompt, row.final_diagnosis))
    const known = ranks.filter(({ rank }) => rank !== null)
    const within = (k) => known.filter(({ rank }) => rank <= k).length
    console.log(
      `${rows.length} cases; gold is in the pack for ${known.length}; of these first ${within(1)}, top 5 ${within(5)}, top 10 ${within(10)}`,
    )
  }
} finally {
  await server.close()
}
