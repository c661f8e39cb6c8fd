import type { FindingConcept, KnowledgePack } from '../pack/pack'
import { readWords } from './words'

/** What a wording stands for: a concept, and whether the wording by itself states its absence. */
export interface Wording {
  readonly concept: FindingConcept
  readonly isAbsence: boolean
}

/** A pack made ready for reading text. */
export interface CompiledPack {
  readonly pack: KnowledgePack
  readonly concepts: ReadonlyMap<string, FindingConcept>
  /** Folded words joined by blanks → what they stand for. */
  readonly wordings: ReadonlyMap<string, Wording>
  /** Most words in a wording that begins with a folded word. */
  readonly longestFrom: ReadonlyMap<string, number>
}

/** Prepares a pack. Where two concepts share a wording the first keeps it; the validator forbids it anyway. */
export function compilePack(pack: KnowledgePack): CompiledPack {
  const wordings = new Map<string, Wording>()
  const longestFrom = new Map<string, number>()
  const add = (wording: string, concept: FindingConcept, isAbsence: boolean) => {
    const forms = readWords(wording).map(({ form }) => form)
    const [first] = forms
    const key = forms.join(' ')
    if (first === undefined || wordings.has(key)) return
    wordings.set(key, { concept, isAbsence })
    longestFrom.set(first, Math.max(longestFrom.get(first) ?? 0, forms.length))
  }
  for (const concept of pack.findings) {
    add(concept.label, concept, false)
    for (const synonym of concept.synonyms) add(synonym, concept, false)
    for (const synonym of concept.absentSynonyms ?? []) add(synonym, concept, true)
  }
  return {
    pack,
    concepts: new Map(pack.findings.map((concept) => [concept.id, concept])),
    wordings,
    longestFrom,
  }
}
