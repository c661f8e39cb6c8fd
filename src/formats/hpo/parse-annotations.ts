import type { PhenotypeAnnotation, PhenotypeAnnotations } from '../../domain/phenotype-ontology'
import { failRead, type HpoProblem, type HpoRead, MOST_FAULTS, problemAt } from './hpo-problem'
import { readLines } from './lines'
import { parseFrequency } from './parse-frequency'
import { readRelease } from './parse-obo'

/** The twelve columns; releases before 2023 write them without the underscore and with capitals. */
export const ANNOTATION_COLUMNS = [
  'database_id',
  'disease_name',
  'qualifier',
  'hpo_id',
  'reference',
  'evidence',
  'onset',
  'frequency',
  'sex',
  'modifier',
  'aspect',
  'biocuration',
] as const
const NEEDED = [
  'database_id',
  'disease_name',
  'qualifier',
  'hpo_id',
  'reference',
  'frequency',
  'aspect',
] as const
type Needed = (typeof NEEDED)[number]

const DISEASE_ID = /^[A-Za-z]+:\w+$/
const TERM_ID = /^HP:\d{7}$/
const ASPECTS = new Set(['P', 'I', 'C', 'M', 'H'])
/** With more bad rows than this it is no annotation file, whatever its header says. */
const MOST_BAD_SHARE = 0.05

/**
 * Reads `phenotype.hpoa`. A header that lacks a column or a line of another width ends it; a row with a value that is none of
 * the allowed ones is left out and told of.
 *
 * @see obophenotype.github.io/human-phenotype-ontology/annotations/phenotype_hpoa
 */
export function parseAnnotations(
  text: string,
  onProgress?: (fraction: number) => void,
): HpoRead<PhenotypeAnnotations> {
  const rows: PhenotypeAnnotation[] = []
  const faults: HpoProblem[] = []
  let [version, otherAspects, faultCount, width]: [string | null, number, number, number] = [null, 0, 0, 0]
  let columns: Readonly<Record<Needed, number>> | null = null
  for (const { line, words } of readLines(text, onProgress)) {
    if (words === '') continue
    if (columns === null) {
      const header = readHeader(words)
      if (header === null) {
        if (!words.startsWith('#')) return failRead('not-annotations', line, words)
        const named = /^#\s*(?:version|date):\s*(.*)$/i.exec(words)
        if (named) version = readRelease(named[1] ?? '')
        continue
      }
      const missing = NEEDED.filter((name) => header.indexOf(name) === -1)
      if (missing.length > 0) return failRead('missing-columns', line, missing.join(', '))
      width = header.length
      columns = Object.fromEntries(NEEDED.map((name) => [name, header.indexOf(name)])) as Record<
        Needed,
        number
      >
      continue
    }
    if (words.startsWith('#')) continue
    const fields = words.split('\t')
    if (fields.length !== width)
      return failRead('wrong-field-count', line, `${fields.length} instead of ${width}`)
    const row = readRow(fields, columns, line)
    if ('code' in row) {
      faultCount++
      if (faults.length < MOST_FAULTS) faults.push(row)
    } else if (row.aspect === 'P') rows.push(row.annotation)
    else otherAspects++
  }
  if (columns === null) return failRead(text.trim() === '' ? 'empty' : 'not-annotations', null)
  const total = rows.length + otherAspects + faultCount
  const [first] = faults
  if (first && faultCount > Math.max(10, total * MOST_BAD_SHARE)) return { kind: 'problem', problem: first }
  if (rows.length === 0) return failRead('no-rows', null)
  return { kind: 'ok', value: { version, rows, otherAspects }, faults, faultCount }
}

function readHeader(words: string): readonly string[] | null {
  const names = words
    .replace(/^#/, '')
    .split('\t')
    .map((name) => name.trim().toLowerCase())
    .map(
      (name) =>
        ANNOTATION_COLUMNS.find((column) => column.replaceAll('_', '') === name.replaceAll('_', '')) ?? name,
    )
  return names.length > 1 && names[0] === 'database_id' ? names : null
}

function readRow(
  fields: readonly string[],
  columns: Readonly<Record<Needed, number>>,
  line: number,
): HpoProblem | { readonly aspect: string; readonly annotation: PhenotypeAnnotation } {
  const at = (name: Needed) => fields[columns[name]]?.trim() ?? ''
  const [diseaseId, termId, qualifier, aspect] = [
    at('database_id'),
    at('hpo_id'),
    at('qualifier'),
    at('aspect'),
  ]
  if (!DISEASE_ID.test(diseaseId)) return problemAt('bad-disease-id', line, diseaseId)
  if (!TERM_ID.test(termId)) return problemAt('bad-term-id', line, termId)
  if (qualifier !== '' && qualifier !== 'NOT') return problemAt('bad-qualifier', line, qualifier)
  if (!ASPECTS.has(aspect)) return problemAt('bad-aspect', line, aspect)
  const frequency = parseFrequency(at('frequency'))
  if (frequency === undefined) return problemAt('bad-frequency', line, at('frequency'))
  return {
    aspect,
    annotation: {
      diseaseId,
      diseaseName: at('disease_name') || diseaseId,
      isNegated: qualifier === 'NOT',
      termId,
      reference: at('reference'),
      frequency,
      line,
    },
  }
}
