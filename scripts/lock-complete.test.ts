import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface LockedPackage {
  readonly version?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
type Locked = Readonly<Record<string, LockedPackage>>

const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'))
const { packages } = readJson('package-lock.json') as { packages: Locked }
const manifest = readJson('package.json') as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>

/** Walks up the folders as Node does; null where no folder on the way holds the package. */
function findLocked(locked: Locked, from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder ? `${folder}/` : ''}node_modules/${name}`
    if (path in locked) return path
    if (folder === '' || !folder.includes('/node_modules/'))
      return folder !== '' ? findLocked(locked, '', name) : null
  }
}

function findMissing(locked: Locked): string[] {
  return Object.entries(locked).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => findLocked(locked, path, name) === null)
      .map((name) => `${name}, needed by ${path || 'this package'}`),
  )
}

test('the lock names every dependency, those of other systems included', () => {
  expect(Object.keys(packages).length).toBeGreaterThan(50)
  expect(findMissing(packages)).toEqual([])
})

test('a missing entry is found, a nested one is not missed', () => {
  const locked = {
    '': { dependencies: { a: '1.0.0' } },
    'node_modules/a': { optionalDependencies: { 'a-darwin': '1.0.0', '@x/b': '1.0.0' } },
    'node_modules/a/node_modules/@x/b': { dependencies: { a: '1.0.0', c: '1.0.0' } },
    'node_modules/c': {},
  }
  expect(findMissing(locked)).toEqual(['a-darwin, needed by node_modules/a'])
})

test('the lock works with any registry', () => {
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
})

test('every version is pinned exactly, and is the one in the lock', () => {
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies }
  for (const [name, version] of Object.entries(wanted)) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
    expect(packages[`node_modules/${name}`]?.version, name).toBe(version)
  }
})
