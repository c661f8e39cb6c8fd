import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createThinkingSplitter } from './split-thinking'
import { createFenceStripper } from './openai/strip-fence'

function split(pieces: readonly string[]) {
  const splitter = createThinkingSplitter()
  const all = [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()]
  const join = (kind: string) => all.flatMap((piece) => (piece.kind === kind ? [piece.text] : [])).join('')
  return { thinking: join('thinking'), text: join('text') }
}

function strip(pieces: readonly string[]) {
  const stripper = createFenceStripper()
  return pieces.map((piece) => stripper.push(piece)).join('') + stripper.end()
}

/** The text cut into pieces, any way. */
const cutUp = (text: string) =>
  fc.array(fc.nat(text.length), { maxLength: 12 }).map((cuts) => {
    const at = [0, ...cuts.toSorted((a, b) => a - b), text.length]
    return at.slice(1).map((end, i) => text.slice(at[i], end))
  })

describe('thinking', () => {
  test.each([
    ['<think>Fever?\nYes.</think>\n\n{"a":1}', 'Fever?\nYes.', '{"a":1}'],
    ['\n<think></think>{}', '', '{}'],
    ['{"a":"<think>no</think>"}', '', '{"a":"<think>no</think>"}'],
    ['<thin ice', '', '<thin ice'],
    ['<thi', '', '<thi'],
    ['<think>never ends </thin', 'never ends </thin', ''],
    ['<think>a</think> b </think> c', 'a', 'b </think> c'],
  ])('%j is told apart however it is cut', (whole, thinking, text) => {
    expect(split([whole])).toEqual({ thinking, text })
    expect(split([...whole])).toEqual({ thinking, text })
    fc.assert(
      fc.property(cutUp(whole), (pieces) => {
        expect(split(pieces)).toEqual({ thinking, text })
      }),
    )
  })
})

describe('a fence', () => {
  test.each([
    ['```json\n{"a":"b c"}\n```', '{"a":"b c"}'],
    ['```\r\n{"a":1}\r\n```\n', '{"a":1}'],
    ['\n``` JSON \n{}', '{}'],
    ['{"a":"```"}', '{"a":"```"}'],
    ['{} ', '{} '],
    ['```json\n{"a":"x ``` y"}\n```', '{"a":"x ``` y"}'],
  ])('%j is taken off however it is cut', (whole, text) => {
    expect(strip([whole])).toBe(text)
    expect(strip([...whole])).toBe(text)
    fc.assert(
      fc.property(cutUp(whole), (pieces) => {
        expect(strip(pieces)).toBe(text)
      }),
    )
  })
})
