import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { findBreaches, readModules } from './rooms.mjs'

const check = (path: string, source: string) => findBreaches([{ path, source }]).map(({ code }) => code)

test('the rooms keep their arrows', () => {
  const modules = readModules(fileURLToPath(new URL('..', import.meta.url)))
  expect(modules.length).toBeGreaterThan(50)
  expect(
    findBreaches(modules).map(({ path, line, code, detail }) => `${path}:${line} ${code}: ${detail}`),
  ).toEqual([])
})

describe('a planted breach is found', () => {
  test.each([
    ['src/domain/case.ts', `import { x } from '../knowledge/pack/pack'`],
    ['src/domain/case.ts', `import type { X } from '../engines'`],
    ['src/ui/button.tsx', `import type { CaseId } from '../domain/ids'`],
    ['src/formats/csv.ts', `export { x } from '../knowledge/likelihood/odds'`],
    ['src/knowledge/likelihood/odds.ts', `type X = import('../../storage').Storage`],
    ['src/engines/wllama/index.ts', `import { x } from '../../knowledge/pack/pack'`],
    ['src/engines/wllama/index.ts', `const x = await import('../../reasoning')`],
    ['src/reasoning/batch.ts', `import { x } from '../storage'`],
    ['src/reasoning/batch.ts', `import { x } from '../ui/button'`],
    ['src/storage/cases.ts', `import { x } from '../reasoning'`],
    ['src/features/review/page.tsx', `import { x } from '../library/queries'`],
    ['src/features/services.ts', `import { x } from './library/queries'`],
    ['src/features/review/page.tsx', `import { x } from '../../app/routes'`],
    ['src/storage/live.ts', `new Worker(new URL('../app/index.worker.ts', import.meta.url))`],
    ['src/app/main.tsx', `import { x } from '../../scripts/serve.mjs'`],
    ['src/domain/case.test.ts', `import { x } from '../storage'`],
  ])('%s: %s', (path, source) => expect(check(path, source)).toEqual(['arrow']))

  test.each([
    ['src/app/main.tsx', `import { x } from '../storage/database'`],
    ['src/app/main.tsx', `import { x } from '../engines/wllama'`],
    ['src/app/main.tsx', `const x = import('../engines/wllama/wllama-session')`],
    ['src/app/main.tsx', `import { type A, b } from '../engines/wllama'`],
    ['src/app/main.tsx', `import { x } from '../reasoning/language'`],
    ['src/features/review/page.tsx', `import type { X } from '../../reasoning/reasoner'`],
    ['src/features/review/page.tsx', `const x = import('../../engines/wllama')`],
  ])('%s: %s', (path, source) => expect(check(path, source)).toEqual(['not-by-index']))

  test.each([
    ['src/domain/case.ts', `export const now = () => Date.now()`],
    ['src/domain/case.ts', `export const now = () => new Date()`],
    ['src/domain/case.ts', `export const chance = Math.random()`],
    ['src/knowledge/pack/pack.ts', `await fetch('/pack')`],
    ['src/knowledge/pack/pack.ts', `await globalThis.fetch('/pack')`],
    ['src/formats/csv.ts', `localStorage.setItem('a', 'b')`],
    ['src/formats/csv.ts', `const parts = { document }`],
    ['src/formats/csv.ts', `import { useState } from 'react'`],
    ['src/formats/csv.ts', `import { readFileSync } from 'node:fs'`],
  ])('%s: %s', (path, source) => expect(check(path, source)).toEqual(['impure']))

  test('names that tell nothing, and rooms that do not exist', () => {
    expect(check('src/domain/date-utils.ts', '')).toEqual(['empty-name'])
    expect(check('src/ui/helpers/box.tsx', '')).toEqual(['empty-name'])
    expect(check('src/common/box.ts', '')).toEqual(['unknown-room'])
  })
})

test.each([
  ['src/domain/case.ts', `import { x } from './finding'`],
  [
    'src/engines/knowledge/index.ts',
    `import { x } from '../../knowledge/pack/pack'; import { y } from '../engine'`,
  ],
  ['src/reasoning/batch.ts', `import type { Engine } from '../engines'; import { x } from '../formats/csv'`],
  [
    'src/features/review/page.tsx',
    `import { x } from '../services'; import { y } from './queries'; import { z } from '../../ui/button'`,
  ],
  [
    'src/app/reasoners.ts',
    `const x = await import('../engines/wllama'); const y = import('../engines/knowledge/index')`,
  ],
  [
    'src/app/reasoners.ts',
    `import type { X } from '../engines/wllama'; const y = import('../reasoning/language')`,
  ],
  ['cli/run.ts', `import { x } from '../src/storage'; import { y } from '../src/domain/case'`],
  ['src/engines/wllama/contract.test.ts', `import { x } from '../../../scripts/make-tiny-gguf.mjs'`],
  [
    'src/formats/html.ts',
    `export const read = (document: string) => ({ fetch: 1, window: parsed.window, text: document })`,
  ],
  ['src/domain/case.ts', `export const at = (time: number) => new Date(time) // Date.now() would be impure`],
  ['src/formats/files.test.ts', `import { readFileSync } from 'node:fs'`],
])('%s may: %s', (path, source) => expect(check(path, source)).toEqual([]))
