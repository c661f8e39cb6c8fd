/** One server-sent event: its name ('message' unless the server says otherwise) and its data lines, joined. */
export interface ServerEvent {
  readonly name: string
  readonly data: string
}

/** Reads server-sent events out of bytes that were cut anywhere, inside a character or between CR and LF included. */
export interface EventStream {
  push(bytes: Uint8Array): ServerEvent[]
  /** What was left without the blank line that ends an event; its data may be cut. */
  end(): ServerEvent | null
}

const LINE_END = /\r\n|\n|\r/g

export function createEventStream(): EventStream {
  const decoder = new TextDecoder()
  let rest = ''
  let name = 'message'
  let data: string[] = []

  function takeEvent(): ServerEvent | null {
    const event = data.length > 0 ? { name, data: data.join('\n') } : null
    name = 'message'
    data = []
    return event
  }

  /** @returns an event if the line ended one. */
  function readLine(line: string): ServerEvent | null {
    if (line === '') return takeEvent()
    const colon = line.indexOf(':')
    if (colon === 0) return null // a comment, which servers send to keep the connection open
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') data.push(value)
    else if (field === 'event') name = value
    else if (field === 'error') {
      // Older llama.cpp servers report an error in mid-stream under a field of their own.
      name = 'error'
      data.push(value)
    }
    return null
  }

  function readLines(text: string): ServerEvent[] {
    const events: ServerEvent[] = []
    let from = 0
    LINE_END.lastIndex = 0
    for (let found = LINE_END.exec(text); found; found = LINE_END.exec(text)) {
      // A CR that ends the text may be half of a line end.
      if (found[0] === '\r' && LINE_END.lastIndex === text.length) break
      const event = readLine(text.slice(from, found.index))
      if (event) events.push(event)
      from = LINE_END.lastIndex
    }
    rest = text.slice(from)
    return events
  }

  return {
    push: (bytes) => readLines(rest + decoder.decode(bytes, { stream: true })),
    end() {
      const last = rest + decoder.decode()
      rest = ''
      const line = last.replace(/\r$/, '')
      return (line === '' ? null : readLine(line)) ?? takeEvent()
    },
  }
}
