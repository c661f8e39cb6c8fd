import { expect, test } from 'vitest'
import { readModelAddress } from './model-address'

test.each([
  ['https://models.ward.example/a/small.gguf', 'https://models.ward.example/a/small.gguf'],
  ['owner/repo/small.Q4_K_M.gguf', 'https://huggingface.co/owner/repo/resolve/main/small.Q4_K_M.gguf'],
  ['owner/repo/sub/small.gguf', 'https://huggingface.co/owner/repo/resolve/main/sub/small.gguf'],
  [
    'https://huggingface.co/owner/repo/blob/main/small.gguf',
    'https://huggingface.co/owner/repo/resolve/main/small.gguf',
  ],
])('%s', (typed, url) => expect(readModelAddress(typed)).toEqual({ kind: 'ok', url }))

test.each([
  ['', 'not-an-address'],
  ['owner/repo', 'not-an-address'],
  ['ftp://x/small.gguf', 'not-http'],
  ['https://huggingface.co/owner/repo', 'no-file'],
])('“%s” is refused', (typed, code) => expect(readModelAddress(typed)).toEqual({ kind: 'problem', code }))
