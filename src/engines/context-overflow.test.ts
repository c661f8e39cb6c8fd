import { expect, test } from 'vitest'
import { contextOverflow, readContextOverflow } from './context-overflow'

test('names what is needed and what there is', () => {
  expect(contextOverflow({ promptTokens: 4800, answerTokens: 400 }, 4096)).toMatchObject({
    code: 'context-overflow',
    message: 'This case needs 5,200 tokens (4,800 to read, 400 to answer); this model has 4,096.',
  })
})

test.each([
  [
    'request (1220 tokens) exceeds the available context size (256 tokens), try increasing it',
    '1,220',
    '256',
  ],
  [
    'ContextWindowSizeExceededError: Prompt tokens exceed context window size: number of prompt tokens: 5200; context window size: 4096',
    '5,200',
    '4,096',
  ],
])('reads the two counts out of an engine’s words', (words, needed, had) => {
  expect(readContextOverflow(words).message).toBe(
    `This case needs ${needed} tokens to read alone; this model has ${had}.`,
  )
})

test('words without them, or with others, stay as they are', () => {
  for (const words of ['the context is full', 'maximum context length is 4096 tokens, you asked for 5200'])
    expect(readContextOverflow(words).message).toBe(words)
})
