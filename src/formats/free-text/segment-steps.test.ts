import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createStepSegmenter,
  SEGMENT_WAYS,
  segmentSteps,
  type SegmentPart,
  type SegmentWay,
} from './segment-steps'

const cutText = (text: string, way?: SegmentWay) => segmentSteps(text, way).map((segment) => segment.text)

describe('a text is cut', () => {
  test.each<[string, string, string[]]>([
    ['at numbers', '1. Fever.\n2. Rash.\n\n3. Both fit measles.', ['Fever.', 'Rash.', 'Both fit measles.']],
    ['at numbers in brackets', '1) Fever\n2) Rash', ['Fever', 'Rash']],
    ['at numbers in bold', '**1. Fever** is new.\n**2.** Rash.', ['Fever is new.', 'Rash.']],
    ['at named steps', 'Step 1: Fever.\nStep 2: Rash.', ['Fever.', 'Rash.']],
    ['at tags', '<step 1> Fever.\n<step 2> Rash.', ['Fever.', 'Rash.']],
    [
      'at headings that number',
      '## Step 1: Fever\nIt is high.\n\n## Step 2: Rash',
      ['Fever\nIt is high.', 'Rash'],
    ],
    ['at bullets, where nothing is numbered', '- Fever\n- Rash', ['Fever', 'Rash']],
    [
      'not at bullets under numbers',
      '1. Signs:\n- fever\n- rash\n2. Measles.',
      ['Signs:\n- fever\n- rash', 'Measles.'],
    ],
    ['not at numbers further in', '1. Signs:\n   1. fever\n2. Measles.', ['Signs:\n   1. fever', 'Measles.']],
    [
      'not at blank lines under numbers',
      '1. Fever.\n\nIt is high.\n2. Rash.',
      ['Fever.\n\nIt is high.', 'Rash.'],
    ],
    ['with single stars left in place', 'HLA-B*27 is positive *', ['HLA-B*27 is positive *']],
    ['at blank lines else', 'Fever.\nHigh.\n\nRash.', ['Fever.\nHigh.', 'Rash.']],
    [
      'with a title joined to what follows',
      '# Findings\n\nFever of three days.',
      ['Findings\n\nFever of three days.'],
    ],
    [
      'with a lead-in joined to the first step',
      'Let me think:\n\n1. Fever.\n2. Rash.',
      ['Let me think:\n\nFever.', 'Rash.'],
    ],
    [
      'not at a measure',
      'Creatinine rose to\n1.5 mg/dL within\n2 days.',
      ['Creatinine rose to\n1.5 mg/dL within\n2 days.'],
    ],
  ])('%s', (_, text, expected) => {
    expect(cutText(text)).toEqual(expected)
  })

  test('at the ends of sentences, if asked', () => {
    const text = 'CRP is 6.2, i.e. raised. "It hurts." She saw Dr. Poe, e.g. twice! Why? 发热三天。皮疹。'
    expect(cutText(text, 'sentences')).toEqual([
      'CRP is 6.2, i.e. raised.',
      '"It hurts."',
      'She saw Dr. Poe, e.g. twice!',
      'Why?',
      '发热三天。',
      '皮疹。',
    ])
  })

  test('at blank lines only, if asked', () => {
    expect(cutText('1. Fever. High.\n2. Rash.\n\nMeasles.', 'paragraphs')).toEqual([
      '1. Fever. High.\n2. Rash.',
      'Measles.',
    ])
  })

  test('at numbers only, if asked', () => {
    expect(cutText('Well, it is long.\n\nReally.\n1. Fever.\n2. Rash.', 'numbered')).toEqual([
      'Well, it is long.\n\nReally.',
      'Fever.',
      'Rash.',
    ])
  })

  test('within a paragraph that gets long, at the end of a sentence', () => {
    const sentence = 'The fever has lasted for three days and does not fall at night. '
    const steps = cutText(sentence.repeat(30))
    expect(steps.length).toBeGreaterThan(1)
    for (const step of steps) expect(step.length).toBeLessThan(800)
    expect(steps.join(' ')).toBe(sentence.repeat(30).trim())
  })

  test('into nothing, where there are no words', () => {
    expect(cutText(' \n\n ')).toEqual([])
  })
})

const line = fc.constantFrom(
  '1. a b',
  '2) c',
  '- d',
  '## E',
  'f. G h',
  '**i** j',
  '',
  ' ',
  'Step 3: k',
  '“l.” M',
  '   1. n',
)
const someText = fc.oneof(
  fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n')),
  fc.string({ maxLength: 200 }),
)

function joinTexts(parts: readonly SegmentPart[]): SegmentPart[] {
  const joined: SegmentPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { kind: 'text', text: last.text + part.text }
    else joined.push(part)
  }
  return joined
}

test('what is told on the way adds up to the steps, however the text is cut', () => {
  fc.assert(
    fc.property(
      someText,
      fc.constantFrom(...SEGMENT_WAYS),
      fc.array(fc.nat(), { maxLength: 8 }),
      (text, way, at) => {
        const places = [0, ...at.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length]
        const segmenter = createStepSegmenter(way)
        const parts = places.slice(1).flatMap((end, i) => segmenter.push(text.slice(places[i], end)))
        parts.push(...segmenter.end())
        const whole = createStepSegmenter(way)
        expect(joinTexts(parts)).toEqual(joinTexts([...whole.push(text), ...whole.end()]))
        const told = joinTexts(parts).flatMap((part) => (part.kind === 'text' ? [part.text] : []))
        expect(told).toEqual(cutText(text, way))
      },
    ),
    { numRuns: 500 },
  )
})

test('no word is lost, and steps stand where they say', () => {
  const words = (text: string) => text.match(/[\p{L}]{1,}/gu) ?? []
  fc.assert(
    fc.property(someText, fc.constantFrom(...SEGMENT_WAYS), (text, way) => {
      const segments = segmentSteps(text, way)
      const lost = words(text).filter((word) => !/^step$/i.test(word)).length
      const kept = segments
        .flatMap((segment) => words(segment.text))
        .filter((word) => !/^step$/i.test(word)).length
      expect(kept).toBe(lost)
      let before = 0
      for (const { start, end, text: own } of segments) {
        expect(start).toBeGreaterThanOrEqual(before)
        expect(text.slice(start, end).replaceAll('*', '')).toContain(own.slice(0, 1).replaceAll('*', ''))
        before = end
      }
      expect(before).toBeLessThanOrEqual(text.length)
    }),
  )
})
