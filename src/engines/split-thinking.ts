/** A piece of a model's words: part of its answer, or of what it wrote before the answer. */
export interface Piece {
  readonly kind: 'text' | 'thinking'
  readonly text: string
}

/** Tells thinking that a server leaves in the answer (`<think>…</think>` at its very start) from the answer. */
export interface ThinkingSplitter {
  push(text: string): Piece[]
  /** What was held back because it could have been a mark. */
  end(): Piece[]
}

const OPEN = '<think>'
const CLOSE = '</think>'

export function createThinkingSplitter(): ThinkingSplitter {
  let state: 'start' | 'thinking' | 'after-thinking' | 'answer' = 'start'
  let held = ''

  const pieceOf = (kind: Piece['kind'], text: string): Piece[] => (text === '' ? [] : [{ kind, text }])

  function readStart(): Piece[] {
    const words = held.trimStart()
    if (words.length < OPEN.length && OPEN.startsWith(words)) return []
    const text = held
    held = ''
    if (!words.startsWith(OPEN)) {
      state = 'answer'
      return pieceOf('text', text)
    }
    state = 'thinking'
    held = words.slice(OPEN.length)
    return readThinking()
  }

  function readThinking(): Piece[] {
    const at = held.indexOf(CLOSE)
    if (at === -1) {
      const kept = lengthOfMarkAtEnd(held)
      const text = held.slice(0, held.length - kept)
      held = held.slice(held.length - kept)
      return pieceOf('thinking', text)
    }
    const thinking = pieceOf('thinking', held.slice(0, at))
    held = held.slice(at + CLOSE.length)
    state = 'after-thinking'
    return [...thinking, ...readAfterThinking()]
  }

  /** The blank lines between thinking and answer belong to neither. */
  function readAfterThinking(): Piece[] {
    const text = held.trimStart()
    held = ''
    if (text !== '') state = 'answer'
    return pieceOf('text', text)
  }

  return {
    push(text) {
      if (state === 'answer') return pieceOf('text', text)
      held += text
      if (state === 'start') return readStart()
      return state === 'thinking' ? readThinking() : readAfterThinking()
    },
    end() {
      const text = held
      held = ''
      return pieceOf(state === 'thinking' ? 'thinking' : 'text', text)
    },
  }
}

/** How many of the last characters could begin the closing mark. */
function lengthOfMarkAtEnd(text: string): number {
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length--)
    if (text.endsWith(CLOSE.slice(0, length))) return length
  return 0
}
