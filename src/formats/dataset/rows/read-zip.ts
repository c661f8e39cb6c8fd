import { failFile, formatMegabytes, type RowFault, type RowLimits } from './row-read'

/** A file inside an archive; its bytes are unpacked while they are read. */
export interface ZipPart {
  readonly name: string
  readonly packedBytes: number
  readonly unpackedBytes: number
  open(): ReadableStream<Uint8Array>
}

const END_RECORD = 0x06054b50
const CENTRAL_RECORD = 0x02014b50
const LOCAL_RECORD = 0x04034b50
const END_LENGTH = 22
const MAX_COMMENT = 0xffff
const STORED = 0
const DEFLATED = 8

/**
 * The files of a ZIP archive, read from its directory at the end: nothing is unpacked that nobody asks for. What can't be
 * read is a fault of its own (a password, another packing); folders and the hidden files of macOS are left out.
 */
export async function listZip(
  file: Blob,
  limits: RowLimits,
): Promise<{ readonly parts: readonly ZipPart[]; readonly faults: readonly RowFault[] }> {
  const fail = (code: RowFault['code'], reason: string, part: string | null = null) =>
    failFile(part, code, reason)
  const only = (fault: RowFault) => ({ parts: [], faults: [fault] })
  const tailStart = Math.max(0, file.size - END_LENGTH - MAX_COMMENT)
  const tail = new DataView(await file.slice(tailStart).arrayBuffer())
  let end = tail.byteLength - END_LENGTH
  while (end >= 0 && tail.getUint32(end, true) !== END_RECORD) end -= 1
  if (end < 0)
    return only(
      fail(
        'damaged-file',
        'It begins like a ZIP archive, but its end, which lists what is in it, is missing. Download it again.',
      ),
    )
  const count = tail.getUint16(end + 10, true)
  const size = tail.getUint32(end + 12, true)
  const offset = tail.getUint32(end + 16, true)
  if (count === 0xffff || offset === 0xffffffff)
    return only(
      fail(
        'unsupported',
        'It is a ZIP archive of more than 4 GB or 65,535 files. Unpack it and choose the files themselves.',
      ),
    )
  if (count > limits.parts)
    return only(
      fail(
        'bomb',
        `The archive holds ${count.toLocaleString('en')} files; up to ${limits.parts.toLocaleString('en')} are read.`,
      ),
    )
  if (offset + size > file.size)
    return only(fail('damaged-file', 'The list of what is in the archive is damaged. Download it again.'))

  const directory = new DataView(await file.slice(offset, offset + size).arrayBuffer())
  const parts: ZipPart[] = []
  const faults: RowFault[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== CENTRAL_RECORD) {
      faults.push(fail('damaged-file', 'The list of what is in the archive is damaged. Download it again.'))
      break
    }
    const flags = directory.getUint16(at + 8, true)
    const method = directory.getUint16(at + 10, true)
    const packedBytes = directory.getUint32(at + 20, true)
    const unpackedBytes = directory.getUint32(at + 24, true)
    const nameLength = directory.getUint16(at + 28, true)
    const skip = directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true)
    const headerAt = directory.getUint32(at + 42, true)
    const nameEnd = Math.min(at + 46 + nameLength, directory.byteLength)
    const name = new TextDecoder().decode(
      new Uint8Array(directory.buffer, at + 46, Math.max(0, nameEnd - at - 46)),
    )
    at += 46 + nameLength + skip
    if (name.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|\.)/u.test(name)) continue
    if ((flags & 1) !== 0)
      faults.push(fail('unsupported', 'It is locked with a password. Unpack it first.', name))
    else if (method !== STORED && method !== DEFLATED)
      faults.push(
        fail('unsupported', 'It is packed in a way that can’t be read here. Unpack it first.', name),
      )
    else {
      const open = () => openPart(file, headerAt, packedBytes, method === DEFLATED)
      parts.push({ name, packedBytes, unpackedBytes, open })
    }
  }
  return { parts, faults }
}

function openPart(
  file: Blob,
  headerAt: number,
  packedBytes: number,
  isDeflated: boolean,
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const pump = async () => {
    const header = new DataView(await file.slice(headerAt, headerAt + 30).arrayBuffer())
    if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL_RECORD)
      throw new TypeError('no local header')
    const start = headerAt + 30 + header.getUint16(26, true) + header.getUint16(28, true)
    const packed = file.slice(start, start + packedBytes).stream()
    const unpacked = isDeflated
      ? packed.pipeThrough(asByteTransform(new DecompressionStream('deflate-raw')))
      : packed
    await unpacked.pipeTo(writable)
  }
  // A failure reaches the reader through the stream that it breaks.
  pump().catch((error: unknown) => writable.abort(error).catch(() => {}))
  return readable
}

/** The unpacked bytes of a gzip file. */
export function openGzip(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return stream.pipeThrough(asByteTransform(new DecompressionStream('gzip')))
}

/** The library types say that what goes in may be any buffer; ours are bytes on both sides. */
function asByteTransform(stream: DecompressionStream): ReadableWritablePair<Uint8Array, Uint8Array> {
  return stream as unknown as ReadableWritablePair<Uint8Array, Uint8Array>
}

/** Thrown where unpacking brings more than the limits allow. */
export class TooMuchUnpacked extends Error {
  readonly code = 'bomb'
}

/** Bytes that may still come out of an archive, shared by its parts. */
export interface UnpackBudget {
  left: number
}

/** Once a part is beyond this, how well it is packed counts. */
const FREE_BYTES = 64 * 1024 * 1024

/** Passes unpacked pieces on as long as they stay within bounds. @throws TooMuchUnpacked */
export async function* watchUnpacking(
  pieces: AsyncIterable<Uint8Array>,
  packedBytes: number,
  budget: UnpackBudget,
  limits: RowLimits,
): AsyncGenerator<Uint8Array, void, void> {
  let bytes = 0
  for await (const piece of pieces) {
    bytes += piece.length
    budget.left -= piece.length
    if (budget.left < 0)
      throw new TooMuchUnpacked(
        `It unpacks to more than ${formatMegabytes(limits.unpackedBytes)}. Unpack it and choose the file itself.`,
      )
    if (bytes > FREE_BYTES && bytes > packedBytes * limits.ratio)
      throw new TooMuchUnpacked(
        `It unpacks to more than ${limits.ratio} times its size, as no table of cases does. It was not read further.`,
      )
    yield piece
  }
}
