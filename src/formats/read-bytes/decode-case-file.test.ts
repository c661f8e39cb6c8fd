import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeCaseFile } from './decode-case-file'
import { findInvalidUtf8 } from './find-invalid-utf8'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(2 + text.length * 2))
  view.setUint16(0, 0xfeff, littleEndian)
  for (let index = 0; index < text.length; index++)
    view.setUint16(2 + index * 2, text.charCodeAt(index), littleEndian)
  return new Uint8Array(view.buffer)
}
const text = 'Fever 38 °C, naïve 😀\nsecond line'

describe('text', () => {
  test.each([
    ['UTF-8', utf8(text), 'utf-8'],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 little endian', utf16(text, true), 'utf-16le'],
    ['UTF-16 big endian', utf16(text, false), 'utf-16be'],
  ])('%s', (_name, bytes, encoding) => {
    expect(decodeCaseFile('a.TXT', bytes)).toEqual({
      kind: 'decoded',
      file: 'a.TXT',
      extension: 'txt',
      encoding,
      text,
    })
  })
})

describe('refused', () => {
  const problemOf = (name: string, bytes: readonly number[] | Uint8Array) => {
    const decoded = decodeCaseFile(name, Uint8Array.from(bytes))
    return decoded.kind === 'problem' ? decoded.problem : decoded
  }

  test.each([
    ['%PDF-1.7', 'pdf'],
    ['GGUF\u0003', 'gguf'],
    ['PAR1', 'parquet'],
    ['PK\u0003\u0004', 'zip'],
    ['{\\rtf1 hello', 'rtf'],
  ])('%j by its signature, whatever its name', (start, signature) => {
    expect(problemOf('case.txt', utf8(start))).toMatchObject({
      code: 'binary-file',
      signature,
      file: 'case.txt',
    })
  })

  test('a PNG', () => {
    expect(problemOf('case.json', [0x89, 0x50, 0x4e, 0x47, 13, 10])).toMatchObject({ signature: 'png' })
  })

  test('bytes with NUL, or mostly control characters', () => {
    expect(problemOf('a.txt', [65, 66, 0, 67])).toMatchObject({
      code: 'binary-file',
      signature: null,
      offset: 2,
    })
    expect(problemOf('a.txt', [65, 1, 2, 3, 4, 5, 6])).toMatchObject({ code: 'binary-file', offset: 1 })
  })

  test('invalid UTF-8, with byte and line', () => {
    expect(problemOf('a.md', [65, 10, 66, 10, 0xe9, 67])).toMatchObject({
      code: 'invalid-utf8',
      offset: 4,
      line: 3,
    })
    expect(problemOf('a.md', [65, 0xc3])).toMatchObject({ code: 'invalid-utf8', offset: 1, line: 1 })
  })

  test('invalid UTF-16', () => {
    expect(problemOf('a.md', [0xff, 0xfe, 65, 0, 10, 0, 0, 0xd8, 65, 0])).toMatchObject({
      code: 'invalid-utf16',
      offset: 6,
      line: 2,
    })
    expect(problemOf('a.md', [0xff, 0xfe, 65, 0, 66])).toMatchObject({ code: 'invalid-utf16', offset: 4 })
  })

  test('nothing in it', () => {
    expect(problemOf('a.txt', [])).toMatchObject({ code: 'empty-file' })
    expect(problemOf('a.txt', utf8('\ufeff \r\n'))).toMatchObject({ code: 'empty-file' })
  })

  test.each([
    ['a.docx', 'docx'],
    ['a.csv', 'csv'],
    ['case', ''],
    ['.txt/readme', ''],
  ])('the ending of %j', (name, extension) => {
    expect(problemOf(name, utf8(text))).toMatchObject({ code: 'wrong-extension', extension })
  })
})

test('UTF-8 is judged as the platform judges it', () => {
  const strict = new TextDecoder('utf-8', { fatal: true })
  const accepts = (bytes: Uint8Array) => {
    try {
      strict.decode(bytes)
      return true
    } catch {
      return false
    }
  }
  const damaged = fc
    .tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(), fc.nat({ max: 255 }))
    .map(([string, at, byte]) => {
      const bytes = utf8(string)
      bytes[at % bytes.length] = byte
      return bytes
    })
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), damaged), (bytes) => {
      expect(findInvalidUtf8(bytes) === -1).toBe(accepts(bytes))
    }),
    { numRuns: 2000 },
  )
})

test('any bytes are text or a problem, never an exception', () => {
  fc.assert(
    fc.property(fc.constantFrom('a.txt', 'b.json', 'c.jsonl', 'd.bin'), fc.uint8Array(), (name, bytes) => {
      expect(['decoded', 'problem']).toContain(decodeCaseFile(name, bytes).kind)
    }),
  )
})
