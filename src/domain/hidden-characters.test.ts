import { expect, test } from 'vitest'
import { revealHidden } from './hidden-characters'
import { sliceSpan } from './span'

test('bidi overrides, zero-width characters, controls and tags are found where they stand', () => {
  const text = 'no\u202Erever\u202C a\u200Bb\u0007 \u{E0041}end'
  const found = revealHidden(text)
  expect(found.map((hidden) => hidden.kind)).toEqual(['bidi', 'bidi', 'zero-width', 'control', 'tag'])
  expect(found.map((hidden) => sliceSpan(text, hidden.span))).toEqual([
    '\u202E',
    '\u202C',
    '\u200B',
    '\u0007',
    '\u{E0041}',
  ])
  expect(found[0]?.label).toBe('U+202E right-to-left override')
  expect(found[4]?.label).toBe('U+E0041 tag character')
})

test.each([
  ['line breaks and tabs', 'History:\tcough\r\nExam:\nnormal'],
  ['an emoji family', 'seen with 👨\u200D👩\u200D👧'],
  ['Persian spelling', 'می\u200Cخواهم'],
  ['accents and Greek', 'β-blocker, naïve, São'],
])('%s are ordinary text', (_name, text) => {
  expect(revealHidden(text)).toEqual([])
})

test('a joiner inside a Latin word is hidden text', () => {
  expect(revealHidden('dia\u200Dbetes')).toHaveLength(1)
})

test('the count can be limited', () => {
  expect(revealHidden('\u200B'.repeat(50), 7)).toHaveLength(7)
})
