import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseDraft } from '../case-draft'
import type { RowOutcome } from '../import-outcome'
import { formatCaseJsonl, parseCaseJsonl } from './case-json'
import { readCaseRow } from './read-case-row'
import { formatReasoning, parseReasoning } from './reasoning-text'

const prompt = 'A 30-year-old man presented with pain and swelling of the palate.'
const reasoning =
  '1. Infection was considered given the pain—“we gave antibiotics … for 7 days … however, no change.”  \n2. Neuroma was considered because of “honeycomb” bundles—“the absence of ‘cells’ …”  \n3. Trauma was denied.'
const row = {
  'Unnamed: 0': 7,
  pmcid: 'PMC1',
  title: 'A neuroma of the palate',
  journal: 'J',
  article_link: 'https://example.org/PMC1',
  publication_date: '2016-05-11',
  text: '',
  case_prompt: prompt,
  diagnostic_reasoning: reasoning,
  final_diagnosis: 'Traumatic neuroma',
}

function draftOf(value: unknown): CaseDraft {
  const read = readCaseRow(value, 'f.json', 1)
  if (read.kind !== 'ok') throw new Error(read.problem.code)
  return read.draft
}

async function readAll(lines: readonly string[]): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = []
  for await (const outcome of parseCaseJsonl(lines, 'f.jsonl')) outcomes.push(outcome)
  return outcomes
}

describe('a MedCaseReasoning row', () => {
  test('gives every field its place, and the answer never enters the presentation', () => {
    const draft = draftOf(row)
    expect(draft).toMatchObject({
      title: row.title,
      presentation: prompt,
      goldDiagnosis: 'Traumatic neuroma',
      citation: row.article_link,
      isFictional: false,
      extra: { 'Unnamed: 0': 7, pmcid: 'PMC1', journal: 'J', text: '', publication_date: '2016-05-11' },
    })
    expect(draft.presentation).not.toContain('neuroma')
    expect(draft.referenceReasoning).toEqual([
      {
        text: 'Infection was considered given the pain',
        quotation: 'we gave antibiotics … for 7 days … however, no change.',
      },
      {
        text: 'Neuroma was considered because of “honeycomb” bundles',
        quotation: 'the absence of ‘cells’ …',
      },
      { text: 'Trauma was denied.' },
    ])
  })

  test('comes out as it went in', () => {
    expect(JSON.parse(formatCaseJsonl([draftOf(row)]))).toEqual(row)
  })

  test('a diagnosis stored as an identifier becomes words and goes back as it was', () => {
    const stored = { ...row, final_diagnosis: 'Scleroderma_renal_crisis' }
    expect(draftOf(stored).goldDiagnosis).toBe('Scleroderma renal crisis')
    expect(JSON.parse(formatCaseJsonl([draftOf(stored)]))).toEqual(stored)
  })

  test('reasoning in another layout goes back as it was', () => {
    const stored = { ...row, diagnostic_reasoning: '- **First:** a\n   - b\n- second' }
    expect(draftOf(stored).referenceReasoning).toEqual([{ text: 'First: a\n   - b' }, { text: 'second' }])
    expect(JSON.parse(formatCaseJsonl([draftOf(stored)]))).toEqual(stored)
  })

  test('empty strings are no diagnosis and no reasoning', () => {
    expect(draftOf({ case_prompt: prompt, diagnostic_reasoning: '', final_diagnosis: ' ' })).toMatchObject({
      goldDiagnosis: null,
      referenceReasoning: [],
      citation: null,
    })
  })
})

test.each([
  [{ presentation: prompt, goldDiagnosis: 'Gout' }],
  [{ case: prompt, diagnosis: 'Gout' }],
  [{ case_presentation: prompt, gold_diagnosis: 'Gout' }],
])('aliases: %j', (value) => {
  expect(draftOf(value)).toMatchObject({
    presentation: prompt,
    goldDiagnosis: 'Gout',
    title: prompt.slice(0, -1),
  })
})

test('a field named __proto__ or constructor is data like any other', () => {
  const draft = draftOf(
    JSON.parse(`{"case_prompt": ${JSON.stringify(prompt)}, "__proto__": {"title": "x"}, "constructor": 1}`),
  )
  expect(Object.keys(draft.extra)).toEqual(['__proto__', 'constructor'])
  expect(draft.goldDiagnosis).toBeNull()
  expect(JSON.parse(formatCaseJsonl([draft]))).toHaveProperty('constructor', 1)
})

test('fields that another tool uses differently are kept, not refused', () => {
  const draft = draftOf({ case_prompt: prompt, stages: 3, specialty: ['ENT'], cantMiss: 'none' })
  expect(draft.extra).toEqual({ stages: 3, specialty: ['ENT'], cantMiss: 'none' })
})

