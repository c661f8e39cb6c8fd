import { hashText } from '../../domain/hash-text'
import { type CompiledPack, compilePack } from '../extraction/compile-pack'
import type { Extraction } from '../extraction/extract-findings'
import { readWords } from '../extraction/words'
import { createHpoIndex, type HpoIndex } from '../hpo/hpo-index'
import { type HpoPack, nameHpoPack } from '../hpo/hpo-pack'
import { joinFindings, type JoinedFindings } from '../hpo/join-findings'
import { prepareEvidence } from '../hpo/prepare-evidence'
import { addAnnotations, toDisease } from '../hpo/to-disease'
import {
  type ChangedFrequency,
  type LocalChange,
  applyFrequencies,
  keyOfChange,
  sortChanges,
} from '../local/local-change'
import type { Disease, FindingConcept, KnowledgePack } from './pack'

/** A pack that was dropped in, made ready. */
export interface DroppedPack {
  readonly index: HpoIndex
  readonly joined: JoinedFindings
  /** By index of the annotated disease: the built-in disease of the same name. */
  readonly twins: ReadonlyMap<number, Disease>
}

/** The packs that are on, made ready for reading text: the costly part, which local changes leave as it is. */
export interface OpenedPacks {
  readonly builtIn: KnowledgePack
  readonly dropped: DroppedPack | null
  readonly compiled: CompiledPack
}

/** All that the engine, the verifier and the search for diseases draw on. */
export interface Knowledge {
  /** Reads text with the findings of all packs; its diseases are the built-in and the local ones. */
  readonly compiled: CompiledPack
  readonly dropped: DroppedPack | null
  /** Names all packs and local changes that took part: of two runs with the same, neither knew more. */
  readonly version: string
  /** What to reason with about a case: the diseases of dropped packs that fit it best come in. */
  prepareCase(extraction: Extraction): { readonly extraction: Extraction; readonly compiled: CompiledPack }
  /** A disease of any pack, local changes put in. */
  getDisease(id: string): Disease | null
}

/** More diseases of a dropped pack than these are not carried into a case. */
const MOST_FITTING = 40

/** Opens the packs that are on. */
export function openPacks(builtIn: KnowledgePack, hpo: HpoPack | null): OpenedPacks {
  if (!hpo) return { builtIn, dropped: null, compiled: compilePack(builtIn) }
  const index = createHpoIndex(hpo)
  const joined = joinFindings(builtIn, index)
  const compiled = compilePack({ ...builtIn, findings: joined.findings }, joined.aliases)
  return { builtIn, dropped: { index, joined, twins: findTwins(builtIn, hpo) }, compiled }
}

/** Puts local changes over the packs. Pure and cheap, so that a change takes effect at once. */
export function combinePacks(
  { builtIn, dropped, compiled }: OpenedPacks,
  changes: readonly LocalChange[],
): Knowledge {
  const { added, byDisease } = sortChanges(changes)
  const localise = (disease: Disease) => applyFrequencies(disease, byDisease.get(disease.id) ?? NO_CHANGES)
  const diseases = [...builtIn.diseases, ...added].map(localise)
  const byId = new Map(diseases.map((disease) => [disease.id, disease]))
  const reading: CompiledPack = { ...compiled, pack: { ...compiled.pack, diseases } }
  return {
    compiled: reading,
    dropped,
    version: nameVersion(builtIn, dropped, changes),
    prepareCase(extraction) {
      if (!dropped) return { extraction, compiled: reading }
      return prepareDropped(extraction, reading, dropped, localise)
    },
    getDisease(id) {
      const known = byId.get(id)
      if (known || !dropped) return known ?? null
      const at = dropped.index.pack.diseases.findIndex((disease) => disease.id === id)
      const disease = toDisease(at, dropped.index, dropped.joined)
      return disease && localise(disease)
    },
  }
}

const NO_CHANGES: readonly ChangedFrequency[] = []

function prepareDropped(
  extraction: Extraction,
  reading: CompiledPack,
  { index, joined, twins }: DroppedPack,
  localise: (disease: Disease) => Disease,
): ReturnType<Knowledge['prepareCase']> {
  const { findings, concepts, evidence } = prepareEvidence(extraction.findings, reading, index, joined)
  const asked = [...concepts.keys()]
  const merged = new Map<string, Disease>()
  const fitting = new Map<string, Disease>()
  for (const at of index.findFitting(evidence, MOST_FITTING)) {
    const disease = toDisease(at, index, joined, asked)
    if (!disease) continue
    const twin = twins.get(at)
    const known = twin && reading.pack.diseases.find(({ id }) => id === twin.id)
    if (known) merged.set(known.id, addAnnotations(known, disease, asked))
    // Two databases list the same disease: the one that fits better stands for both.
    else if (!fitting.has(joinForms(disease.name))) fitting.set(joinForms(disease.name), localise(disease))
  }
  const diseases = [
    ...reading.pack.diseases.map((disease) => merged.get(disease.id) ?? disease),
    ...fitting.values(),
  ]
  return {
    extraction: { ...extraction, findings },
    compiled: {
      ...reading,
      pack: { ...reading.pack, diseases, findings: listSpoken(reading, diseases) },
      concepts: new Map([...reading.concepts, ...concepts]),
    },
  }
}

/** The findings that some diseases speak of: the others of a big pack would only be in the way. */
function listSpoken({ concepts }: CompiledPack, diseases: readonly Disease[]): FindingConcept[] {
  const ids = new Set(diseases.flatMap((disease) => Object.keys(disease.findings)))
  return [...ids].flatMap((id) => concepts.get(id) ?? [])
}

const joinForms = (name: string) =>
  readWords(name)
    .map(({ form }) => form)
    .join(' ')

/** Annotated diseases that bear, word for word, a name of a built-in one. */
function findTwins({ diseases }: KnowledgePack, hpo: HpoPack): Map<number, Disease> {
  const byName = new Map(
    diseases.flatMap((disease) =>
      [disease.name, ...disease.synonyms].map((name) => [joinForms(name), disease] as const),
    ),
  )
  return new Map(
    hpo.diseases.flatMap(({ name }, index) => {
      const twin = name
        .split(';')
        .map((part) => byName.get(joinForms(part)))
        .find((each) => each !== undefined)
      return twin ? [[index, twin] as const] : []
    }),
  )
}

function nameVersion(
  builtIn: KnowledgePack,
  dropped: DroppedPack | null,
  changes: readonly LocalChange[],
): string {
  const parts = [`pack ${builtIn.version}`]
  if (dropped) parts.push(`${nameHpoPack(dropped.index.pack)} (${dropped.index.pack.fingerprint})`)
  if (changes.length > 0) {
    const inOrder = changes
      .map((change) => [keyOfChange(change), change] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    const count = `${changes.length} local ${changes.length === 1 ? 'change' : 'changes'}`
    parts.push(`${count} (${hashText(JSON.stringify(inOrder))})`)
  }
  return parts.join(' + ')
}
