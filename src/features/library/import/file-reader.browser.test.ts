import { expect, test } from 'vitest'
import { readCaseFiles, replaceIdentifiersIn } from './file-reader'
import type { ReadProgress } from './protocol'

function linesOf(count: number): File {
  const line = (row: number) =>
    JSON.stringify({
      case_prompt: `Case ${row}: Mr. John Miller, a 50-year-old man, has had a fever for ${row} days.`,
      final_diagnosis: 'Influenza',
    })
  return new File([Array.from({ length: count }, (_, row) => line(row)).join('\n')], 'cases.jsonl')
}

test('reads a file in a worker, tells how far it is and who might be named', async () => {
  const heard: ReadProgress[] = []
  const read = await readCaseFiles(
    [linesOf(600)],
    (progress) => heard.push(progress),
    new AbortController().signal,
  )
  expect(heard.map(({ row }) => row)).toEqual([0, 250, 500])
  expect(heard[0]).toMatchObject({ file: 'cases.jsonl', rowCount: 600 })
  const [result] = read.results
  expect(result?.kind === 'cases' && result.drafts.length).toBe(600)
  expect(read.identifying).toBe(600)
})

test('gives up when asked to', async () => {
  const controller = new AbortController()
  const reading = readCaseFiles([linesOf(600)], () => {}, controller.signal)
  controller.abort(new Error('given up'))
  await expect(reading).rejects.toThrow('given up')
})

test('says when a file can no longer be read', async () => {
  const root = await navigator.storage.getDirectory()
  const handle = await root.getFileHandle('gone.txt', { create: true })
  const writable = await handle.createWritable()
  await writable.write('A case')
  await writable.close()
  const file = await handle.getFile()
  await root.removeEntry('gone.txt')
  await expect(readCaseFiles([file], () => {}, new AbortController().signal)).rejects.toThrow(/not be found/u)
})

test('replaces identifying words in many drafts, stages moved along', async () => {
  const { results } = await readCaseFiles([linesOf(2)], () => {}, new AbortController().signal)
  const drafts = results.flatMap((result) =>
    result.kind === 'cases' ? result.drafts.map(({ draft }) => draft) : [],
  )
  const replaced = await replaceIdentifiersIn(drafts)
  expect(replaced).toHaveLength(2)
  expect(replaced[0]?.presentation).not.toContain('Miller')
})
