// Writes both tiny models to a folder: node scripts/write-tiny-ggufs.mjs FOLDER
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTinyGguf } from './make-tiny-gguf.mjs'
import { scriptedTexts } from './tiny-gguf-script.mjs'

const folder = process.argv[2]
if (folder === undefined) {
  console.error('usage: node scripts/write-tiny-ggufs.mjs FOLDER')
  process.exit(2)
}
mkdirSync(folder, { recursive: true })
const models = {
  'tiny-scripted.gguf': makeTinyGguf({ name: 'tiny-scripted', script: scriptedTexts() }),
  'tiny-random.gguf': makeTinyGguf(),
}
for (const [name, bytes] of Object.entries(models)) {
  writeFileSync(join(folder, name), bytes)
  console.log(`${join(folder, name)}: ${bytes.length} bytes`)
}
