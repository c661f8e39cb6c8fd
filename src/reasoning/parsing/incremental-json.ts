/** Where a value stands: keys and 0-based indexes from the root. */
export type JsonPath = readonly (string | number)[]

export type JsonPart =
  /** A string value grew by `text`, escapes decoded. An empty string has none. */
  | { readonly kind: 'string-delta'; readonly path: JsonPath; readonly text: string }
  /** A value of any type is whole; children come before their parents. */
  | { readonly kind: 'value'; readonly path: JsonPath; readonly value: unknown }

/** Broken JSON: `position` counts UTF-16 code units of the whole stream from 0. */
export interface JsonFault extends Error {
  readonly position: number
}

export function isJsonFault(value: unknown): value is JsonFault {
  return value instanceof Error && value.name === 'JsonFault'
}

/**
 * Reads one JSON document that arrives in pieces, cut anywhere. Work per character is constant. Strict: no comments, trailing
 * commas, repeated keys or lone surrogates, nesting of at most 32.
 */
export interface IncrementalJson {
  /**
   * What became known through this piece, in order. @throws JsonFault at the first wrong character; where the piece tells
   * something before it, that is given first and the next call throws, so that nothing depends on how the text is cut.
   */
  push(piece: string): JsonPart[]
  /** Says that no more comes; a number at the root ends here. @throws JsonFault if the document isn't whole. */
  end(): JsonPart[]
}

const MAX_DEPTH = 32
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t',
} // prettier-ignore
const LITERALS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null }
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const BARE = /[-+.0-9A-Za-z]/

type Container =
  | {
      readonly kind: 'object'
      readonly entries: [string, unknown][]
      readonly keys: Set<string>
      key: string
    }
  | { readonly kind: 'array'; readonly items: unknown[] }

/** How many characters from `start` on mean nothing but themselves inside a string: most of an answer, taken in one go. */
function countPlain(piece: string, start: number): number {
  let end = start
  for (; end < piece.length; end++) {
    const code = piece.charCodeAt(end)
    if (code < 0x20 || code === 0x22 || code === 0x5c || (code >= 0xd800 && code < 0xe000)) break
  }
  return end - start
}

/** What may come next. `bare` is a number or literal in progress. */
type State =
  | 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'comma-or-close' | 'done'
  | 'string' | 'escape' | 'unicode' | 'bare' // prettier-ignore

const EXPECTED: Readonly<Record<State, string>> = {
  value: 'a value', 'value-or-close': 'a value or ]', key: 'a key', 'key-or-close': 'a key or }', colon: ':',
  'comma-or-close': ', or the closing bracket', done: 'nothing more', string: 'the rest of a string',
  escape: 'an escape', unicode: 'four hexadecimal digits', bare: 'a number, true, false or null',
} // prettier-ignore

