// Checks who imports whom. `node scripts/rooms.mjs` lists what breaks the rules; the unit tests run the same check.
import { readFileSync, readdirSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readModule } from './read-module.mjs'

const BELOW_FEATURES = ['domain', 'knowledge', 'formats', 'engines', 'reasoning', 'storage', 'ui']
const EVERYTHING = [...BELOW_FEATURES, 'features', 'app', 'cli']

/** What each room may import besides itself. */
const MAY_IMPORT = {
  domain: [],
  ui: [],
  knowledge: ['domain'],
  formats: ['domain'],
  engines: ['domain'],
  reasoning: ['domain', 'knowledge', 'formats', 'engines'],
  storage: ['domain', 'knowledge', 'formats', 'engines'],
  features: BELOW_FEATURES,
  app: EVERYTHING,
  cli: EVERYTHING,
}
const PURE = ['domain', 'knowledge', 'formats']
/** Rooms that hide something: from outside only their index.ts is imported. */
const HIDING = ['engines', 'reasoning', 'storage']
/**
 * What `app` and `cli` may import of them besides, at run time only lazily: named in the index, these would be in the first
 * download.
 */
const LAZY_ENTRANCE = /^src\/(engines\/[\w-]+(\/index(\.ts)?)?|reasoning\/language(\.ts)?)$/
const NOT_IN_PURE = /^(react|react-dom|zustand|dexie|@tanstack\/[\w-]+|node:.*)(\/|$)/
const EMPTY_NAME = /^(.*[-.])?(utils?|helpers?|managers?)([-.].*)?$/i
const TEST = /\.test\.tsx?$/

/**
 * Every breach of STYLE's import table in a set of modules, in the order of the modules.
 *
 * @param {{ path: string, source: string }[]} modules Paths from the repository's root, with slashes.
 * @returns {{ path: string, line: number, code: 'empty-name' | 'unknown-room' | 'arrow' | 'not-by-index' | 'impure', detail: string }[]}
 */
export function findBreaches(modules) {
  return modules.flatMap(({ path, source }) => checkModule(path, source))
}

function checkModule(path, source) {
  const breaches = []
  const add = (code, line, detail) => breaches.push({ path, line, code, detail })
  const from = locate(path)
  if (path.split('/').some((part) => EMPTY_NAME.test(part))) add('empty-name', 1, 'a name that tells nothing')
  if (from.room === 'declarations') return breaches
  if (!(from.room in MAY_IMPORT)) {
    add('unknown-room', 1, `there is no room named ${from.room}`)
    return breaches
  }
  const isPure = PURE.includes(from.room) && !TEST.test(path)
  const { imports, ambient } = readModule(path, source)
  for (const { specifier, isDynamic, isTypeOnly, line } of imports) {
    if (specifier.startsWith('.')) {
      const to = locate(posix.join(posix.dirname(path), specifier.replace(/\?.*$/, '')))
      const breach = judge(path, from, to, isDynamic || isTypeOnly)
      if (breach) add(breach, line, `${describe(from)} imports ${to.path}`)
    } else if (isPure && NOT_IN_PURE.test(specifier)) {
      add('impure', line, `${from.room} imports ${specifier}`)
    }
  }
  if (isPure) for (const { name, line } of ambient) add('impure', line, `${from.room} uses ${name}`)
  return breaches
}

/** Where a path lies: its room, and within `features` and `engines` the folder, null for files that lie there directly. */
function locate(path) {
  const parts = path.split('/')
  const [room = '', ...rest] = parts[0] === 'src' ? parts.slice(1) : parts
  if (rest.length === 0 && parts[0] === 'src' && room.endsWith('.d.ts'))
    return { path, room: 'declarations', part: null }
  const isFolder = rest.length > 1 || (rest.length === 1 && !rest[0].includes('.'))
  return { path, room, part: isFolder ? rest[0] : null }
}

const describe = ({ room, part }) =>
  part && (room === 'features' || room === 'engines') ? `${room}/${part}` : room

function judge(path, from, to, isLight) {
  if (!(to.room in MAY_IMPORT)) return TEST.test(path) ? null : 'arrow' // tests may use scripts and fixtures
  if (to.room === from.room) return crossesFeatures(from, to) ? 'arrow' : null
  const isKnowledgeAdapter = from.room === 'engines' && from.part === 'knowledge' && to.room === 'knowledge'
  if (!MAY_IMPORT[from.room].includes(to.room) && !isKnowledgeAdapter) return 'arrow'
  if (!HIDING.includes(to.room) || isIndex(to.path, `src/${to.room}`)) return null
  const mayEnterLazily =
    isLight && (from.room === 'app' || from.room === 'cli') && LAZY_ENTRANCE.test(to.path)
  return mayEnterLazily ? null : 'not-by-index'
}

/** Features share only what lies in `features` itself, and that knows none of them. */
function crossesFeatures(from, to) {
  if (from.room !== 'features' || from.part === to.part) return false
  return to.part !== null && !isCommonFile(to.path)
}

/** `../services` has no extension, and so looks like a folder; a feature's folder is never imported as such. */
const isCommonFile = (path) => path.split('/').length === 3

const isIndex = (path, folder) => [folder, `${folder}/index`, `${folder}/index.ts`].includes(path)

/** Reads all modules of `src` and `cli`. */
export function readModules(root) {
  return ['src', 'cli'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => ({
        path: file.slice(root.length).split(sep).filter(Boolean).join('/'),
        source: readFileSync(file, 'utf8'),
      })),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const breaches = findBreaches(readModules(fileURLToPath(new URL('..', import.meta.url))))
  for (const { path, line, code, detail } of breaches) console.log(`${path}:${line} ${code}: ${detail}`)
  if (breaches.length > 0) process.exitCode = 1
}
