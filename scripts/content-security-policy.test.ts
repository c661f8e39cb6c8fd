import { expect, test } from 'vitest'
import { contentSecurityPolicy, metaContentSecurityPolicy } from './content-security-policy.mjs'
import { widenPolicy } from '../src/app/network/widen-policy'
import { securityHeaders, securityHeadersFor } from './security-headers.mjs'

const META =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; connect-src 'self'; " +
  "img-src 'self' data: blob:; font-src 'self'; style-src 'self'; manifest-src 'self'; base-uri 'none'; " +
  "form-action 'none'; object-src 'none'"

test('the policy is exactly the one that was agreed', () => {
  expect(metaContentSecurityPolicy).toBe(META)
  expect(contentSecurityPolicy).toBe(`${META}; frame-ancestors 'none'`)
})

test('the server sends that policy', () => {
  expect(securityHeaders['Content-Security-Policy']).toBe(contentSecurityPolicy)
})

test('the service worker may pass requests on; nothing else about it is wider', () => {
  expect(securityHeadersFor('/sw.js')).toEqual({
    ...securityHeaders,
    'Content-Security-Policy': "default-src 'none'; connect-src 'self' http: https:",
  })
  expect(securityHeadersFor('/assets/sw.js')).toBe(securityHeaders)
})

test('workers that ask outside may connect to the hosts that were allowed, and to no other', () => {
  const policy = widenPolicy(contentSecurityPolicy, ['http://localhost:8080', 'https://a.example'])
  expect(policy).toBe(
    contentSecurityPolicy.replace(
      "connect-src 'self'",
      "connect-src 'self' http://localhost:8080 https://a.example",
    ),
  )
  expect(widenPolicy(contentSecurityPolicy, [])).toBe(contentSecurityPolicy)
})
