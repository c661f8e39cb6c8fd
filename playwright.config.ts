import { defineConfig } from 'playwright/test'
import { launchOptions } from './scripts/browser.mjs'

/** Not the port of `npm start`, so that the tests run beside it. */
const PORT = Number(process.env['E2E_PORT'] ?? 4174)

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  workers: 2,
  reporter: 'line',
  // Wide, for machines that do other work too: a test that passes ends as soon as it can.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: { baseURL: `http://localhost:${PORT}`, launchOptions: launchOptions() },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: {
    command: `node scripts/serve.mjs --port ${PORT}`,
    url: `http://localhost:${PORT}`,
    reuseExistingServer: false,
  },
})
