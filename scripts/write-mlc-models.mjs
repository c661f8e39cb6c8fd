// Writes the list of models that the installed WebLLM has libraries for: `node scripts/write-mlc-models.mjs`. A test holds the
// list to the package, which itself is six megabytes and only loaded with a model.
import { writeFileSync } from 'node:fs'
import { listPrebuiltModels } from './read-mlc-models.mjs'

const file = new URL('../src/engines/webllm/prebuilt-models.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(await listPrebuiltModels(), null, 2)}\n`)
