import type { Knowledge } from './combine-packs'
import { BUILT_IN, type Disease } from './pack'

/** Where a disease's script comes from. */
export type DiseaseOrigin = typeof BUILT_IN | 'hpo' | 'local'

/** A disease in a list. */
export interface DiseaseSummary {
  readonly id: string
  readonly name: string
  readonly specialty: string
  readonly isCantMiss: boolean
  readonly origin: DiseaseOrigin
  /** Some of its frequencies were changed in this browser. */
  readonly isChanged: boolean
}

export interface DiseaseSearch {
  /** By name within each pack; local diseases first, those of dropped packs last. */
  readonly found: readonly DiseaseSummary[]
  /** How many there are in all, those past the limit included. */
  readonly total: number
  /** How many diseases were looked through. */
  readonly of: number
}

/** Diseases of all packs whose name, synonym, code, specialty or a name that they stand in for holds the words. */
export function searchDiseases(
  { compiled, dropped }: Knowledge,
  words: string,
  changedIds: ReadonlySet<string>,
  limit: number,
): DiseaseSearch {
  const wanted = words.toLowerCase().trim()
  const holds = (texts: readonly string[]) =>
    wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted))
  const own = compiled.pack.diseases
    .filter(({ name, synonyms, covers = [], icd10, specialty }) =>
      holds([name, ...synonyms, ...covers, icd10, specialty.replaceAll('-', ' ')]),
    )
    .map((disease) => summarise(disease, changedIds))
    .sort((a, b) => Number(b.origin === 'local') - Number(a.origin === 'local') || compare(a.name, b.name))
  const annotated = (dropped?.index.pack.diseases ?? []).filter(
    ({ id, name }, at) => !dropped?.twins.has(at) && holds([name, id]),
  )
  const fromDropped = annotated
    .map(({ id, name }): DiseaseSummary => ({
      id,
      name: name.split(';')[0] ?? name,
      specialty: id,
      isCantMiss: false,
      origin: 'hpo',
      isChanged: changedIds.has(id),
    }))
    .sort((a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase()))
  return {
    found: [...own, ...fromDropped].slice(0, limit),
    total: own.length + fromDropped.length,
    of: compiled.pack.diseases.length + (dropped?.index.pack.diseases.length ?? 0),
  }
}

function summarise(disease: Disease, changedIds: ReadonlySet<string>): DiseaseSummary {
  const { id, name, specialty, isCantMiss, local } = disease
  const origin = local?.isAdded ? 'local' : BUILT_IN
  return { id, name, specialty, isCantMiss, origin, isChanged: changedIds.has(id) }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** A finding to choose from. */
export interface FindingSummary {
  readonly id: string
  readonly label: string
}

/** Findings of all packs whose label or wording holds the words, those that begin with them first. */
export function searchFindings({ compiled }: Knowledge, words: string, limit: number): FindingSummary[] {
  const wanted = words.toLowerCase().trim()
  if (wanted === '') return []
  const rankOf = (text: string) => {
    const at = text.toLowerCase().indexOf(wanted)
    return at === -1 ? 3 : at === 0 ? 0 : 1
  }
  return compiled.pack.findings
    .map(({ id, label, synonyms }) => {
      const own = rankOf(label)
      return { id, label, rank: own < 3 ? own : synonyms.some((each) => rankOf(each) < 3) ? 2 : 3 }
    })
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank || a.label.length - b.label.length || compare(a.label, b.label))
    .slice(0, limit)
    .map(({ id, label }) => ({ id, label }))
}
