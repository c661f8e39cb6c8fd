/// <reference types="vitest/config" />
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vite'
import { launchOptions } from './scripts/browser.mjs'
import { contentSecurityPolicyMeta } from './scripts/content-security-policy.mjs'
import { precache } from './scripts/precache.ts'
import { isolationHeaders } from './scripts/security-headers.mjs'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string
}

const HEAVY_PACKAGES = [
  ['/@wllama/', 'wllama'],
  ['/@mlc-ai/', 'webllm'],
] as const

/** Names that tell an engine's files apart: the service worker keeps them when they are first used, not from the start. */
const output = {
  chunkFileNames: (chunk: { moduleIds: readonly string[] }) => {
    const engine = HEAVY_PACKAGES.find(([path]) => chunk.moduleIds.some((id) => id.includes(path)))
    return engine ? `assets/heavy-${engine[1]}-[hash].js` : 'assets/[name]-[hash].js'
  },
  assetFileNames: ({ names }: { names: readonly string[] }) =>
    names.some((name) => name.endsWith('.wasm'))
      ? 'assets/heavy-[name]-[hash][extname]'
      : 'assets/[name]-[hash][extname]',
}

/** For machines that do other work too: a test that passes ends as soon as it can. */
const patient = { testTimeout: 30_000, hookTimeout: 30_000, expect: { poll: { timeout: 10_000 } } }

export default defineConfig({
  base: './',
  plugins: [
    react(),
    tailwindcss(),
    contentSecurityPolicyMeta(),
    precache({
      source: fileURLToPath(new URL('src/app/sw.ts', import.meta.url)),
      engines: /\/heavy-/,
      ignore: /\.map$|^\.vite\//,
    }),
  ],
  define: { __APP_VERSION__: JSON.stringify(version) },
  worker: { format: 'es', rolldownOptions: { output } },
  server: { headers: isolationHeaders },
  preview: { headers: isolationHeaders },
  build: {
    target: 'baseline-widely-available',
    manifest: true,
    assetsInlineLimit: 0, // the policy has no room for fonts and modules from data: addresses
    rolldownOptions: { output },
  },
  // Found while a browser test runs, a package would be bundled then and the page reloaded in mid-test.
  optimizeDeps: {
    include: [
      '@mlc-ai/web-xgrammar',
      '@noble/hashes/legacy.js',
      '@noble/hashes/sha2.js',
      '@noble/hashes/utils.js',
      '@tanstack/history',
      '@tanstack/react-query',
      '@tanstack/react-router',
      'axe-core',
      'dexie',
      'diff',
      'fast-check',
      'hyparquet',
      'hyparquet-compressors',
      'hyparquet-writer',
      'papaparse',
      'react',
      'react-dom',
      'react-dom/client',
      'react/jsx-dev-runtime',
      'react/jsx-runtime',
      'vitest-browser-react',
      'zod',
      'zod/mini',
      'zustand',
    ],
    exclude: ['@wllama/wllama', '@mlc-ai/web-llm'],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          // Nothing here keeps state between files, and modules such as the pack are then read once a thread.
          pool: 'threads',
          isolate: false,
          ...patient,
          include: [
            'src/**/*.test.{ts,tsx}',
            'cli/**/*.test.ts',
            'bench/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: ['src/**/*.browser.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          ...patient,
          include: ['src/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
