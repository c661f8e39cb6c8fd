import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * Runs a package's program with Node itself: starting through npx or a shell leaves children behind when stopped.
 *
 * @param {string} program Path of the script, from the project's root.
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, isQuiet?: boolean }} [options] `isQuiet` collects the output rather than showing it.
 * @returns {Promise<{ isOk: boolean, output: string, seconds: number }>}
 */
export function runNode(program, args, { env = {}, isQuiet = false } = {}) {
  const startedAt = performance.now()
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'],
    })
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    child.on('error', failed)
    child.on('close', (code) =>
      done({
        isOk: code === 0,
        output: Buffer.concat(chunks).toString(),
        seconds: (performance.now() - startedAt) / 1000,
      }),
    )
  })
}
