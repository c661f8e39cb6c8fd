import type { FindingConcept, KnowledgePack } from '../pack/pack'
import { indexWordings } from './match-wordings'
import type { WordingIndex } from './wording-reading'

/** What a wording stands for: a concept, and whether the wording by itself states its absence. */
export interface Wording {
  readonly concept: FindingConcept
  readonly isAbsence: boolean
}

/** A pack made ready for reading text. Compile once, use for every case. */
export interface CompiledPack {
  readonly pack: KnowledgePack
  readonly concepts: ReadonlyMap<string, FindingConcept>
  /** A wording can stand for several concepts: "no ST elevation" denies two. */
  readonly wordings: WordingIndex<Wording>
  /** Concepts that are of one side by their name, such as pain in the right iliac fossa. */
  readonly sided: ReadonlySet<string>
  /** Concepts with a measure rule, by analyte. */
  readonly measured: ReadonlyMap<string, readonly FindingConcept[]>
  /** Ids of an ontology's classes that stand under another id here. */
  readonly aliases?: ReadonlyMap<string, string>
}

const SIDED = /\b(?:left|right|bilateral|both|bibasal)\b/i

/** Prepares a pack. */
export function compilePack(pack: KnowledgePack, aliases?: CompiledPack['aliases']): CompiledPack {
  const wordings = pack.findings.flatMap((concept) => {
    const present: Wording = { concept, isAbsence: false }
    const absent: Wording = { concept, isAbsence: true }
    return [
      ...[concept.label, ...concept.synonyms].map((wording) => [wording, present] as const),
      ...(concept.absentSynonyms ?? []).map((wording) => [wording, absent] as const),
    ]
  })
  const measured = new Map<string, FindingConcept[]>()
  for (const concept of pack.findings) {
    if (!concept.measure) continue
    const { analyte } = concept.measure
    measured.set(analyte, [...(measured.get(analyte) ?? []), concept])
  }
  return {
    pack,
    concepts: new Map(pack.findings.map((concept) => [concept.id, concept])),
    wordings: indexWordings(wordings),
    sided: new Set(pack.findings.filter(({ label }) => SIDED.test(label)).map(({ id }) => id)),
    measured,
    ...(aliases && { aliases }),
  }
}
