import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEventStream, type ServerEvent } from './sse'

const encode = (text: string) => new TextEncoder().encode(text)

function readCut(bytes: Uint8Array, cuts: readonly number[]): ServerEvent[] {
  const stream = createEventStream()
  const events: ServerEvent[] = []
  let from = 0
  for (const cut of [...cuts, bytes.length].toSorted((a, b) => a - b)) {
    events.push(...stream.push(bytes.subarray(from, cut)))
    from = cut
  }
  const last = stream.end()
  return last ? [...events, last] : events
}

const messages = (...data: string[]) => data.map((text) => ({ name: 'message', data: text }))

test('data lines, comments, names and line ends of all three kinds', () => {
  const text =
    ': ping\n\ndata: one\r\n\r\ndata:two\ndata:  three\n\nevent: error\rdata: four\r\rid: 5\nretry: 10\n\ndata\n\nerror: {"a":1}\n\n'
  expect(readCut(encode(text), [])).toEqual([
    ...messages('one', 'two\n three'),
    { name: 'error', data: 'four' },
    ...messages(''),
    { name: 'error', data: '{"a":1}' },
  ])
})

test('cut at every single byte it reads the same, inside characters and line ends too', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const bytes = encode(
      `\uFEFFdata: {"a":"é 痛 🫀 µmol"}${end}${end}: x${end}data: b${end}data: c${end}${end}data: [DONE]${end}${end}`,
    )
    const whole = messages('{"a":"é 痛 🫀 µmol"}', 'b\nc', '[DONE]')
    expect(readCut(bytes, [])).toEqual(whole)
    for (let at = 1; at < bytes.length; at++) expect(readCut(bytes, [at])).toEqual(whole)
    expect(readCut(bytes, [...bytes.keys()])).toEqual(whole)
  }
})

test('any text cut anywhere comes out as it went in', () => {
  const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n]/g, ' '))
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.nat(400)),
      (lines, end, cuts) => {
        const bytes = encode(lines.map((text) => `data: ${text}${end}${end}`).join(''))
        const inside = cuts.filter((cut) => cut < bytes.length)
        expect(readCut(bytes, inside)).toEqual(messages(...lines))
      },
    ),
  )
})

test('an event without its blank line is given at the end', () => {
  expect(readCut(encode('data: a\n\ndata: [DONE]'), [])).toEqual(messages('a', '[DONE]'))
  expect(readCut(encode('data: a\n\ndata: b\n'), [])).toEqual(messages('a', 'b'))
  expect(readCut(encode('data: a\n\n\r'), [])).toEqual(messages('a'))
})
