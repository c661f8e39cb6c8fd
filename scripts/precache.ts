import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { type Plugin, build } from 'vite'
import { securityHeaders } from './security-headers.mjs'

interface PrecacheOptions {
  /** The service worker's source, an absolute path. */
  readonly source: string
  /** Built files that are kept from their first use on. */
  readonly engines: RegExp
  /** Built files that are never kept. */
  readonly ignore: RegExp
}

/**
 * Builds `sw.js` after everything else, with the list of the app's files and a version over their contents baked in. A
 * changed file thus changes `sw.js`, which is what browsers look at to find a new version.
 */
export function precache({ source, engines, ignore }: PrecacheOptions): Plugin {
  let root = ''
  let outDir = ''
  return {
    name: 'precache',
    apply: 'build',
    configResolved(config) {
      root = config.root
      outDir = resolve(config.root, config.build.outDir)
    },
    // Not `closeBundle`, which also runs after a failed build and would hide why it failed.
    async writeBundle() {
      const { files, engineFiles, version } = listShell(outDir, { engines, ignore })
      await build({
        root,
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: {
          __SHELL_FILES__: JSON.stringify(files),
          __ENGINE_FILES__: JSON.stringify(engineFiles),
          __SHELL_VERSION__: JSON.stringify(version),
          __SECURITY_HEADERS__: JSON.stringify(securityHeaders),
        },
        build: {
          outDir,
          emptyOutDir: false,
          rolldownOptions: {
            input: source,
            output: { format: 'iife', entryFileNames: 'sw.js' },
          },
        },
      })
    },
  }
}

/** The files to keep, sorted, and a version that changes when a name or a byte of one of them does. */
export function listShell(outDir: string, { engines, ignore }: Pick<PrecacheOptions, 'engines' | 'ignore'>) {
  const built = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(outDir, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((file) => file !== 'sw.js' && !ignore.test(file))
    .sort()
  const files = built.filter((file) => !engines.test(file))
  const engineFiles = built.filter((file) => engines.test(file))
  const hash = createHash('sha256').update(JSON.stringify([securityHeaders, engineFiles]))
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(outDir, file)))
  return { files, engineFiles, version: hash.digest('hex').slice(0, 16) }
}
