// The command line of Rounds: npm run rounds -- help
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const server = await createServer({
  root: fileURLToPath(new URL('..', import.meta.url)),
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
})
const controller = new AbortController()
process.once('SIGINT', () => controller.abort(new Error('stopped')))
// A reader that has seen enough (`| head`) closes the pipe.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
process.once('SIGTERM', () => controller.abort(new Error('stopped')))
try {
  const { main } = await server.ssrLoadModule('/cli/rounds.ts')
  process.exitCode = await main(process.argv.slice(2), {
    environment: process.env,
    appVersion: version,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    signal: controller.signal,
  })
} finally {
  await server.close()
}
