// A Chromium with a fresh profile on the built app, as a person has it: a stored context, not a private one.
import { readFileSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { launchOptions } from '../scripts/browser.mjs'
import { startServer } from '../scripts/serve.mjs'

export const LIBRARY_SIZE = 15_000
/** With the teaching cases, which every fresh profile has. */
export const LISTED = `${LIBRARY_SIZE + 16} cases`
export const TEACHING_CASE = 'teaching-better-leaning-forward'

/** Launches Chromium on a profile. */
export function openProfile(profile) {
  return chromium.launchPersistentContext(profile, {
    ...launchOptions(),
    headless: true,
    viewport: { width: 1280, height: 800 },
  })
}

/** Serves the built app and gives a fresh profile's folder; both are gone afterwards. */
export async function withApp(work) {
  const profile = await mkdtemp(join(tmpdir(), 'rounds-bench-'))
  const app = await startServer({ root: 'dist', port: 0 })
  try {
    return await work({ url: app.url, profile })
  } finally {
    await app.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The app in a fresh profile, opened on the library. */
export function withPage(work) {
  return withApp(async ({ url, profile }) => {
    const context = await openProfile(profile)
    try {
      const page = await context.newPage()
      await page.goto(url)
      await page.getByRole('list', { name: 'Cases' }).waitFor()
      return await work(page, url)
    } finally {
      await context.close()
    }
  })
}

/** Opens a teaching case and has the knowledge engine reason about it. */
export async function openRun(page, url) {
  await page.goto(`${url}/#/case/${TEACHING_CASE}`)
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  await page.getByRole('button', { name: 'Run again' }).waitFor()
  await page.getByRole('listitem', { name: /^Step 1,/ }).waitFor()
}

/** Kills every process of the browser that has this profile, as a crash of the machine's user session would. */
export function killBrowser(profile) {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile)) process.kill(Number(pid), 'SIGKILL')
    } catch {
      // the process ended between the listing and the look at it
    }
  }
}

/** Milliseconds of JavaScript and of all main-thread work so far. */
export async function readMetrics(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000
  return { script: of('ScriptDuration'), task: of('TaskDuration') }
}

/** What a piece of work costs the page's main thread. */
export async function costOf(session, work) {
  const before = await readMetrics(session)
  await work()
  const after = await readMetrics(session)
  return { script: after.script - before.script, task: after.task - before.task }
}

export async function startMetrics(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return session
}
