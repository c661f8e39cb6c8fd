/** What a GGUF file says of itself in its first part. */
export interface GgufHeader {
  readonly version: number
  readonly architecture: string
  /** `general.name`, null where the file has none. */
  readonly name: string | null
  /** Tokens the model was trained for, null where the file doesn't say. */
  readonly contextLength: number | null
  readonly tensorCount: number
}

/**
 * Why a file can't be a model for this engine. `found` is what stands there instead, in plain characters.
 */
export type GgufProblem =
  | { readonly code: 'empty-file'; readonly found: string }
  | { readonly code: 'not-gguf'; readonly found: string }
  | { readonly code: 'unsupported-version'; readonly found: string }
  | { readonly code: 'truncated'; readonly found: string }
  | { readonly code: 'malformed'; readonly found: string }

export type GgufHeaderResult =
  | { readonly kind: 'header'; readonly header: GgufHeader }
  | { readonly kind: 'problem'; readonly problem: GgufProblem }

const CHUNK_BYTES = 256 * 1024
const TEXT_MAX_BYTES = 64 * 1024
const COUNT_MAX = 1_000_000
const ARRAY = 9
const STRING = 8
/** Bytes of each scalar type, by its number in the specification. */
const SCALAR_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8] as const
const UINT_TYPES: Readonly<Record<number, 4 | 8>> = { 4: 4, 5: 4, 10: 8, 11: 8 }

/** Thrown inside this file only, turned into a `problem` at its edge. */
interface HeaderFault extends Error {
  readonly problem: GgufProblem
}

function fault(code: GgufProblem['code'], found: string): HeaderFault {
  return Object.assign(new Error(found), { problem: { code, found } })
}

/** Reads forward through a file, a chunk at a time; skipping costs nothing. */
class FileCursor {
  private readonly file: Blob
  private chunk = new DataView(new ArrayBuffer(0))
  private chunkStart = 0
  private at = 0

  constructor(file: Blob) {
    this.file = file
  }

  skip(bytes: number): void {
    this.at += bytes
    if (this.at > this.file.size)
      throw fault('truncated', `file ends at byte ${this.file.size}, inside its header`)
  }

  private async take(bytes: number): Promise<number> {
    const start = this.at
    this.skip(bytes)
    if (start < this.chunkStart || this.at > this.chunkStart + this.chunk.byteLength) {
      const end = start + Math.max(bytes, CHUNK_BYTES)
      this.chunk = new DataView(await this.file.slice(start, end).arrayBuffer())
      this.chunkStart = start
    }
    return start - this.chunkStart
  }

  async u32(): Promise<number> {
    const offset = await this.take(4)
    return this.chunk.getUint32(offset, true)
  }

  async u64(): Promise<number> {
    const offset = await this.take(8)
    return Number(this.chunk.getBigUint64(offset, true))
  }

  async text(): Promise<string> {
    const length = await this.u64()
    if (length > TEXT_MAX_BYTES)
      throw fault('malformed', `a key or name of ${length} bytes at byte ${this.at}`)
    const offset = await this.take(length)
    return new TextDecoder().decode(new Uint8Array(this.chunk.buffer, offset, length))
  }

  async skipText(): Promise<void> {
    this.skip(await this.u64())
  }

  async skipValue(type: number): Promise<void> {
    if (type === STRING) return this.skipText()
    if (type === ARRAY) {
      const elementType = await this.u32()
      const count = await this.u64()
      if (elementType === STRING) for (let i = 0; i < count; i++) await this.skipText()
      else this.skip(count * scalarBytes(elementType, this.at))
      return
    }
    this.skip(scalarBytes(type, this.at))
  }
}

function scalarBytes(type: number, at: number): number {
  const bytes = SCALAR_BYTES[type]
  if (!bytes) throw fault('malformed', `a value of unknown type ${type} at byte ${at}`)
  return bytes
}

/** First bytes as text a person can recognise: '<!DO', 'PK', or hexadecimal where they aren't printable. */
function describeStart(bytes: Uint8Array): string {
  const isPrintable = bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
  if (isPrintable) return `starts with ${String.fromCharCode(...bytes)}`
  return `starts with bytes ${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}`
}

async function readHeader(file: Blob): Promise<GgufHeader> {
  if (file.size === 0) throw fault('empty-file', 'no bytes')
  const magic = new Uint8Array(await file.slice(0, 4).arrayBuffer())
  if (String.fromCharCode(...magic) !== 'GGUF') throw fault('not-gguf', describeStart(magic))
  const cursor = new FileCursor(file)
  cursor.skip(4)
  const version = await cursor.u32()
  // Version 1 had other widths and no engine reads it any more; huge numbers are big-endian files.
  if (version !== 2 && version !== 3) throw fault('unsupported-version', `GGUF version ${version}`)
  const tensorCount = await cursor.u64()
  const entryCount = await cursor.u64()
  if (tensorCount > COUNT_MAX || entryCount > COUNT_MAX) {
    throw fault('malformed', `${tensorCount} tensors and ${entryCount} metadata entries`)
  }

  let architecture: string | null = null
  let name: string | null = null
  const contextLengths = new Map<string, number>()
  for (let entry = 0; entry < entryCount; entry++) {
    const key = await cursor.text()
    const type = await cursor.u32()
    if (key === 'general.architecture' && type === STRING) architecture = await cursor.text()
    else if (key === 'general.name' && type === STRING) name = await cursor.text()
    else if (key.endsWith('.context_length') && UINT_TYPES[type]) {
      contextLengths.set(key, UINT_TYPES[type] === 4 ? await cursor.u32() : await cursor.u64())
    } else await cursor.skipValue(type)
    // The vocabulary that follows is megabytes long and not needed.
    if (architecture !== null && name !== null && contextLengths.has(`${architecture}.context_length`)) break
  }
  if (architecture === null) throw fault('malformed', 'no general.architecture in the metadata')
  const contextLength = contextLengths.get(`${architecture}.context_length`) ?? null
  return { version, architecture, name, contextLength, tensorCount }
}

/**
 * Reads what a GGUF file says of itself, without loading the file: usually one chunk of 256 KB.
 *
 * @throws DOMException (`NotFoundError`, `NotReadableError`) when the file is gone or changed since it was picked.
 * @see https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
export async function readGgufHeader(file: Blob): Promise<GgufHeaderResult> {
  try {
    return { kind: 'header', header: await readHeader(file) }
  } catch (error) {
    if (error instanceof Error && 'problem' in error)
      return { kind: 'problem', problem: (error as HeaderFault).problem }
    throw error
  }
}
