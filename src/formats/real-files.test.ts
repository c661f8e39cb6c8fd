import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sliceSpan } from '../domain/span'
import { formatCaseJsonl } from './case-json/case-json'
import { parseCaseFile } from './parse-case-file'

// Published cases for development, kept beside the repository; elsewhere these tests are skipped.
const DATA = new URL('../../../shared/data/', import.meta.url).pathname
const read = (path: string) => {
  const result = parseCaseFile(path.split('/').at(-1) ?? path, new Uint8Array(readFileSync(DATA + path)))
  if (result.kind !== 'cases') throw new Error('a bundle')
  return result
}

describe.skipIf(!existsSync(DATA))('published cases (skipped where the data folder is absent)', () => {
  test.each([
    ['formats/mcr-shape-51.jsonl', 51],
    ['formats/mcr-shape-51.json', 51],
    ['medcasereasoning/train-row-0.json', 1],
    ['medcasereasoning/val-prompts-5.jsonl', 5],
    ['cases/dev.jsonl', 743],
  ])('every row of %s is accounted for', (path, rows) => {
    const { rowCount, drafts, problems, notices } = read(path)
    expect(problems).toEqual([])
    const duplicates = notices.filter(({ code }) => code === 'duplicate-row').length
    expect([rowCount, drafts.length + duplicates]).toEqual([rows, rows])
    // Some exam cases are in the file twice, explained by two physicians.
    expect(duplicates).toBeLessThanOrEqual(rows / 20)
  })

  test('JSON and JSON Lines of the same rows give the same drafts', () => {
    const drafts = (path: string) => read(path).drafts.map(({ draft }) => draft)
    expect(drafts('formats/mcr-shape-51.json')).toEqual(drafts('formats/mcr-shape-51.jsonl'))
  })

  test('rows come out of an export as they came in', () => {
    const rows = readFileSync(`${DATA}formats/mcr-shape-51.jsonl`, 'utf8').trimEnd().split('\n')
    const exported = formatCaseJsonl(read('formats/mcr-shape-51.jsonl').drafts.map(({ draft }) => draft))
      .trimEnd()
      .split('\n')
    expect(exported.map((row) => JSON.parse(row) as unknown)).toEqual(
      rows.map((row) => JSON.parse(row) as unknown),
    )
  })

  test('list-shaped prompts fall into stages that quote them exactly', () => {
    const listed = read('cases/dev.jsonl').drafts.filter(({ draft }) =>
      draft.presentation.includes('Physical Examination'),
    )
    expect(listed.length).toBeGreaterThan(600)
    for (const { draft } of listed) {
      expect(draft.stages.map(({ kind }) => kind)).toContain('exam')
      expect(draft.stages[0]?.kind).toBe('history')
      const words = (text: string) => text.replaceAll(/\s+/g, '')
      expect(words(draft.stages.map(({ span }) => sliceSpan(draft.presentation, span)).join(''))).toBe(
        words(draft.presentation),
      )
    }
  })

  test('reasoning of a real row is split with its quotations', () => {
    const statements = read('medcasereasoning/train-row-0.json').drafts[0]?.draft.referenceReasoning ?? []
    expect(statements).toHaveLength(5)
    for (const { text, quotation } of statements) {
      expect(text).toMatch(/^[A-Z].*[a-z]$/)
      expect(quotation).toMatch(/^[^“].*[^”]$/)
    }
  })
})
