import { listSources, type AnnotationSource } from '../hpo/to-disease'
import type { Knowledge } from './combine-packs'
import type { Disease, FindingConcept } from './pack'

/** One disease as a page shows it. */
export interface Script {
  readonly disease: Disease
  /** The same without what was changed in this browser; null where all of it is local. */
  readonly unchanged: Disease | null
  /** Where the figures of a dropped pack come from. */
  readonly sources: readonly AnnotationSource[]
}

export interface Scripts {
  readonly scripts: readonly Script[]
  /** The findings that they speak of. */
  readonly findings: readonly FindingConcept[]
}

/** The scripts of some diseases; ids that no pack knows are passed over. `plain` is the knowledge without local changes. */
export function readScripts(knowledge: Knowledge, plain: Knowledge, ids: readonly string[]): Scripts {
  const { compiled, dropped } = knowledge
  const scripts = ids.flatMap((id): Script[] => {
    const disease = knowledge.getDisease(id)
    if (!disease) return []
    const at = dropped?.index.pack.diseases.findIndex((each) => each.id === id) ?? -1
    const sources = dropped && at !== -1 ? listSources(at, dropped.index, dropped.joined) : []
    return [{ disease, unchanged: plain.getDisease(id), sources }]
  })
  const spoken = new Set(
    scripts.flatMap(({ disease, unchanged }) => [
      ...Object.keys(disease.findings),
      ...Object.keys(unchanged?.findings ?? {}),
    ]),
  )
  return { scripts, findings: [...spoken].flatMap((id) => compiled.concepts.get(id) ?? []) }
}
