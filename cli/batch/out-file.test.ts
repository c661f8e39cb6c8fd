import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseId } from '../../src/domain/ids'
import { arbitraryCase, arbitraryRun } from '../../src/formats/bundle/arbitrary-records'
import { formatRunRow, parseRunRow, type RunRow } from '../../src/formats/runs-jsonl/runs-jsonl'
import { openOutFile } from './out-file'
import { readLines } from './read-lines'

const rows: RunRow[] = fc
  .sample(fc.tuple(arbitraryCase, arbitraryRun), { numRuns: 4, seed: 3 })
  .map(([subject, run], index) => {
    const id = `case-${index}` as CaseId
    return { subject: { ...subject, id }, run: { ...run, caseId: id, status: 'finished' } }
  })
const [first, second, third] = rows
if (!first || !second || !third) throw new Error('no sample')

let folder = ''
let path = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rounds-'))
  path = join(folder, 'runs.jsonl')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function idsIn(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  expect(lines.pop()).toBe('')
  return lines.map((line, index) => {
    const read = parseRunRow(line, index + 1)
    if (read.kind === 'problem') throw new Error(`line ${index + 1}: ${read.problem.code}`)
    return read.row.subject.id
  })
}

async function write(...written: readonly RunRow[]): Promise<void> {
  const out = await openOutFile(path)
  await Promise.all(written.map((row) => out.append(row)))
  await out.close()
}

test('rows appended at once come out whole, and are known next time', async () => {
  await write(...rows)
  expect((await idsIn(path)).toSorted()).toEqual(['case-0', 'case-1', 'case-2', 'case-3'])
  const again = await openOutFile(path)
  expect(again.done.size).toBe(4)
  expect(again.manifest).toEqual(first.run.manifest)
  expect(again.wasRepaired).toBe(false)
  await again.close()
})

test('a last row cut at any byte is taken off, and nothing else', async () => {
  await write(first, second)
  const whole = await readFile(path)
  const firstLength = Buffer.byteLength(formatRunRow(first))
  for (let length = firstLength; length <= whole.length; length += 97) {
    await writeFile(path, whole.subarray(0, length))
    await write(third)
    expect(await idsIn(path)).toEqual(['case-0', 'case-2'])
  }
})

test('a last row that lacks nothing but its line end is kept', async () => {
  await write(first, second)
  await truncate(path, (await readFile(path)).length - 1)
  const out = await openOutFile(path)
  expect([...out.done]).toEqual(['case-0', 'case-1'])
  await out.append(third)
  await out.close()
  expect(await idsIn(path)).toEqual(['case-0', 'case-1', 'case-2'])
})

describe('a file that is something else', () => {
  test.each([
    ['notes', 'My notes\n'],
    ['notes without a line end', 'My notes'],
    ['cases', '{"case_prompt":"Fever."}\n'],
  ])('is refused and left alone: %s', async (_what, text) => {
    await writeFile(path, text)
    await expect(openOutFile(path)).rejects.toThrow('is not a run')
    expect(await readFile(path, 'utf8')).toBe(text)
  })

  test('so is a broken row with others behind it', async () => {
    await write(first)
    await appendFile(path, '{"format":"rounds-run","ver\n')
    await appendFile(path, formatRunRow(second))
    await expect(openOutFile(path)).rejects.toThrow('line 2 is not a run')
  })
})

test('two batches cannot write the same file; a lock of a dead process does not count', async () => {
  const out = await openOutFile(path)
  await expect(openOutFile(path)).rejects.toThrow(`process ${process.pid}`)
  await out.close()
  await writeFile(`${path}.lock`, '999999999\n')
  await write(first)
  await expect(readFile(`${path}.lock`)).rejects.toThrow('ENOENT')
})

describe('lines', () => {
  test('of any length, with both line ends, a BOM, blank ones and none at the end', async () => {
    const long = 'é痛🫀'.repeat(40_000)
    await writeFile(path, `\uFEFFone\r\n\n${long}\nlast`)
    const lines = []
    for await (const line of readLines(path)) lines.push(line)
    expect(lines.map(({ text }) => text)).toEqual(['one', '', long, 'last'])
    expect(lines.map(({ isWhole }) => isWhole)).toEqual([true, true, true, false])
    const bytes = await readFile(path)
    expect(lines.at(-1)?.end).toBe(bytes.length)
    for (const { start, end, text } of lines)
      expect(
        bytes
          .subarray(start, end)
          .toString()
          .replace(/^\uFEFF/, '')
          .trimEnd(),
      ).toBe(text)
  })

  test('an empty file has none', async () => {
    await writeFile(path, '')
    for await (const line of readLines(path)) expect(line).toBeNull()
    expect((await readFile(path)).length).toBe(0)
  })
})
