/** Takes the Markdown fence off an answer that was asked for as JSON; text without one passes as it comes. */
export interface FenceStripper {
  push(text: string): string
  end(): string
}

const OPENING = /^\s*```[ \t]*[A-Za-z]*[ \t]*\r?\n/
const COULD_OPEN = /^\s*(`{0,3}|```[ \t]*[A-Za-z]*[ \t]*\r?)$/
const CLOSING = /\s*```\s*$/
const COULD_CLOSE = /\s*`{0,3}\s*$/

export function createFenceStripper(): FenceStripper {
  let state: 'start' | 'inside' | 'plain' = 'start'
  let held = ''
  return {
    push(text) {
      if (state === 'plain') return text
      held += text
      if (state === 'start') {
        if (COULD_OPEN.test(held)) return ''
        state = OPENING.test(held) ? 'inside' : 'plain'
        held = held.replace(OPENING, '')
      }
      if (state === 'plain') {
        const all = held
        held = ''
        return all
      }
      // Blanks and backticks at the end wait: they may be the closing fence.
      const at = COULD_CLOSE.exec(held)?.index ?? held.length
      const sure = held.slice(0, at)
      held = held.slice(at)
      return sure
    },
    end() {
      const last = state === 'inside' ? held.replace(CLOSING, '') : held
      held = ''
      return last
    },
  }
}