export function createIncrementalJson(): IncrementalJson {
  const stack: Container[] = []
  let state: State = 'value'
  let position = 0
  let isKey = false
  let text = '' // the string so far, without what is still in `delta`
  let delta = ''
  let token = '' // digits of a \u escape, or a bare word
  let highSurrogate = ''
  let parts: JsonPart[] = []
  let fault: JsonFault | null = null

  function fail(found: string): never {
    const message = `expected ${EXPECTED[state]} at position ${position}, found ${found}`
    fault = Object.assign(new Error(message), { name: 'JsonFault', position })
    throw fault
  }

  function path(): JsonPath {
    return stack.map((container) => (container.kind === 'object' ? container.key : container.items.length))
  }

  function complete(value: unknown): void {
    parts.push({ kind: 'value', path: path(), value })
    const parent = stack.at(-1)
    if (parent?.kind === 'object') parent.entries.push([parent.key, value])
    else parent?.items.push(value)
    state = parent ? 'comma-or-close' : 'done'
  }

  function open(container: Container, next: State, found: string): void {
    if (stack.length === MAX_DEPTH) fail(`${found} at depth ${MAX_DEPTH + 1}`)
    stack.push(container)
    state = next
  }

  function close(kind: Container['kind'], found: string): void {
    const container = stack.at(-1)
    if (container?.kind !== kind) return fail(found)
    stack.pop()
    // Own properties whatever the key, __proto__ included.
    complete(container.kind === 'object' ? Object.fromEntries(container.entries) : container.items)
  }

  function flushDelta(): void {
    if (delta === '') return
    text += delta
    if (!isKey) parts.push({ kind: 'string-delta', path: path(), text: delta })
    delta = ''
  }

  function beginString(asKey: boolean): void {
    isKey = asKey
    text = ''
    state = 'string'
  }

  function endString(): void {
    if (highSurrogate !== '') fail('half a surrogate pair')
    flushDelta()
    if (!isKey) return complete(text)
    const container = stack.at(-1)
    if (container?.kind !== 'object') return fail('a key')
    if (container.keys.has(text)) fail(`the key ${JSON.stringify(text)} again`)
    container.keys.add(text)
    container.key = text
    state = 'colon'
  }

  /** Halves of a surrogate pair are held together, so that no delta ends inside one. */
  function appendUnit(unit: string): void {
    const code = unit.charCodeAt(0)
    const isLow = code >= 0xdc00 && code < 0xe000
    if (isLow !== (highSurrogate !== '')) fail('half a surrogate pair')
    if (code >= 0xd800 && code < 0xdc00) highSurrogate = unit
    else {
      delta += highSurrogate + unit
      highSurrogate = ''
    }
  }

  function readInString(character: string): void {
    if (state === 'escape') {
      if (character === 'u') {
        token = ''
        state = 'unicode'
        return
      }
      const plain = ESCAPES[character]
      if (plain === undefined) return fail(JSON.stringify(character))
      state = 'string'
      return appendUnit(plain)
    }
    if (state === 'unicode') {
      if (!/[0-9A-Fa-f]/.test(character)) fail(JSON.stringify(character))
      token += character
      if (token.length < 4) return
      state = 'string'
      return appendUnit(String.fromCharCode(Number.parseInt(token, 16)))
    }
    if (character === '"') endString()
    else if (character === '\\') state = 'escape'
    else if (character < ' ') fail(JSON.stringify(character))
    else appendUnit(character)
  }

  function endBare(): void {
    if (NUMBER.test(token)) complete(Number(token))
    else if (Object.hasOwn(LITERALS, token)) complete(LITERALS[token])
    else fail(JSON.stringify(token))
  }

  function readBetween(character: string): void {
    if (character === ' ' || character === '\n' || character === '\r' || character === '\t') return
    const takesValue = state === 'value' || state === 'value-or-close'
    const mayClose = state === 'comma-or-close'
    if (takesValue && character === '{') {
      open({ kind: 'object', entries: [], keys: new Set(), key: '' }, 'key-or-close', character)
    } else if (takesValue && character === '[')
      open({ kind: 'array', items: [] }, 'value-or-close', character)
    else if (takesValue && character === '"') beginString(false)
    else if (takesValue && BARE.test(character)) {
      token = character
      state = 'bare'
    } else if ((state === 'key' || state === 'key-or-close') && character === '"') beginString(true)
    else if (state === 'colon' && character === ':') state = 'value'
    else if (mayClose && character === ',') state = stack.at(-1)?.kind === 'object' ? 'key' : 'value'
    else if (character === '}' && (mayClose || state === 'key-or-close')) close('object', character)
    else if (character === ']' && (mayClose || state === 'value-or-close')) close('array', character)
    else fail(JSON.stringify(character))
  }

  function read(character: string): void {
    if (state === 'string' || state === 'escape' || state === 'unicode') return readInString(character)
    if (state === 'bare') {
      if (BARE.test(character)) {
        if (token.length === 64) fail('a number of more than 64 characters')
        token += character
        return
      }
      endBare()
    }
    readBetween(character)
  }

  function takeParts(): JsonPart[] {
    const taken = parts
    parts = []
    return taken
  }

  return {
    push(piece) {
      if (fault) throw fault
      try {
        for (let i = 0; i < piece.length;) {
          const plain = state === 'string' && highSurrogate === '' ? countPlain(piece, i) : 0
          if (plain > 0) delta += piece.slice(i, i + plain)
          else read(piece.charAt(i))
          const taken = plain || 1
          i += taken
          position += taken
        }
      } catch (error) {
        flushDelta()
        if (error !== fault || parts.length === 0) throw error
      }
      flushDelta()
      return takeParts()
    },
    end() {
      if (fault) throw fault
      if (state === 'bare' && stack.length === 0) endBare()
      if (state !== 'done') fail('the end')
      return takeParts()
    },
  }
}
