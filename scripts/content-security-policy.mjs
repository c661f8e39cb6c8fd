// The one definition of what the page may load and reach. The server, the built page and the service worker all use it.
// No `require-trusted-types-for`: llama.cpp starts its threads from inside its own worker, where no policy of ours can be
// set up, so with it only one thread runs (tried with wllama 3.8.1 in Chromium 156).
const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'", // WebAssembly only: llama.cpp is compiled in the page
  "worker-src 'self' blob:", // wllama starts its worker from a blob
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "style-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
]

/** The policy as the server's header. */
export const contentSecurityPolicy = [...DIRECTIVES, "frame-ancestors 'none'"].join('; ')

/**
 * The service worker's own policy. It passes on what pages ask of hosts that a person allowed, and holds the pages to that list
 * itself; the page's policy stays as it is.
 */
export const serviceWorkerPolicy = "default-src 'none'; connect-src 'self' http: https:"

/** The policy as the page's own `<meta>`, where browsers ignore `frame-ancestors` with a warning. */
export const metaContentSecurityPolicy = DIRECTIVES.join('; ')

/** Vite plugin: writes the policy into the built page, so that it holds on any host. */
export function contentSecurityPolicyMeta() {
  return {
    name: 'content-security-policy-meta',
    /** @type {'build'} */
    apply: 'build', // the dev server's hot reload needs inline scripts
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaContentSecurityPolicy },
        /** @type {'head-prepend'} */
        injectTo: 'head-prepend',
      },
    ],
  }
}
