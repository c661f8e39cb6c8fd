/** A Git LFS pointer: what Hugging Face keeps in the repository in a large file's place. */
const POINTER = /^oid sha256:([\da-f]{64})$/m
/** Pointers have about 130 bytes; more is something else. */
const MOST_BYTES = 1024

/**
 * The SHA-256 that Hugging Face tells of a file in one of its repositories; null for other addresses, and where it tells none, for
 * a model can be had without it. Throws the signal's reason when aborted.
 */
export async function readHubHash(
  send: typeof fetch,
  url: string,
  signal: AbortSignal,
): Promise<string | null> {
  const address = new URL(url)
  if (address.hostname !== 'huggingface.co' || !address.pathname.includes('/resolve/')) return null
  address.pathname = address.pathname.replace('/resolve/', '/raw/')
  try {
    const response = await send(address.href, { signal, redirect: 'follow', cache: 'no-store' })
    const length = Number(response.headers.get('Content-Length') ?? 0)
    if (!response.ok || length > MOST_BYTES) {
      await response.body?.cancel()
      return null
    }
    return POINTER.exec((await response.text()).slice(0, MOST_BYTES))?.[1] ?? null
  } catch {
    signal.throwIfAborted()
    return null
  }
}
