import { expect, test } from 'vitest'
import { contentSecurityPolicy, metaContentSecurityPolicy } from './content-security-policy.mjs'
import { securityHeaders } from './security-headers.mjs'

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
