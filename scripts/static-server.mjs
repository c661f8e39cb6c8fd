import { readFile, realpath, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { securityHeaders, securityHeadersFor } from './security-headers.mjs'

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
}
const COMPRESSIBLE = /^(text|application\/(json|wasm|manifest)|image\/svg)/
const HASHED = /\/assets\/[^/]*-[\w-]{8,}\.\w+$/

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/**
 * An HTTP server for a built app, not listening yet: GET and HEAD of the files below `root`, nothing else. Every answer
 * carries the security headers. Text and WebAssembly are compressed once and kept in memory.
 *
 * @param {{ root: string, headers?: Record<string, string> }} options `headers` replaces the security headers, so that a
 *   test can act as a host that sends none.
 */
export function createStaticServer({ root, headers }) {
  const findFile = createFinder(root)
  const encode = createEncoder()

  /** @type {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>} */
  const answer = async (request, response) => {
    const path = readPath(request.url ?? '/')
    const send = (status, more, body) => {
      response.writeHead(status, { ...(headers ?? securityHeadersFor(path)), ...more })
      response.end(request.method === 'HEAD' ? undefined : body)
    }
    const refuse = (status, text, more = {}) =>
      send(
        status,
        { ...more, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
        `${text}\n`,
      )

    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(405, 'Only GET and HEAD', { Allow: 'GET, HEAD' })
    if (path === null) return refuse(400, 'Not a path')
    const file = await findFile(path)
    if (!file) return refuse(404, 'Not found')

    const type = TYPES[extname(file.path)] ?? 'application/octet-stream'
    const encoding = COMPRESSIBLE.test(type)
      ? chooseEncoding(request.headers['accept-encoding'] ?? '')
      : 'identity'
    const about = {
      'Content-Type': type,
      'Cache-Control': HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ETag: `W/"${file.size.toString(36)}-${Math.round(file.modifiedMs).toString(36)}"`,
      Vary: 'Accept-Encoding',
    }
    if (request.headers['if-none-match'] === about.ETag) return send(304, about)
    const body = await encode(file, encoding)
    send(
      200,
      {
        ...about,
        'Content-Length': body.length,
        ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
      },
      body,
    )
  }

  return createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(`${request.method} ${request.url}:`, error)
      if (!response.headersSent) response.writeHead(500, headers ?? securityHeaders)
      response.end()
    })
  })
}

/** The decoded path of a request's address, or null where it isn't one. */
function readPath(url) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
    return path.includes('\0') ? null : path
  } catch {
    return null // a malformed escape: the caller answers 400
  }
}

/** Finds files below `root` only, also where `..` or a link points elsewhere. */
function createFinder(root) {
  const top = resolve(root)
  return async (path) => {
    const wanted = resolve(join(top, path.endsWith('/') ? `${path}index.html` : path))
    try {
      const [real, realTop] = await Promise.all([realpath(wanted), realpath(top)])
      if (!wanted.startsWith(top + sep) || !real.startsWith(realTop + sep)) return null
      const facts = await stat(real)
      return facts.isFile() ? { path: real, size: facts.size, modifiedMs: facts.mtimeMs } : null
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(error.code)) return null
      throw error
    }
  }
}

function chooseEncoding(accepted) {
  const offers = accepted.split(',').map((offer) => offer.trim())
  const takes = (name) =>
    offers.some((offer) => offer.split(';')[0] === name && !/;\s*q=0(\.0*)?$/.test(offer))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
}

/** Reads and compresses a file, and remembers the compressed bytes until the file changes. */
function createEncoder() {
  const kept = new Map()
  return async (file, encoding) => {
    if (encoding === 'identity') return readFile(file.path)
    const key = `${encoding} ${file.path}`
    const stamp = `${file.size} ${file.modifiedMs}`
    const known = kept.get(key)
    if (known?.stamp === stamp) return known.bytes
    const plain = await readFile(file.path)
    const bytes =
      encoding === 'br'
        ? await compressBrotli(plain, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
          })
        : await compressGzip(plain)
    kept.set(key, { stamp, bytes })
    return bytes
  }
}
