import { parquetWriteBuffer } from 'hyparquet-writer'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRows } from './read-rows'
import type { ReadRowsOptions, RowRead } from './row-read'
import { zipFiles } from './zip-files'

async function readAll(
  content: BlobPart | Blob,
  name: string,
  options: ReadRowsOptions = {},
): Promise<readonly RowRead[]> {
  const reads: RowRead[] = []
  for await (const read of readRows(new Blob([content]), name, options)) reads.push(read)
  return reads
}
const rowsOf = (reads: readonly RowRead[]) => reads.flatMap((read) => (read.kind === 'row' ? [read.row] : []))
const faultsOf = (reads: readonly RowRead[]) => reads.flatMap((read) => (read.kind === 'fault' ? [read] : []))

const rows = Array.from({ length: 40 }, (_, index) => ({
  pmcid: `PMC${index}`,
  case_prompt: `Fever, "rash" and\nüble Laune, case ${index}`,
  text: 'x'.repeat(index),
  'Unnamed: 0': index,
}))
const cell = (value: unknown) => `"${String(value).replaceAll('"', '""')}"`
const toTable = (separator: string, newline: string) =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.map(cell).join(separator))
    .join(newline)
const jsonl = rows.map((row) => JSON.stringify(row)).join('\n')
const parquet = (codec: 'SNAPPY' | 'UNCOMPRESSED' | 'GZIP' | 'BROTLI' = 'SNAPPY') =>
  parquetWriteBuffer({
    codec,
    compressors: { GZIP: (input) => gzipSync(input), BROTLI: (input) => brotliCompressSync(input) },
    rowGroupSize: 16,
    columnData: [
      { name: 'pmcid', data: rows.map((row) => row.pmcid), type: 'STRING' },
      { name: 'case_prompt', data: rows.map((row) => row.case_prompt), type: 'STRING' },
      { name: 'text', data: rows.map((row) => row.text), type: 'STRING' },
      { name: 'Unnamed: 0', data: rows.map((row) => BigInt(row['Unnamed: 0'])), type: 'INT64' },
    ],
  })
const asText = rows.map((row) => ({ ...row, 'Unnamed: 0': String(row['Unnamed: 0']) }))
const pack = (content: string, format: CompressionFormat) =>
  new Response(new Blob([content]).stream().pipeThrough(new CompressionStream(format))).arrayBuffer()

describe('the same rows come out of every format', () => {
  test.each<[string, string, BlobPart | Promise<BlobPart>, unknown]>([
    ['JSON Lines', 'a.jsonl', jsonl, rows],
    [
      'JSON Lines with a byte order mark, blank lines and CRLF',
      'a.json',
      `\ufeff${jsonl.replaceAll('\n', '\r\n\r\n')}`,
      rows,
    ],
    ['a list', 'a.json', JSON.stringify(rows), rows],
    ['a pretty list under another ending', 'a.jsonl', JSON.stringify(rows, null, 2), rows],
    [
      'a list, one record a line',
      'a.json',
      `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`,
      rows,
    ],
    [
      'an object keyed by record',
      'a.json',
      JSON.stringify(Object.fromEntries(rows.map((row) => [row.pmcid, row]))),
      rows,
    ],
    ['a list under "data"', 'a.json', JSON.stringify({ version: 1, data: rows }), rows],
    [
      'a list under "cases", one record a line',
      'a.json',
      `{"cases": [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}`,
      rows,
    ],
    [
      'rows of a dataset server',
      'a.json',
      JSON.stringify({ features: [], rows: rows.map((row, index) => ({ row_idx: index, row })) }),
      rows,
    ],
    ['CSV', 'a.csv', toTable(',', '\n'), asText],
    ['CSV of Excel', 'a.csv', `\ufeff${toTable(';', '\r\n')}`, asText],
    ['TSV', 'a.tsv', toTable('\t', '\n'), asText],
    ['UTF-16', 'a.csv', Uint8Array.from(Buffer.from(`\ufeff${toTable('\t', '\r\n')}`, 'utf16le')), asText],
    ['Parquet', 'a.parquet', parquet(), rows],
    ['Parquet packed with gzip', 'a.parquet', parquet('GZIP'), rows],
    ['Parquet packed with Brotli', 'a.parquet', parquet('BROTLI'), rows],
    ['Parquet without packing', 'a.bin', parquet('UNCOMPRESSED'), rows],
    ['gzip', 'a.csv.gz', pack(toTable(',', '\n'), 'gzip'), asText],
    ['gzip of JSON Lines', 'a.jsonl.gz', pack(jsonl, 'gzip'), rows],
    ['a ZIP archive', 'a.zip', zipFiles({ 'data/a.jsonl': jsonl, '__MACOSX/a': 'x', 'empty/': '' }), rows],
    ['a ZIP archive with Parquet', 'a.zip', zipFiles({ 'a.parquet': new Uint8Array(parquet()) }), rows],
  ])('%s', async (_what, name, content, expected) => {
    const reads = await readAll(await content, name)
    expect(faultsOf(reads)).toEqual([])
    expect(rowsOf(reads)).toEqual(expected)
    expect(reads.map(({ rowNumber }) => rowNumber)).toEqual(rows.map((_row, index) => index + 1))
  })
})

