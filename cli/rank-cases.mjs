// Ranks the teaching cases with the knowledge engine and prints where each gold diagnosis stands: node cli/rank-cases.mjs
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

const server = await createServer({
  root: fileURLToPath(new URL('..', import.meta.url)),
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
})
try {
  const { rankTeachingCases, formatRanking } = await server.ssrLoadModule('/cli/rank-cases.ts')
  console.log(formatRanking(rankTeachingCases()))
} finally {
  await server.close()
}
