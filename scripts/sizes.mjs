// The JavaScript that the first screen waits for: `node scripts/sizes.mjs` after a build.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

/**
 * The page's entry and all that it imports statically, gzipped at level 9 one by one as a host would send them, and the
 * blocking script in `public/`.
 *
 * @param {string} outDir A build with its manifest.
 * @returns {{ bytes: number, gzipBytes: number, files: { file: string, bytes: number, gzipBytes: number }[] }}
 */
export function measureInitialScripts(outDir) {
  const manifest = JSON.parse(readFileSync(join(outDir, '.vite', 'manifest.json'), 'utf8'))
  const entries = Object.keys(manifest).filter((key) => manifest[key].isEntry)
  const seen = new Set()
  const visit = (key) => {
    if (seen.has(key)) return
    seen.add(key)
    for (const imported of manifest[key].imports ?? []) visit(imported)
  }
  for (const entry of entries) visit(entry)
  const names = [...seen].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'))
  if (existsSync(join(outDir, 'theme.js'))) names.push('theme.js')
  const files = names.map((file) => {
    const text = readFileSync(join(outDir, file))
    return { file, bytes: text.length, gzipBytes: gzipSync(text, { level: 9 }).length }
  })
  const sum = (key) => files.reduce((total, file) => total + file[key], 0)
  return { bytes: sum('bytes'), gzipBytes: sum('gzipBytes'), files }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, gzipBytes } = measureInitialScripts(fileURLToPath(new URL('../dist', import.meta.url)))
  for (const file of files)
    console.log(`${(file.gzipBytes / 1000).toFixed(1).padStart(7)} kB gz  ${file.file}`)
  console.log(`${(gzipBytes / 1000).toFixed(1).padStart(7)} kB gz  in all`)
}