test('an archive’s files are told apart, and one that is no data spoils nothing', async () => {
  const reads = await readAll(
    await zipFiles({ 'README.md': '# Cases', 'a.jsonl': '{"a": 1}\n{"a": 2}', 'b.csv': 'a,b\n3,4' }),
    'x.zip',
  )
  expect(reads.map(({ kind, part, rowNumber }) => [kind, part, rowNumber])).toEqual([
    ['fault', 'README.md', null],
    ['row', 'a.jsonl', 1],
    ['row', 'a.jsonl', 2],
    ['row', 'b.csv', 1],
  ])
})

test('an Inspect log gives its samples only', async () => {
  const reads = await readAll(
    await zipFiles({
      'header.json': '{"eval": {}}',
      'samples/1_epoch_1.json': '{"id": 1}',
      'summaries.json': '[]',
    }),
    'log.eval',
  )
  expect(rowsOf(reads)).toEqual([{ id: 1 }])
})

test('keys of records are kept', async () => {
  const [first, ...others] = await readAll('{"PMC1": {"a": 1}}', 'a.json')
  expect([first, others.length]).toMatchObject([{ key: 'PMC1', row: { a: 1 } }, 0])
})

test.each([
  '{"OSCE_Examination": {"Correct_Diagnosis": "x"}}',
  '{"resourceType": "Bundle", "entry": []}',
  '{\n"subject": {"id": "1"},\n"meta": {"x": 1}\n}',
])('%s is one record', async (text) => {
  expect(rowsOf(await readAll(text, 'a.json'))).toEqual([JSON.parse(text)])
})

describe('columns', () => {
  const pickColumns = (names: readonly string[]) => names.filter((name) => name !== 'text')

  test('that are not picked are never read out of a Parquet file', async () => {
    const wide = rows.map(() => Array.from({ length: 3000 }, (_, index) => (index * 7919) % 977).join(' '))
    const bytes = parquetWriteBuffer({
      codec: 'UNCOMPRESSED',
      columnData: [
        { name: 'pmcid', data: rows.map((row) => row.pmcid), type: 'STRING' },
        { name: 'text', data: wide, type: 'STRING' },
        { name: 'end', data: rows.map((row) => row.pmcid), type: 'STRING' },
      ],
    })
    let read = 0
    const file = new Blob([bytes])
    const slice = file.slice.bind(file)
    file.slice = (start, end) => {
      read += (end ?? file.size) - (start ?? 0)
      return slice(start, end)
    }
    const reads: RowRead[] = []
    for await (const row of readRows(file, 'a.parquet', { pickColumns })) reads.push(row)
    expect(rowsOf(reads)[3]).toEqual({ pmcid: 'PMC3', end: 'PMC3' })
    // The footer is sought in the last 512 kB.
    expect(read - 2 ** 19).toBeLessThan(wide.join('').length / 4)
  })

  test('of a CSV are left out too', async () => {
    expect(rowsOf(await readAll(toTable(',', '\n'), 'a.csv', { pickColumns }))[0]).not.toHaveProperty('text')
  })

  test('without a name or with the same one are told apart', async () => {
    expect(rowsOf(await readAll(',a,a\n0,1,2', 'a.csv'))).toEqual([
      { 'Unnamed: 0': '0', a: '1', 'a (2)': '2' },
    ])
  })
})