describe('reasoning text', () => {
  test.each([
    ['1. one\n2. two\n3. three', ['one', 'two', 'three']],
    ['1) one 2) Two 3) three', ['one', 'Two 3) three']],
    ['1. One thing. 2. Two things. 3. Three.', ['One thing.', 'Two things.', 'Three.']],
    ['1. **Bold:**\n   - nested\n   - more\n\n2. **Next**', ['Bold:\n   - nested\n   - more', 'Next']],
    ['Preamble.\n1. one', ['Preamble.', 'one']],
    ['- a\n- b', ['a', 'b']],
    ['First paragraph.\n\nSecond.', ['First paragraph.', 'Second.']],
    ['A line.\nAnother line.', ['A line.', 'Another line.']],
    ['Hb was 7.5 g/dL and fell to 6.1', ['Hb was 7.5 g/dL and fell to 6.1']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(parseReasoning(text).map((statement) => statement.text)).toEqual(expected)
  })

  test.each([
    ['Seen before: "as the authors say."', { text: 'Seen before', quotation: 'as the authors say.' }],
    ['It looked like “honeycomb.”', { text: 'It looked like “honeycomb.”' }],
    ['—“only a quotation”', { text: '—“only a quotation”' }],
    ['a—“outer “inner” outer”', { text: 'a', quotation: 'outer “inner” outer' }],
  ])('quotation in %j', (text, expected) => {
    expect(parseReasoning(text)).toEqual([expected])
  })

  test('plain statements survive the round trip', () => {
    const words = fc.stringMatching(/^[a-z][a-z ,]{0,30}[a-z]$/)
    const statement = fc.oneof(fc.record({ text: words }), fc.record({ text: words, quotation: words }))
    fc.assert(
      fc.property(fc.array(statement), (statements) => {
        expect(parseReasoning(formatReasoning(statements))).toEqual(statements)
      }),
    )
  })
})

describe('JSON Lines', () => {
  test('each line has its outcome; bad ones are told with line, field and what was expected', async () => {
    const outcomes = await readAll([
      JSON.stringify(row),
      '',
      '{"case_prompt": "A 30-ye',
      '[1]',
      '{"title": "x"}',
      '{"case_prompt": 5}',
      '{"case_prompt": "x"}',
      JSON.stringify({ case_prompt: 'y'.repeat(200_001) }),
      JSON.stringify({ case_prompt: `  ${prompt.toUpperCase()}\n` }),
      JSON.stringify({ case_prompt: `${prompt} Again.`, diagnostic_reasoning: [{ no: 1 }] }),
      JSON.stringify({ case_prompt: `${prompt} And more.` }),
    ])
    expect(outcomes.map((outcome) => [outcome.line, outcome.kind])).toEqual([
      [1, 'draft'],
      [3, 'rejected'],
      [4, 'rejected'],
      [5, 'rejected'],
      [6, 'rejected'],
      [7, 'rejected'],
      [8, 'rejected'],
      [9, 'duplicate'],
      [10, 'rejected'],
      [11, 'draft'],
    ])
    const problems = outcomes.flatMap((outcome) => (outcome.kind === 'rejected' ? [outcome.problem] : []))
    expect(problems).toMatchObject([
      { code: 'invalid-json', reason: 'syntax', column: 17 },
      { code: 'not-an-object', found: 'a list' },
      { code: 'missing-field', path: 'case_prompt' },
      { code: 'wrong-type', path: 'case_prompt', found: 'a number', expected: 'text' },
      { code: 'too-short', path: 'case_prompt', length: 1 },
      { code: 'too-long', limit: 200_000, length: 200_001 },
      { code: 'wrong-type', path: 'diagnostic_reasoning[0]' },
    ])
    expect(outcomes[7]).toMatchObject({ firstLine: 1 })
  })

  test('any JSON at all is an outcome, never an exception', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.json(),
            fc
              .object({
                key: fc.constantFrom(
                  'case_prompt',
                  'final_diagnosis',
                  'title',
                  'stages',
                  'extra',
                  'diagnostic_reasoning',
                ),
              })
              .map((value) => JSON.stringify(value)),
          ),
        ),
        async (lines) => {
          const outcomes = await readAll(lines)
          expect(outcomes).toHaveLength(lines.filter((line) => line.trim() !== '').length)
        },
      ),
    )
  })
})

test('a draft survives the round trip with all its fields', async () => {
  const words = fc.stringMatching(/^[A-Za-z][A-Za-z ,.]{10,60}[a-z]$/)
  const list = fc.array(words, { maxLength: 3 })
  const draft: fc.Arbitrary<CaseDraft> = fc.record({
    title: words,
    presentation: words.map((text) => `${text} and more`),
    stages: fc.constantFrom([], [{ kind: 'exam', title: 'On exam', span: { start: 0, end: 4 } }]),
    specialty: fc.option(words),
    isFictional: fc.boolean(),
    goldDiagnosis: fc.option(words),
    referenceReasoning: fc.array(
      fc.oneof(
        fc.record({ text: fc.string({ minLength: 1 }) }),
        fc.record({ text: words, quotation: fc.string() }),
      ),
    ),
    expectedDifferential: list,
    cantMiss: list,
    teachingPoints: list,
    citation: fc.option(words),
    extra: fc
      .dictionary(
        fc.stringMatching(/^x_[a-z]{1,5}$/),
        fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown),
      )
      .map((extra) => ({ ...extra })),
  })
  await fc.assert(
    fc.asyncProperty(draft, async (original) => {
      const [outcome] = await readAll(formatCaseJsonl([original]).split('\n'))
      expect(outcome?.kind === 'draft' ? outcome.draft : outcome).toEqual(original)
    }),
  )
})
