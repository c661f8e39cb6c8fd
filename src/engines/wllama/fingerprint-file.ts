const WHOLE_FILE_BYTES = 64 * 1024 * 1024
const SAMPLE_BYTES = 1024 * 1024
const SAMPLE_COUNT = 16

function toHex(digest: ArrayBuffer): string {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Names the contents of a model file. Below 64 MB: `sha256:` and the hash of the whole file. Above, where hashing would cost
 * seconds and the memory of the file: `sha256-sampled:` and the hash of the size and of sixteen evenly spread chunks of 1 MB,
 * the first and the last bytes among them. Two files that differ only between the samples get the same sampled name.
 *
 * Null where the page has no WebCrypto, which browsers keep to secure addresses.
 */
export async function fingerprintFile(file: Blob): Promise<string | null> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  if (!subtle) return null
  if (file.size < WHOLE_FILE_BYTES)
    return `sha256:${toHex(await subtle.digest('SHA-256', await file.arrayBuffer()))}`
  const step = (file.size - SAMPLE_BYTES) / (SAMPLE_COUNT - 1)
  const starts = Array.from({ length: SAMPLE_COUNT }, (_, i) => Math.round(i * step))
  const samples = starts.map((start) => file.slice(start, start + SAMPLE_BYTES))
  const sampled = await new Blob([`${file.size}\n`, ...samples]).arrayBuffer()
  return `sha256-sampled:${toHex(await subtle.digest('SHA-256', sampled))}`
}
