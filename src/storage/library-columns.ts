import { CASE_SOURCES, type ClinicalCase } from '../domain/case'
import type { CaseId } from '../domain/ids'
import type { LibraryPage, LibraryQuery, LibraryRow } from './library-query'

/**
 * What the list needs of every case, by slot number: the place of a case in these columns and in the search index.
 * A slot is never reused while a snapshot lives; removed cases leave a hole (`ids[slot]` is '').
 */
export interface LibraryColumns {
  readonly ids: string[]
  readonly titles: string[]
  readonly diagnoses: (string | null)[]
  readonly specialties: (string | null)[]
  /** Index into `CASE_SOURCES`. */
  readonly sources: number[]
  readonly fictional: boolean[]
  readonly graded: boolean[]
  readonly updatedAt: number[]
}

export function emptyColumns(): LibraryColumns {
  return {
    ids: [],
    titles: [],
    diagnoses: [],
    specialties: [],
    sources: [],
    fictional: [],
    graded: [],
    updatedAt: [],
  }
}

/** Puts a case into a slot, a new one or its own. */
export function setSlot(
  columns: LibraryColumns,
  slot: number,
  subject: ClinicalCase,
  isGraded: boolean,
): void {
  columns.ids[slot] = subject.id
  columns.titles[slot] = subject.title
  columns.diagnoses[slot] = subject.goldDiagnosis
  columns.specialties[slot] = subject.specialty
  columns.sources[slot] = CASE_SOURCES.indexOf(subject.source)
  columns.fictional[slot] = subject.isFictional
  columns.graded[slot] = isGraded
  columns.updatedAt[slot] = subject.updatedAt
}

/** Takes a case out of the list. */
export function clearSlot(columns: LibraryColumns, slot: number): void {
  columns.ids[slot] = ''
}

/** The words of a case that search looks at. */
export function searchedText(subject: ClinicalCase): string {
  return `${subject.title}\n${subject.goldDiagnosis ?? ''}\n${subject.presentation}`
}

/** The slots in the order of a sort key, ascending; ties by slot. */
export function sortSlots(columns: LibraryColumns, sort: LibraryQuery['sort']): Uint32Array {
  const slots = Uint32Array.from(columns.ids.keys())
  if (sort === 'updated')
    return slots.sort((a, b) => (columns.updatedAt[a] ?? 0) - (columns.updatedAt[b] ?? 0) || a - b)
  const names =
    sort === 'title' ? columns.titles : sort === 'diagnosis' ? columns.diagnoses : columns.specialties
  const folded = names.map((name) => (name ?? '\uffff').toLowerCase())
  return slots.sort((a, b) => {
    const [left, right] = [folded[a] ?? '', folded[b] ?? '']
    return left < right ? -1 : left > right ? 1 : a - b
  })
}

/**
 * A window of the matching rows with facet counts, out of memory alone. `order` comes from `sortSlots`; `isHit` says
 * whether a slot matches the search text.
 */
export function readPage(
  columns: LibraryColumns,
  order: Uint32Array,
  query: LibraryQuery,
  isHit: (slot: number) => boolean,
  offset: number,
  limit: number,
): LibraryPage {
  const sourceCodes = query.sources.map((source) => CASE_SOURCES.indexOf(source))
  const bySource = CASE_SOURCES.map(() => 0)
  const bySpecialty = new Map<string, number>()
  const byGraded = { yes: 0, no: 0 }
  const rows: LibraryRow[] = []
  let matching = 0
  let total = 0
  for (let place = 0; place < order.length; place++) {
    const slot = order[query.isDescending ? order.length - 1 - place : place] ?? 0
    if (columns.ids[slot] === '') continue
    total++
    if (!isHit(slot)) continue
    const source = columns.sources[slot] ?? 0
    const specialty = columns.specialties[slot] ?? ''
    const isGraded = columns.graded[slot] ?? false
    const fitsSource = sourceCodes.length === 0 || sourceCodes.includes(source)
    const fitsSpecialty = query.specialties.length === 0 || query.specialties.includes(specialty)
    const fitsGraded = query.isGraded === null || query.isGraded === isGraded
    // A facet counts what would be left if its own filter were changed: the other two hold.
    if (fitsSpecialty && fitsGraded) bySource[source] = (bySource[source] ?? 0) + 1
    if (fitsSource && fitsGraded && specialty !== '')
      bySpecialty.set(specialty, (bySpecialty.get(specialty) ?? 0) + 1)
    if (fitsSource && fitsSpecialty) byGraded[isGraded ? 'yes' : 'no']++
    if (!fitsSource || !fitsSpecialty || !fitsGraded) continue
    if (matching >= offset && rows.length < limit) rows.push(readRow(columns, slot))
    matching++
  }
  return {
    matching,
    total,
    offset,
    rows,
    facets: {
      sources: Object.fromEntries(CASE_SOURCES.map((source, code) => [source, bySource[code] ?? 0])),
      specialties: Object.fromEntries([...bySpecialty].sort(([a], [b]) => (a < b ? -1 : 1))),
      graded: byGraded,
    },
  }
}

function readRow(columns: LibraryColumns, slot: number): LibraryRow {
  return {
    id: (columns.ids[slot] ?? '') as CaseId, // only case ids are ever put into the column
    title: columns.titles[slot] ?? '',
    goldDiagnosis: columns.diagnoses[slot] ?? null,
    specialty: columns.specialties[slot] ?? null,
    source: CASE_SOURCES[columns.sources[slot] ?? 0] ?? 'own',
    isFictional: columns.fictional[slot] ?? false,
    isGraded: columns.graded[slot] ?? false,
    updatedAt: columns.updatedAt[slot] ?? 0,
  }
}
