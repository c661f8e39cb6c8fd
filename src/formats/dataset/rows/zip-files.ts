/** A ZIP archive of the files, deflated; names that end in a slash are folders. For tests. */
export async function zipFiles(
  files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>,
): Promise<Blob> {
  const pieces: BlobPart[] = []
  const directory: BlobPart[] = []
  let [at, directorySize] = [0, 0]
  for (const [name, content] of Object.entries(files)) {
    const plain = new Blob([content])
    const packed = await new Response(
      plain.stream().pipeThrough(new CompressionStream('deflate-raw')),
    ).arrayBuffer()
    const encoded = new TextEncoder().encode(name)
    const common = new DataView(new ArrayBuffer(26))
    common.setUint16(0, 20, true)
    common.setUint16(4, 8, true)
    common.setUint32(14, packed.byteLength, true)
    common.setUint32(18, plain.size, true)
    common.setUint16(22, encoded.length, true)
    const central = new DataView(new ArrayBuffer(20))
    // The last field of the common part is the extra length; comment, disk and attributes follow in the directory only.
    central.setUint32(10, 0, true)
    central.setUint32(10, at, true)
    pieces.push(signature(0x04034b50), common.buffer, encoded, packed)
    directory.push(
      signature(0x02014b50),
      new Uint8Array([20, 0]),
      common.buffer,
      central.buffer.slice(0, 14),
      encoded,
    )
    at += 30 + encoded.length + packed.byteLength
    directorySize += 46 + encoded.length
  }
  const end = new DataView(new ArrayBuffer(18))
  const count = Object.keys(files).length
  end.setUint16(4, count, true)
  end.setUint16(6, count, true)
  end.setUint32(8, directorySize, true)
  end.setUint32(12, at, true)
  return new Blob([...pieces, ...directory, signature(0x06054b50), end.buffer])
}

function signature(value: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, value, true)
  return view.buffer
}
