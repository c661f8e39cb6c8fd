import type { BinarySignature, FileProblem } from '../import-outcome'
import { findInvalidUtf8 } from './find-invalid-utf8'

export const CASE_EXTENSIONS = ['txt', 'text', 'md', 'markdown', 'json', 'jsonl', 'ndjson'] as const
export type CaseExtension = (typeof CASE_EXTENSIONS)[number]

export interface Decoded {
  readonly kind: 'decoded'
  readonly file: string
  readonly extension: CaseExtension
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be'
  /** Without the byte order mark. */
  readonly text: string
}

/**
 * Turns the bytes of a dropped file into text, strictly: bytes that are no text are a problem with their place, never
 * a replacement character. UTF-8 with or without byte order mark, UTF-16 with one. Lengths are judged later, because
 * a file of many cases may be long.
 */
export function decodeCaseFile(
  name: string,
  bytes: Uint8Array,
): Decoded | { readonly kind: 'problem'; readonly problem: FileProblem } {
  const file = { scope: 'file', file: name } as const
  const refuse = (problem: FileProblem) => ({ kind: 'problem', problem }) as const

  const signature = findSignature(bytes)
  if (signature) return refuse({ ...file, code: 'binary-file', signature, offset: 0 })
  const extension = extensionOf(name)
  if (!isCaseExtension(extension))
    return refuse({ ...file, code: 'wrong-extension', extension, expected: CASE_EXTENSIONS })

  const encoding = startsWith(bytes, [0xff, 0xfe])
    ? 'utf-16le'
    : startsWith(bytes, [0xfe, 0xff])
      ? 'utf-16be'
      : 'utf-8'
  if (encoding !== 'utf-8') {
    const invalid = findInvalidUtf16(bytes, encoding)
    if (invalid !== -1) {
      const text = new TextDecoder(encoding).decode(bytes.subarray(0, invalid))
      return refuse({ ...file, code: 'invalid-utf16', offset: invalid, line: text.split('\n').length })
    }
  } else {
    const binary = findBinary(bytes)
    if (binary !== -1) return refuse({ ...file, code: 'binary-file', signature: null, offset: binary })
    const invalid = findInvalidUtf8(bytes)
    if (invalid !== -1)
      return refuse({ ...file, code: 'invalid-utf8', offset: invalid, line: lineAt(bytes, invalid) })
  }
  const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  if (text.trim() === '') return refuse({ ...file, code: 'empty-file' })
  return { kind: 'decoded', file: name, extension, encoding, text }
}

function extensionOf(name: string): string {
  return /\.([^./\\]{1,16})$/u.exec(name)?.[1]?.toLowerCase() ?? ''
}

function isCaseExtension(extension: string): extension is CaseExtension {
  return (CASE_EXTENSIONS as readonly string[]).includes(extension)
}

const SIGNATURES: readonly (readonly [BinarySignature, readonly number[]])[] = [
  ['pdf', [...'%PDF-'].map(toCode)],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['gif', [...'GIF8'].map(toCode)],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['gzip', [0x1f, 0x8b]],
  ['gguf', [...'GGUF'].map(toCode)],
  ['parquet', [...'PAR1'].map(toCode)],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0]],
  ['rtf', [...'{\\rtf'].map(toCode)],
  ['sqlite', [...'SQLite format 3'].map(toCode)],
  ['elf', [0x7f, 0x45, 0x4c, 0x46]],
  ['exe', [0x4d, 0x5a, 0x90, 0x00]],
]

function toCode(character: string): number {
  return character.charCodeAt(0)
}

function findSignature(bytes: Uint8Array): BinarySignature | null {
  return SIGNATURES.find(([, start]) => startsWith(bytes, start))?.[0] ?? null
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return bytes.length >= start.length && start.every((byte, index) => bytes[index] === byte)
}

/** Offset of what makes the bytes binary: a NUL, or the first control byte where more than one in fifty is one; or -1. */
function findBinary(bytes: Uint8Array): number {
  let [controls, first] = [0, -1]
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0
    if (byte === 0) return index
    if (byte < 0x09 || (byte > 0x0d && byte < 0x20) || byte === 0x7f) {
      controls++
      if (first === -1) first = index
    }
  }
  return controls > 4 && controls * 50 > bytes.length ? first : -1
}

/** Byte offset of a lone surrogate or of a half code unit at the end, or -1. */
function findInvalidUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const unitAt = (offset: number) =>
    offset + 1 < bytes.length ? view.getUint16(offset, encoding === 'utf-16le') : 0
  for (let offset = 2; offset + 1 < bytes.length; offset += 2) {
    const unit = unitAt(offset)
    if (unit >= 0xdc00 && unit <= 0xdfff) return offset
    if (unit < 0xd800 || unit > 0xdbff) continue
    const next = unitAt(offset + 2)
    if (next < 0xdc00 || next > 0xdfff) return offset
    offset += 2
  }
  return bytes.length % 2 === 1 ? bytes.length - 1 : -1
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1
  for (let index = 0; index < offset; index++) if (bytes[index] === 0x0a) line++
  return line
}
