import { contentSecurityPolicy, serviceWorkerPolicy } from './content-security-policy.mjs'

/** Together these make the page cross-origin isolated, which llama.cpp needs for more than one thread. */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** What `npm start` sends with every answer, and what the service worker adds on hosts that send nothing. */
export const securityHeaders = {
  ...isolationHeaders,
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy':
    'camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
}

/** The headers of one file of the app, by its path. */
export function securityHeadersFor(path) {
  return path === '/sw.js'
    ? { ...securityHeaders, 'Content-Security-Policy': serviceWorkerPolicy }
    : securityHeaders
}
