import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeNotice, describeProblem } from './describe-problem'
import type { ImportResult } from './import-outcome'
import { parseCaseFile, parsePastedCase } from './parse-case-file'

const prompt = 'A 30-year-old man presented with fever and a rash.'
const parse = (name: string, text: string) => parseCaseFile(name, new TextEncoder().encode(text))
const casesOf = (result: ImportResult) => {
  if (result.kind !== 'cases') throw new Error('a bundle')
  return result
}
const sentencesOf = (result: ImportResult) => casesOf(result).problems.map(describeProblem)

describe('what a file brings', () => {
  test('a text file is one case', () => {
    const { drafts, problems } = casesOf(parse('rash.txt', prompt))
    expect(drafts).toMatchObject([{ line: null, draft: { presentation: prompt, citation: 'rash.txt' } }])
    expect(problems).toEqual([])
  })

  test('an object, a list and lines of JSON give the same drafts', () => {
    const rows = [
      { case_prompt: prompt, final_diagnosis: 'Measles' },
      { case_prompt: `${prompt} Itchy.`, final_diagnosis: 'Scabies' },
    ]
    const fromLines = casesOf(parse('a.jsonl', rows.map((row) => JSON.stringify(row)).join('\r\n')))
    const fromList = casesOf(parse('a.json', JSON.stringify(rows, null, 1)))
    const fromObject = casesOf(parse('a.json', JSON.stringify(rows[0])))
    expect(fromLines.drafts.map(({ draft }) => draft)).toEqual(fromList.drafts.map(({ draft }) => draft))
    expect(fromObject.drafts[0]?.draft).toEqual(fromList.drafts[0]?.draft)
    expect(fromLines.drafts.map(({ line }) => line)).toEqual([1, 2])
    expect(fromList.drafts.map(({ line }) => line)).toEqual([2, 6])
  })

  test('shapes under the wrong ending are still read', () => {
    expect(casesOf(parse('a.jsonl', JSON.stringify([{ case: prompt }]))).drafts).toHaveLength(1)
    expect(
      casesOf(parse('a.json', `{"case": "${prompt}"}\n{"case": "${prompt} Itchy."}`)).drafts,
    ).toHaveLength(2)
    expect(casesOf(parse('a.jsonl', `{\n"case": "${prompt}"\n}`)).drafts).toHaveLength(1)
  })

  test('the outcomes add up to the rows', () => {
    const lines = [
      `{"case": "${prompt}"}`,
      `{"case": "${prompt}"}`,
      '{}',
      'x',
      '',
      `{"case": "${prompt} Itchy."}`,
    ]
    const { rowCount, drafts, problems, notices } = casesOf(parse('a.jsonl', lines.join('\n')))
    expect(rowCount).toBe(5)
    expect([drafts.length, problems.length, notices.length]).toEqual([2, 2, 1])
    expect(notices.map(describeNotice)).toEqual(['Line 2: The same case as in line 1; it was left out.'])
  })

  test('hidden characters and a diagnosis named in the text are told', () => {
    const { notices, drafts } = casesOf(
      parse(
        'a.json',
        JSON.stringify({ case: `${prompt} It was Kawasaki\u202E disease.`, diagnosis: 'Rash (unclear)' }),
      ),
    )
    expect(notices.map(({ code }) => code)).toEqual(['hidden-characters', 'gold-in-presentation'])
    expect(drafts[0]?.draft.presentation).toContain('\u202E')
  })
})

describe('what is said about bad input', () => {
  test.each([
    ['rash.txt', '', '“rash.txt”: there is no text in it. Choose a file with the words of a case.'],
    ['rash.txt', 'x', '“rash.txt”: 1 character can’t be a case. Expected at least 10.'],
    [
      'rash.txt',
      'x'.repeat(200_001),
      '“rash.txt”: the case has 200,001 characters. Expected 200,000 at most: split it, or leave out what is not about the case.',
    ],
    [
      'rash.csv',
      prompt,
      '“rash.csv”: files ending in “.csv” can’t be read. Expected one of .txt, .text, .md, .markdown, .json, .jsonl, .ndjson.',
    ],
    [
      'rash.txt',
      '%PDF-1.7',
      '“rash.txt”: it is a PDF, not text. Open it, copy the case’s text and paste it here.',
    ],
    [
      'rash.json',
      '{\n"case": "abc",\n}',
      '“rash.json”: line 3, column 1 is not valid JSON. Look there for a missing comma, quotation mark or bracket.',
    ],
    ['rash.json', '[]', '“rash.json”: it holds an empty list. Expected at least one case.'],
    ['rash.json', '5', '“rash.json”: it holds a number. Expected a case, a list of cases or a bundle.'],
    [
      'rash.jsonl',
      `{"case": "${prompt}"}\n{"case": 7}`,
      '“rash.jsonl”, line 2, field “case”: it holds a number. Expected text.',
    ],
    [
      'rash.json',
      '{"format": "rounds-bundle", "version": 9, "appVersion": "7.0"}',
      '“rash.json”: it was written by Rounds 7.0 (bundle version 9); this one reads up to version 1. Update Rounds and try again; nothing was changed.',
    ],
  ])('%s with %.30j', (name, text, sentence) => {
    expect(sentencesOf(parse(name, text))).toEqual([sentence])
  })

  test('200,000 characters are taken', () => {
    expect(casesOf(parse('long.txt', 'word '.repeat(40_000))).drafts).toHaveLength(1)
  })

  test('a file name can’t reorder the sentence', () => {
    expect(sentencesOf(parse('\u202Egnp.csv', prompt))[0]).not.toContain('\u202E')
  })
})

describe('pasted text', () => {
  test('is a case, or JSON where it is JSON', () => {
    expect(casesOf(parsePastedCase(prompt)).drafts[0]?.draft).toMatchObject({
      presentation: prompt,
      citation: null,
    })
    expect(casesOf(parsePastedCase(`{"case": "${prompt}"}`)).drafts[0]?.draft.presentation).toBe(prompt)
    expect(casesOf(parsePastedCase(`[sic] ${prompt}`)).drafts[0]?.draft.presentation).toBe(`[sic] ${prompt}`)
    expect(sentencesOf(parsePastedCase(' '))).toEqual([
      'Pasted text: there is no text in it. Choose a file with the words of a case.',
    ])
  })
})

test('no file makes it throw', () => {
  const name = fc.constantFrom('a.txt', 'a.md', 'a.json', 'a.jsonl')
  fc.assert(
    fc.property(
      name,
      fc.oneof(
        fc.uint8Array(),
        fc.string().map((text) => new TextEncoder().encode(text)),
        fc.json().map((text) => new TextEncoder().encode(text)),
      ),
      (file, bytes) => {
        const result = casesOf(parseCaseFile(file, bytes))
        for (const problem of result.problems) expect(describeProblem(problem)).toContain(file)
        expect(result.drafts.length + result.problems.length).toBeGreaterThan(0)
      },
    ),
  )
})
