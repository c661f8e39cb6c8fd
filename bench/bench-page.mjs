import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { startServer } from '../scripts/serve.mjs'
import { openProfile } from './browser.mjs'

/**
 * Builds a page of `bench/page` as the app is built, and opens it.
 *
 * @template T
 * @param {string} name its file's name without `.html`
 * @param {(page: import('playwright').Page, url: string) => Promise<T>} work
 */
export async function withBenchPage(name, work) {
  const out = await mkdtemp(join(tmpdir(), 'rounds-bench-page-'))
  const profile = await mkdtemp(join(tmpdir(), 'rounds-bench-'))
  const root = fileURLToPath(new URL('page', import.meta.url))
  await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'error',
    plugins: (await Promise.all([import('@vitejs/plugin-react'), import('@tailwindcss/vite')])).map(
      (plugin) => plugin.default(),
    ),
    worker: { format: 'es' },
    build: { outDir: out, emptyOutDir: true, rolldownOptions: { input: join(root, `${name}.html`) } },
  })
  const server = await startServer({ root: out, port: 0 })
  const context = await openProfile(profile)
  try {
    return await work(await context.newPage(), `${server.url}/${name}.html`)
  } finally {
    await context.close()
    await server.close()
    await Promise.all(
      [out, profile].map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 })),
    )
  }
}
