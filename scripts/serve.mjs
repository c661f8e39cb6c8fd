// Serves the built app on this machine. `npm start` builds first.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createStaticServer } from './static-server.mjs'

/** Both, because `localhost` means one on some machines and the other on the rest. */
const LOOPBACK = ['127.0.0.1', '::1']

/**
 * Listens on the loopback addresses only.
 *
 * @param {{ root: string, port: number, headers?: Record<string, string> }} options Port 0 picks a free one.
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 * @throws the system's error; `EADDRINUSE` where the port is taken.
 */
export async function startServer({ root, port, headers }) {
  const servers = []
  let bound = port
  const close = async () => {
    for (const server of servers) {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    }
  }
  for (const host of LOOPBACK) {
    const server = createStaticServer({ root, ...(headers ? { headers } : {}) })
    try {
      bound = await listen(server, bound, host)
      servers.push(server)
    } catch (error) {
      const hasNoIpv6 = host === '::1' && (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT')
      if (hasNoIpv6) continue
      await close()
      throw error
    }
  }
  return { url: `http://localhost:${bound}`, port: bound, close }
}

function listen(server, port, host) {
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      done(server.address().port)
    })
  })
}

function readPort() {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } })
  const port = Number(values.port)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new TypeError(`--port takes a whole number up to 65535, not "${values.port}".`)
}

async function main() {
  const root = fileURLToPath(new URL('../dist', import.meta.url))
  if (!existsSync(`${root}/index.html`))
    throw new TypeError('There is no built app in dist/. Run `npm start`, or `npm run build` first.')
  const port = readPort()
  try {
    const { url } = await startServer({ root, port })
    console.log(`Rounds is ready on ${url} (stop with Ctrl+C)`)
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error
    throw new TypeError(`Port ${port} is in use. Choose another one: npm start -- --port ${port + 1}`, {
      cause: error,
    })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error instanceof TypeError ? error.message : error)
    process.exitCode = 1
  })
}
