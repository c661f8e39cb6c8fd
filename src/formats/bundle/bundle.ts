import type { FileProblem } from '../import-outcome'
import { isObject, nameType, readJson } from '../json-text'
import { BUNDLE_FORMAT, BUNDLE_VERSION, type BundleRecords, type BundleStamp } from './bundle-schema'
import { caseSchema } from './case-schema'
import { reviewSchema } from './review-schema'
import { runSchema } from './run-schema'
import { describeFirstIssue, formatPath } from './schema-problem'
import type * as z from 'zod/mini'

export type BundleRead =
  | {
      readonly kind: 'ok'
      readonly records: BundleRecords
      readonly stamp: { readonly appVersion: string | null; readonly exportedAt: number | null }
    }
  | { readonly kind: 'problem'; readonly problem: FileProblem }

/** The whole bundle as one text. For a large library write `formatBundleChunks` piece by piece instead. */
export function formatBundle(records: BundleRecords, stamp: BundleStamp): string {
  return [...formatBundleChunks(records, stamp)].join('')
}

/** The bundle in pieces, one record a piece and a line, so that a library need not be one string in memory. */
export function* formatBundleChunks(records: BundleRecords, stamp: BundleStamp): Generator<string> {
  const head = {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    appVersion: stamp.appVersion,
    exportedAt: new Date(stamp.exportedAt).toISOString(),
  }
  yield `{\n${Object.entries({ ...records.extra, ...head })
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(',\n')}`
  for (const part of ['cases', 'runs', 'reviews'] as const) {
    yield `,\n"${part}": [`
    let separator = '\n'
    for (const record of records[part]) {
      yield separator + JSON.stringify(record)
      separator = ',\n'
    }
    yield '\n]'
  }
  yield '\n}\n'
}

/** Whether parsed JSON says that it is a bundle, of whatever version. */
export function isBundle(value: unknown): boolean {
  return isObject(value) && value['format'] === BUNDLE_FORMAT
}

/** Reads a bundle from untrusted text. All of it is valid or none is taken. */
export function parseBundle(text: string, file = ''): BundleRead {
  const read = readJson(text)
  if (read.kind === 'problem')
    return { kind: 'problem', problem: { scope: 'file', file, code: 'invalid-json', ...read.problem } }
  return readBundle(read.value, file)
}

/** The same for JSON that is parsed already. */
export function readBundle(value: unknown, file: string): BundleRead {
  const refuse = (path: string, expected: string): BundleRead => ({
    kind: 'problem',
    problem: { scope: 'file', file, code: 'invalid-bundle', path, expected },
  })
  if (!isObject(value) || !isBundle(value))
    return refuse('format', `"${BUNDLE_FORMAT}", not ${nameType(isObject(value) ? value['format'] : value)}`)
  const { format: _format, version, appVersion, exportedAt, cases, runs, reviews, ...extra } = value
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return refuse('version', 'a whole number from 1')
  if (version > BUNDLE_VERSION) {
    const writer = typeof appVersion === 'string' ? appVersion : null
    return {
      kind: 'problem',
      problem: {
        scope: 'file',
        file,
        code: 'newer-bundle',
        version,
        supported: BUNDLE_VERSION,
        appVersion: writer,
      },
    }
  }
  const caseList = readList(cases, 'cases', caseSchema, (subject) => `${subject.id} ${subject.revision}`)
  if (caseList.kind === 'problem') return refuse(caseList.path, caseList.expected)
  const runList = readList(runs, 'runs', runSchema, (run) => run.id)
  if (runList.kind === 'problem') return refuse(runList.path, runList.expected)
  const reviewList = readList(reviews, 'reviews', reviewSchema, (review) => review.id)
  if (reviewList.kind === 'problem') return refuse(reviewList.path, reviewList.expected)
  const records = { cases: caseList.list, runs: runList.list, reviews: reviewList.list }
  const written = typeof exportedAt === 'string' ? Date.parse(exportedAt) : NaN
  return {
    kind: 'ok',
    records: Object.keys(extra).length > 0 ? { ...records, extra } : records,
    stamp: {
      appVersion: typeof appVersion === 'string' ? appVersion : null,
      exportedAt: Number.isNaN(written) ? null : written,
    },
  }
}

type ListRead<T> =
  | { readonly kind: 'ok'; readonly list: readonly T[] }
  | { readonly kind: 'problem'; readonly path: string; readonly expected: string }

/**
 * Checks each record and hands it on as it was parsed, not as zod rebuilds it: that way no field is lost, not even
 * one named `__proto__`.
 */
function readList<T>(
  value: unknown,
  name: string,
  schema: z.ZodMiniType<T>,
  keyOf: (record: T) => string,
): ListRead<T> {
  if (!Array.isArray(value))
    return { kind: 'problem', path: name, expected: `a list, not ${nameType(value)}` }
  const list: T[] = []
  const seen = new Set<string>()
  for (const [index, record] of value.entries()) {
    const checked = schema.safeParse(record)
    if (!checked.success)
      return { kind: 'problem', ...describeFirstIssue(checked.error.issues, [name, index]) }
    const key = keyOf(checked.data)
    if (seen.has(key))
      return {
        kind: 'problem',
        path: formatPath([name, index, 'id']),
        expected: 'an id that no record before it has',
      }
    seen.add(key)
    // The schema has no transforms, so a value that passes it is a T.
    list.push(record as T)
  }
  return { kind: 'ok', list }
}
