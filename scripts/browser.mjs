// One answer to "which Chromium?" for Vitest, Playwright, the benchmark and the step that installs one.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
]
const PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

function findOnPath(command) {
  const finder = process.platform === 'win32' ? 'where' : 'which'
  try {
    const found = execFileSync(finder, [command], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return found.split('\n')[0].trim() || null
  } catch {
    return null // not on the path: the next candidate is tried
  }
}

/** @returns {{ kind: 'env' | 'playwright' | 'system', path: string } | null} */
export function findBrowser() {
  const fromEnv = process.env.CHROMIUM_PATH
  if (fromEnv) return { kind: 'env', path: fromEnv }
  const own = chromium.executablePath()
  if (own && existsSync(own)) return { kind: 'playwright', path: own }
  for (const command of COMMANDS) {
    const path = findOnPath(command)
    if (path) return { kind: 'system', path }
  }
  const path = PATHS.find((candidate) => existsSync(candidate))
  return path ? { kind: 'system', path } : null
}

export function launchOptions() {
  const browser = findBrowser()
  const args = ['--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update']
  if (process.getuid?.() === 0) args.push('--no-sandbox') // Chromium refuses a sandbox as root
  return { ...(browser && browser.kind !== 'playwright' ? { executablePath: browser.path } : {}), args }
}
