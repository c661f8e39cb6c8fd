import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listPrebuiltModels } from '../../../scripts/read-mlc-models.mjs'
import { CURATED_MODELS, listCatalogue } from './catalogue'
import prebuilt from './prebuilt-models.json'
import { WEBLLM_VERSION } from './webllm-engine'

test('the list is that of the installed package', async () => {
  expect(prebuilt).toEqual(await listPrebuiltModels())
})

test('every curated model is in the list, in both builds', () => {
  const models = listCatalogue()
  for (const { f16, f32 } of CURATED_MODELS) {
    expect(models.find(({ id }) => id === f16)).toMatchObject({ needsF16: true })
    if (f32 !== null) expect(models.find(({ id }) => id === f32)).toMatchObject({ needsF16: false })
  }
})

test('the version of a run’s manifest is the installed one', () => {
  const file = new URL('../../../node_modules/@mlc-ai/web-llm/package.json', import.meta.url)
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  expect(WEBLLM_VERSION).toBe(`web-llm ${version}`)
})
