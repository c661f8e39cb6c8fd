// Measures a pack of real size and what it does to cases with structured findings:
//   node bench/hpo/measure-pack.mjs FOLDER [PHENOPACKETS.jsonl]
// FOLDER holds hp.obo and phenotype.hpoa, as make-hpo-files.mjs makes them.
import { openAsBlob, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

const [folder, phenopackets] = process.argv.slice(2)
if (folder === undefined) {
  console.error('node bench/hpo/measure-pack.mjs FOLDER [PHENOPACKETS.jsonl]')
  process.exit(1)
}
const server = await createServer({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
})
try {
  const { readPack, measurePhenopackets, measureMadeUpPatients } = await server.ssrLoadModule(
    '/bench/hpo/measure-pack.ts',
  )
  const read = (name) => readFileSync(join(folder, name), 'utf8')
  const pack = readPack(read('hp.obo'), read('phenotype.hpoa'))
  measureMadeUpPatients(pack, 100)
  if (phenopackets) await measurePhenopackets(await openAsBlob(phenopackets), pack)
} finally {
  await server.close()
}
