export type ModelAddress =
  | { readonly kind: 'ok'; readonly url: string }
  | { readonly kind: 'problem'; readonly code: 'not-an-address' | 'not-http' | 'no-file' }

const HUB = 'https://huggingface.co'

/**
 * Where a typed model is fetched from: the address of a .gguf file, a Hugging Face page of one (`/blob/`), or
 * `owner/repository/path/file.gguf` for a file there.
 */
export function readModelAddress(typed: string): ModelAddress {
  const text = typed.trim()
  const isHub = /^[\w.-]+\/[\w.-]+\/.+\.gguf$/i.test(text)
  if (isHub) {
    const [owner, repository, ...path] = text.split('/')
    return { kind: 'ok', url: `${HUB}/${owner}/${repository}/resolve/main/${path.join('/')}` }
  }
  if (!URL.canParse(text)) return { kind: 'problem', code: 'not-an-address' }
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { kind: 'problem', code: 'not-http' }
  if (!/\.gguf$/i.test(url.pathname)) return { kind: 'problem', code: 'no-file' }
  if (url.origin === HUB) url.pathname = url.pathname.replace('/blob/', '/resolve/')
  url.hash = ''
  return { kind: 'ok', url: url.href }
}
