import { joinBytes } from './byte-stream'

/** A value directly inside the outermost list or object of a JSON text, not yet parsed. */
export interface JsonElement {
  /** Its name, where the outermost value is an object. */
  readonly key: string | null
  /** Null where it is longer than allowed: it was passed over and never held. */
  readonly bytes: Uint8Array | null
  /** Line on which it begins, from 1. */
  readonly line: number
}

export type JsonSplitFault = 'syntax' | 'unexpected-end' | 'not-a-container'

/** Cuts the JSON of a list or an object into its elements while it arrives, holding one element at a time. */
export interface JsonSplitter {
  push(piece: Uint8Array): readonly JsonElement[]
  /** Why reading stopped before the outermost value was closed, with its line; null where nothing is wrong so far. */
  readonly fault: { readonly code: JsonSplitFault; readonly line: number } | null
  /** What the outermost value is; null before its first byte. */
  readonly container: 'list' | 'object' | null
  /** To be called after the last piece: the fault, if any, or that the end is missing. */
  end(): { readonly code: JsonSplitFault; readonly line: number } | null
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]
const NEWLINE = 0x0a
const decoder = new TextDecoder()

const isBlank = (byte: number) => byte === 0x20 || byte === 0x09 || byte === NEWLINE || byte === 0x0d

type State = 'start' | 'before' | 'first' | 'key' | 'colon' | 'value' | 'after' | 'done'

/**
 * The insides of elements are not checked here, only followed: strings with their escapes, brackets by count. What is wrong
 * in an element shows when it is parsed.
 */
export function createJsonSplitter(maxElementBytes: number): JsonSplitter {
  let state: State = 'start'
  let container: JsonSplitter['container'] = null
  let fault: JsonSplitter['fault'] = null
  let line = 1
  // The element or key being followed.
  let parts: Uint8Array[] = []
  let size = 0
  let startLine = 1
  let key: string | null = null
  let depth = 0
  let isInString = false
  let isEscaped = false

  function keep(bytes: Uint8Array): void {
    size += bytes.length
    if (size > maxElementBytes) parts = []
    else parts.push(bytes)
  }

  function take(): Uint8Array | null {
    const bytes = size > maxElementBytes ? null : joinBytes(parts)
    parts = []
    size = 0
    return bytes
  }

  /** Follows the inside of a string from `at`; gives the offset behind it, or the piece's length where it goes on. */
  function skipString(piece: Uint8Array, from: number): number {
    let at = from
    while (at < piece.length) {
      if (isEscaped) {
        isEscaped = false
        at += 1
        continue
      }
      const byte = piece[at]
      if (byte === QUOTE) {
        isInString = false
        return at + 1
      }
      if (byte === BACKSLASH) isEscaped = true
      else if (byte === NEWLINE) line += 1
      at += 1
    }
    return at
  }

  /** Follows an element from `from`; gives the offset behind it, or -1 where it goes on in the next piece. */
  function skipValue(piece: Uint8Array, from: number): number {
    let at = from
    while (at < piece.length) {
      if (isInString) {
        at = skipString(piece, at)
        if (isInString) return -1
        if (depth === 0) return at
        continue
      }
      const byte = piece[at] ?? 0
      if (byte === QUOTE) isInString = true
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        if (depth === 0) return at
        depth -= 1
        if (depth === 0) return at + 1
      } else if (depth === 0 && (byte === COMMA || isBlank(byte))) return at
      else if (byte === NEWLINE) line += 1
      at += 1
    }
    return -1
  }

  function startValue(): void {
    startLine = line
    depth = 0
    isInString = false
    isEscaped = false
    state = 'value'
  }

  function push(piece: Uint8Array): JsonElement[] {
    const elements: JsonElement[] = []
    let at = 0
    while (at < piece.length && fault === null) {
      const byte = piece[at] ?? 0
      if (state === 'value' || (state === 'key' && isInString)) {
        const isKey = state === 'key'
        const end = isKey ? endOfKey(piece, at) : skipValue(piece, at)
        // A copy where it goes on, so that the piece itself can be let go.
        keep(end === -1 ? piece.slice(at) : piece.subarray(at, end))
        if (end === -1) return elements
        const bytes = take()
        at = end
        if (isKey) {
          key = bytes === null ? null : readKey(bytes)
          if (key === null) fault = { code: 'syntax', line }
          state = 'colon'
        } else {
          elements.push({ key, bytes, line: startLine })
          key = null
          state = 'after'
        }
        continue
      }
      if (isBlank(byte)) {
        if (byte === NEWLINE) line += 1
        at += 1
        continue
      }
      at = readMark(byte, at)
    }
    return elements
  }

  function endOfKey(piece: Uint8Array, from: number): number {
    const end = skipString(piece, from)
    return isInString ? -1 : end
  }

  /** A byte between elements. Gives the offset to go on from. */
  function readMark(byte: number, at: number): number {
    const isClosing = byte === (container === 'list' ? CLOSE_LIST : CLOSE_OBJECT)
    switch (state) {
      case 'start':
        container = byte === OPEN_LIST ? 'list' : byte === OPEN_OBJECT ? 'object' : null
        if (container === null) fault = { code: 'not-a-container', line }
        state = 'first'
        return at + 1
      case 'first':
      case 'before':
        if (isClosing && state === 'first') {
          state = 'done'
          return at + 1
        }
        if (container === 'list') {
          if (byte === COMMA || isClosing) fault = { code: 'syntax', line }
          startValue()
          return at
        }
        if (byte !== QUOTE) fault = { code: 'syntax', line }
        isInString = true
        isEscaped = false
        state = 'key'
        keep(Uint8Array.of(QUOTE))
        return at + 1
      case 'colon':
        if (byte !== COLON) {
          fault = { code: 'syntax', line }
          return at
        }
        state = 'key'
        return at + 1
      case 'key':
        // Behind the colon.
        if (byte === COMMA || isClosing) fault = { code: 'syntax', line }
        startValue()
        return at
      case 'after':
        if (byte === COMMA) state = 'before'
        else if (isClosing) state = 'done'
        else fault = { code: 'syntax', line }
        return at + 1
      case 'value':
      case 'done':
        fault = { code: 'syntax', line }
        return at
    }
  }

  return {
    push,
    get fault() {
      return fault
    },
    get container() {
      return container
    },
    end: () => fault ?? (state === 'done' ? null : { code: 'unexpected-end', line }),
  }
}

function readKey(bytes: Uint8Array): string | null {
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes))
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}
