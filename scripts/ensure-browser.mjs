// Finds a Chromium that really starts, or installs one. Vitest, Playwright and the benchmark then use the same one.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { findBrowser, launchOptions } from './browser.mjs'

const isRoot = process.getuid?.() === 0
const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'
const APT = { DEBIAN_FRONTEND: 'noninteractive' }

/** Cheapest first; a host that refuses the download costs seconds, one that drops packets is not waited for long. */
const ATTEMPTS = [
  { command: npx, args: ['playwright', 'install', 'chromium'], timeoutMs: 240_000, isPossible: true },
  {
    command: 'apt-get',
    args: ['update', '-q'],
    timeoutMs: 180_000,
    isPossible: isRoot && process.platform === 'linux',
    isHalf: true,
  },
  {
    command: 'apt-get',
    args: ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
    timeoutMs: 600_000,
    isPossible: isRoot && process.platform === 'linux',
  },
  {
    command: npx,
    args: ['playwright', 'install', '--with-deps', 'chromium'],
    timeoutMs: 300_000,
    isPossible: isRoot,
  },
]

/**
 * The path of a Chromium that was seen to start, installed where none was; null where none could be had.
 *
 * @param {(line: string) => void} report
 */
export async function ensureBrowser(report) {
  if (await starts(report)) return findBrowser().path
  if (findBrowser()?.kind === 'env') return null // CHROMIUM_PATH stands above anything that could be installed
  for (const { command, args, timeoutMs, isPossible, isHalf } of ATTEMPTS) {
    if (!isPossible) continue
    report([command, ...args].join(' '))
    const env = { ...process.env, ...APT, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' }
    const { status, error } = spawnSync(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: timeoutMs,
      env,
    })
    if (status !== 0) report(`${command} did not succeed${error ? `: ${error.message}` : ''}`)
    if (!isHalf && (await starts(report))) return findBrowser().path
  }
  return null
}

/** A file that exists may still lack libraries: only a launch tells. */
async function starts(report) {
  const found = findBrowser()
  if (!found) return false
  try {
    const browser = await chromium.launch({ ...launchOptions(), timeout: 30_000 })
    await browser.close()
    return true
  } catch (error) {
    report(`${found.path} did not start: ${String(error.message).split('\n')[0]}`)
    return false
  }
}

export const NO_BROWSER =
  'No Chromium could be started. Install one (`npx playwright install --with-deps chromium`, or `apt-get install chromium` ' +
  'as root), or set CHROMIUM_PATH to one.'

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = await ensureBrowser((line) => console.log(line))
  if (path) console.log(`Chromium: ${path}`)
  else {
    console.error(NO_BROWSER)
    process.exitCode = 1
  }
}