describe('bad input', () => {
  test.each<[string, string, BlobPart | Promise<BlobPart>, readonly unknown[], readonly string[]]>([
    ['nothing', 'a.jsonl', '', [], ['There is nothing in it.']],
    ['blanks', 'a.json', ' \n ', [], ['There is nothing in it.']],
    ['an empty list', 'a.json', '[]', [], ['It is an empty list. Expected at least one case.']],
    ['a header alone', 'a.csv', 'a,b\n', [], ['It has a header and no rows below it.']],
    [
      'prose',
      'a.txt',
      'Dear all,',
      [],
      ['It is neither JSON nor a table. Expected JSON Lines, JSON, CSV, TSV, Parquet, .gz or .zip.'],
    ],
    [
      'a picture',
      'a.csv',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0),
      [],
      [
        'It is not text, and no format that holds cases. Expected JSON Lines, JSON, CSV, TSV, Parquet, .gz or .zip.',
      ],
    ],
    [
      'a bad line',
      'a.jsonl',
      '{"a": 1}\n{"a": \n{"a": 3}',
      [{ a: 1 }, { a: 3 }],
      [
        'The JSON ends too soon, at character 7: a bracket or quotation mark is not closed. Perhaps the file was cut off.',
      ],
    ],
    [
      'a bad first line',
      'a.jsonl',
      '{"a" 1}\n{"a": 3}',
      [{ a: 3 }],
      ['It is not valid JSON at character 6. Look there for a missing comma, quotation mark or bracket.'],
    ],
    [
      'a value that is no record',
      'a.jsonl',
      '{"a": 1}\n7',
      [{ a: 1 }],
      ['It holds a number. Expected an object with named fields.'],
    ],
    [
      'NaN',
      'a.jsonl',
      '{"a": 1}\n{"a": NaN}',
      [{ a: 1 }],
      ['It holds NaN or Infinity at character 7, which JSON does not know. Write null instead.'],
    ],
    [
      'broken UTF-8 in a line',
      'a.jsonl',
      new Blob(['{"a": 1}\n{"a": "', Uint8Array.of(0xc3), '"}\n{"a": 3}']),
      [{ a: 1 }, { a: 3 }],
      ['It holds bytes that are not valid UTF-8. Save the file again with the encoding UTF-8.'],
    ],
    [
      'broken UTF-8 in a table',
      'a.csv',
      new Blob(['a,b\n1,', Uint8Array.of(0xe9, 0x74), '\n3,é']),
      [{ a: '3', b: 'é' }],
      ['It holds bytes that are not valid UTF-8. Save the table again with the encoding UTF-8.'],
    ],
    [
      'ragged rows',
      'a.csv',
      'a,b\n1\n2,3,4\n\n5,6',
      [{ a: '5', b: '6' }],
      [
        'It has 1 cell, the header 2. A quotation mark or separator is missing or too many.',
        'It has 3 cells, the header 2. A quotation mark or separator is missing or too many.',
      ],
    ],
    [
      'a list cut off',
      'a.json',
      '[{"a": 1},\n{"a": 2',
      [{ a: 1 }],
      [
        'Line 2 is where the JSON ends too soon: a bracket or quotation mark is not closed. Perhaps the file was cut off. The 1 records before it were read.',
      ],
    ],
    [
      'a bad element',
      'a.json',
      '[{"a": 1}, {"a" 2}, {"a": 3}]',
      [{ a: 1 }, { a: 3 }],
      ['It is not valid JSON at character 6. Look there for a missing comma, quotation mark or bracket.'],
    ],
    [
      'a truncated table of Parquet',
      'a.parquet',
      parquet().slice(0, 300),
      [],
      [
        'It begins like a Parquet table, but its end, which tells what is in it, is missing or damaged. Download it again.',
      ],
    ],
    [
      'a truncated gzip',
      'a.jsonl.gz',
      pack(jsonl, 'gzip').then((bytes) => bytes.slice(0, 100)),
      [],
      ['It is damaged or was cut off: it can’t be unpacked or decoded to its end. Download it again.'],
    ],
    [
      'a truncated archive',
      'a.zip',
      zipFiles({ 'a.jsonl': jsonl }).then((bytes) => bytes.slice(0, -30)),
      [],
      [
        'It begins like a ZIP archive, but its end, which lists what is in it, is missing. Download it again.',
      ],
    ],
    [
      'broken UTF-16',
      'a.csv',
      Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x2c, 0, 0, 0xd8, 0x62, 0),
      [],
      ['It is damaged or was cut off: it can’t be unpacked or decoded to its end. Download it again.'],
    ],
    [
      'an archive in an archive',
      'a.zip',
      zipFiles({ 'a.zip': 'PK\u0003\u0004' }),
      [],
      ['It is an archive inside an archive. Unpack it first.'],
    ],
  ])('%s', async (_what, name, content, expected, sentences) => {
    const reads = await readAll(await content, name)
    expect(rowsOf(reads)).toEqual(expected)
    expect(faultsOf(reads).map(({ reason }) => reason)).toEqual(sentences)
  })

  test('a line longer than a record may be is passed over', async () => {
    const reads = await readAll(`{"a": "${'x'.repeat(5000)}"}\n{"a": 2}`, 'a.jsonl', {
      limits: { rowBytes: 1000 },
    })
    expect(faultsOf(reads)).toMatchObject([{ code: 'too-long', rowNumber: 1, line: 1 }])
    expect(rowsOf(reads)).toEqual([{ a: 2 }])
  })

  test('a quotation mark that is never closed is told with its row', async () => {
    const text = `a,b\n1,2\n3,"${'x'.repeat(400_000)}`
    const [row, fault] = await readAll(text, 'a.csv', { limits: { rowBytes: 100_000 } })
    expect(row).toMatchObject({ row: { a: '1', b: '2' } })
    expect(fault).toMatchObject({ code: 'too-long' })
    expect((fault as { reason: string }).reason).toMatch(/^Row 2 \(line 3\) goes on for more than 0\.1 MB/)
  })

  test('an archive that unpacks to far more than it holds is left', async () => {
    const bomb = await zipFiles({ 'a.jsonl': `{"a": 1}\n${' '.repeat(80 * 2 ** 20)}` })
    const reads = await readAll(bomb, 'a.zip', { limits: { rowBytes: 2 ** 30 } })
    expect(reads).toMatchObject([{ row: { a: 1 } }, { code: 'bomb', part: 'a.jsonl' }])
  })

  test('an archive’s parts share one budget', async () => {
    const zip = await zipFiles({ 'a.jsonl': '{"a": 1}', 'b.jsonl': '{"a": 2}' })
    const reads = await readAll(zip, 'a.zip', { limits: { unpackedBytes: 12 } })
    expect(reads).toMatchObject([{ kind: 'row' }, { kind: 'fault', code: 'bomb', part: 'b.jsonl' }])
  })

  test('damaged Parquet never throws, and the row groups that are whole stay', async () => {
    const bytes = new Uint8Array(parquet())
    const damaged = bytes.slice()
    damaged.fill(0xff, 8, 60)
    const reads = await readAll(damaged, 'a.parquet')
    expect(faultsOf(reads)).toMatchObject([{ code: 'damaged-file', rowNumber: 1 }])
    expect(rowsOf(reads)).toEqual(rows.slice(16))
    for (let end = 4; end < bytes.length; end += 37)
      expect(faultsOf(await readAll(bytes.slice(0, end), 'a.parquet'))).toMatchObject([
        { code: 'damaged-file' },
      ])
  })
})

