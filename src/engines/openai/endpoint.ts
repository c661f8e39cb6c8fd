/** `code` says what is wrong with a typed address; the address itself may hold a password and isn't repeated. */
export type BaseUrlRead =
  | { readonly kind: 'ok'; readonly baseUrl: string }
  | { readonly kind: 'problem'; readonly code: 'not-an-address' | 'not-http' | 'has-credentials' }

/**
 * The address under which a server's `/chat/completions` and `/models` lie, from what a person typed. An address without a
 * path gets `/v1`, where Ollama, llama.cpp, LM Studio and vLLM all have them; one without a scheme gets `http` where it is this
 * machine and `https` elsewhere.
 */
export function readBaseUrl(typed: string): BaseUrlRead {
  const text = typed.trim()
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text)
  const candidate = hasScheme ? text : `https://${text}`
  if (text === '' || !URL.canParse(candidate)) return { kind: 'problem', code: 'not-an-address' }
  const url = new URL(candidate)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { kind: 'problem', code: 'not-http' }
  if (url.username !== '' || url.password !== '') return { kind: 'problem', code: 'has-credentials' }
  const scheme = !hasScheme && isThisMachine(url.hostname) ? 'http:' : url.protocol
  const path = url.pathname.replace(/\/+$/, '').replace(/\/(chat\/completions|models)$/, '')
  return { kind: 'ok', baseUrl: `${scheme}//${url.host}${path === '' ? '/v1' : path}` }
}

/** Names and addresses that never leave the machine, which browsers let a secure page reach without encryption. */
export function isThisMachine(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname)
}

/** Whether browsers keep a page under `pageProtocol` from asking this address because it isn't encrypted. */
export function isMixedContent(address: string, pageProtocol: string | null): boolean {
  const url = new URL(address)
  return pageProtocol === 'https:' && url.protocol === 'http:' && !isThisMachine(url.hostname)
}
