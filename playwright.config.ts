import { defineConfig } from 'playwright/test'
import { launchOptions } from './scripts/browser.mjs'

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  reporter: 'line',
  timeout: 45_000,
  use: { baseURL: 'http://127.0.0.1:4174', launchOptions: launchOptions() },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: {
    command: 'node scripts/serve.mjs --port 4174',
    url: 'http://127.0.0.1:4174',
    reuseExistingServer: false,
  },
})