test('nothing that text may hold makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('a.csv', 'a.jsonl', 'a.json', 'a'),
      fc.oneof(
        fc.uint8Array(),
        fc.string({
          unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\n', '\r', '\t', 'a', '1', '\\', '😀'),
        }),
        fc.jsonValue().map((value) => JSON.stringify(value)),
      ),
      async (name, content) => {
        const reads = await readAll(content, name)
        expect(reads.length).toBeGreaterThan(0)
        for (const fault of faultsOf(reads)) expect(fault.reason).toMatch(/\.$/)
      },
    ),
    { numRuns: 500 },
  )
})

test('a table comes out of CSV as it went in, however it is cut', async () => {
  const anyCell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é', ';') })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(anyCell, anyCell, anyCell), { minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      async (table, size) => {
        const text = [['x', 'y', 'z'], ...table].map((cells) => cells.map(cell).join(',')).join('\n')
        const bytes = new TextEncoder().encode(text)
        const file = new Blob([bytes])
        // Pieces far smaller than a browser's, so that rows, cells and characters are cut.
        file.stream = () =>
          new ReadableStream<Uint8Array<ArrayBuffer>>({
            start(controller) {
              for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
              controller.close()
            },
          })
        const reads: RowRead[] = []
        for await (const read of readRows(file, 'a.csv')) reads.push(read)
        expect(rowsOf(reads)).toEqual(table.map(([x, y, z]) => ({ x, y, z })))
      },
    ),
  )
})

test('a cancelled signal stops the reading', async () => {
  const controller = new AbortController()
  const seen: number[] = []
  const reading = (async () => {
    for await (const read of readRows(new Blob([`${jsonl}\n`.repeat(5000)]), 'a.jsonl', {
      signal: controller.signal,
    })) {
      seen.push(read.rowNumber ?? 0)
      if (seen.length === 10) controller.abort()
    }
  })()
  await expect(reading).rejects.toThrow('aborted')
  expect(seen.length).toBeLessThan(5000)
})

test('progress counts the file’s own bytes', async () => {
  for (const [name, content] of [
    ['a.jsonl', jsonl],
    ['a.jsonl.gz', await pack(jsonl, 'gzip')],
    ['a.parquet', parquet()],
    ['a.zip', await zipFiles({ 'a.jsonl': jsonl })],
  ] as const) {
    const told: [number, number][] = []
    await readAll(content, name, { onProgress: (bytes, total) => told.push([bytes, total]) })
    const [read, total] = told.at(-1) ?? [0, 0]
    expect(total).toBe(new Blob([content]).size)
    expect(read).toBeGreaterThan(total / 3)
    expect(read).toBeLessThanOrEqual(total)
  }
})
