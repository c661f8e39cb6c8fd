/**
 * An address that may be shown and kept: scheme, host, path and the names of its query's fields. Values, credentials and
 * the fragment are left out, because a careless extension or a later mistake could put typed text there. Addresses that
 * carry their content (`data:`, `blob:`) are reduced to their scheme.
 */
export function redactUrl(address: string): string {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return address.replace(/[?#].*$/s, '') // a policy report may name a keyword such as `inline` instead
  }
  if (
    url.protocol !== 'http:' &&
    url.protocol !== 'https:' &&
    url.protocol !== 'ws:' &&
    url.protocol !== 'wss:'
  ) {
    return `${url.protocol}…`
  }
  const names = [...new Set(url.searchParams.keys())]
  const query = names.length === 0 ? '' : `?${names.map((name) => `${encodeURIComponent(name)}=…`).join('&')}`
  return `${url.protocol}//${url.host}${url.pathname}${query}`
}
