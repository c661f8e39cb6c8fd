import { describe, expect, test } from 'vitest'
import { makeTinyGguf } from '../../../scripts/make-tiny-gguf.mjs'
import { fingerprintFile } from './fingerprint-file'
import { readGgufHeader } from './gguf-header'

const model = makeTinyGguf({ name: 'Tiny of tests', contextLength: 2048 })

test('a model is told by its header', async () => {
  expect(await readGgufHeader(new Blob([model]))).toEqual({
    kind: 'header',
    header: {
      version: 3,
      architecture: 'llama',
      name: 'Tiny of tests',
      contextLength: 2048,
      tensorCount: 12,
    },
  })
})

describe('what is no model is refused with what was found', () => {
  const versioned = model.slice()
  new DataView(versioned.buffer).setUint32(4, 1, true)
  const overlong = model.slice()
  new DataView(overlong.buffer).setBigUint64(24, 1n << 40n, true)
  test.each([
    ['nothing', new Blob([]), 'empty-file', 'no bytes'],
    ['a web page', new Blob(['<!DOCTYPE html><title>404</title>']), 'not-gguf', 'starts with <!DO'],
    [
      'another format',
      new Blob([Uint8Array.of(0x80, 2, 0x7d, 0x71)]),
      'not-gguf',
      'starts with bytes 80 02 7d 71',
    ],
    ['two letters', new Blob(['GG']), 'not-gguf', 'starts with GG'],
    ['an old version', new Blob([versioned]), 'unsupported-version', 'GGUF version 1'],
    [
      'a cut header',
      new Blob([model.slice(0, 100)]),
      'truncated',
      'file ends at byte 100, inside its header',
    ],
    ['the magic alone', new Blob([model.slice(0, 4)]), 'truncated', 'file ends at byte 4, inside its header'],
    ['a senseless key', new Blob([overlong]), 'malformed', 'a key or name of 1099511627776 bytes at byte 32'],
  ])('%s', async (_, file, code, found) => {
    expect(await readGgufHeader(file)).toEqual({ kind: 'problem', problem: { code, found } })
  })
})

test('a header whose facts come after a long vocabulary is still read', async () => {
  // The name is looked for to the end when the file has none, which walks every array.
  const bytes = model.slice()
  const text = new TextDecoder('latin1').decode(bytes)
  const at = text.indexOf('general.name')
  bytes.set(new TextEncoder().encode('general.nmae'), at)
  const result = await readGgufHeader(new Blob([bytes]))
  expect(result).toMatchObject({ kind: 'header', header: { name: null, contextLength: 2048 } })
})

test('a fingerprint names the contents, not the file', async () => {
  const changed = model.slice()
  changed[changed.length - 1] = 1
  const first = await fingerprintFile(new File([model], 'a.gguf'))
  expect(first).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(await fingerprintFile(new File([model], 'b.gguf'))).toBe(first)
  expect(await fingerprintFile(new File([changed], 'a.gguf'))).not.toBe(first)
})

test('a large file is sampled, and says so', async () => {
  const zeros = new Uint8Array(1024 * 1024)
  const large = new Blob([...Array.from({ length: 70 }, () => zeros), 'end'])
  const other = new Blob([...Array.from({ length: 70 }, () => zeros), 'END'])
  const first = await fingerprintFile(large)
  expect(first).toMatch(/^sha256-sampled:[0-9a-f]{64}$/)
  expect(await fingerprintFile(other)).not.toBe(first)
})
