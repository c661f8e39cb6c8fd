import { expect, test } from 'vitest'
import { isEngineFailure } from '../engine'
import { createPromptApiEngine } from './prompt-api-engine'

const engine = createPromptApiEngine()
const load = () => engine.load({ kind: 'built-in' }, () => undefined, new AbortController().signal)

test('this browser says whether it has a model, and what it says is so', async () => {
  const availability = await engine.availability()
  if (availability.kind !== 'unsupported')
    return expect(['ready', 'needs-download']).toContain(availability.kind)
  expect(['no-prompt-api', 'prompt-api-unavailable']).toContain(availability.reason)
  const error: unknown = await load().catch((thrown: unknown) => thrown)
  expect(isEngineFailure(error) && error.code).toBe('engine-unsupported')
})
