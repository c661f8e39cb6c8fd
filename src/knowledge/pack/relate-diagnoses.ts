import { type DiagnosisRelation, type RelationOverride, pairKey } from '../../domain/diagnosis-relation'
import { readWords } from '../extraction/words'
import { type DiagnosisIndex, createDiagnosisIndex } from './match-diagnosis'
import type { DiseaseGroup, KnowledgePack } from './pack'

/** How a diagnosis stands to a reference, both in free text. Never throws. */
export type RelateDiagnoses = (diagnosis: string, reference: string) => DiagnosisRelation

interface Node {
  readonly id: string
  readonly parents: readonly string[]
}

/**
 * The one judge of whether two diagnoses are the same. A person's override goes first. Then the same words are exact, two names of
 * one disease or group are synonyms, and the pack's hierarchy tells broader, narrower and sibling; a disease that stands in for
 * another is broader than it. Of names that the pack doesn't know, one that ends with all words of the other is narrower: "mantle cell lymphoma" than "lymphoma".
 */
export function createRelation(
  pack: KnowledgePack,
  overrides: readonly RelationOverride[] = [],
  index: DiagnosisIndex = createDiagnosisIndex(pack),
): RelateDiagnoses {
  const said = new Map(overrides.map(({ a, b, isSame }) => [pairKey(a, b), isSame]))
  const nodes = new Map<string, Node>()
  for (const { id, parents = [] } of pack.groups) nodes.set(id, { id, parents })
  for (const { id, parents } of pack.diseases) nodes.set(id, { id, parents })
  const groups = indexGroups(pack.groups)
  const find = (text: string) =>
    nodes.get(index.findDisease(text)?.id ?? groups.get(fold(text)) ?? '') ?? findCovered(text, index)
  return (diagnosis, reference) => {
    const override = said.get(pairKey(diagnosis, reference))
    if (override !== undefined) return override ? 'synonym' : 'different'
    const [own, other] = [fold(diagnosis), fold(reference)]
    if (own === '' || other === '') return 'different'
    if (own === other) return 'exact'
    const [a, b] = [find(diagnosis), find(reference)]
    if (a && b) return relateNodes(a, b, nodes)
    // A name the pack knows and one it doesn't: the words can still say which holds the other.
    if (endsWith(other, own)) return 'broader'
    if (endsWith(own, other)) return 'narrower'
    return 'different'
  }
}

/** A disease without a script hangs below the one that stands in for it. */
function findCovered(text: string, index: DiagnosisIndex): Node | undefined {
  const standIn = index.findStandIn(text)
  if (!standIn) return undefined
  const { disease, covered } = standIn
  return { id: `${disease.id}/${fold(covered)}`, parents: [disease.id] }
}

function relateNodes(a: Node, b: Node, nodes: ReadonlyMap<string, Node>): DiagnosisRelation {
  if (a.id === b.id) return 'synonym'
  if (listAncestors(b, nodes).has(a.id)) return 'broader'
  if (listAncestors(a, nodes).has(b.id)) return 'narrower'
  return a.parents.some((parent) => b.parents.includes(parent)) ? 'sibling' : 'different'
}

function listAncestors({ parents }: Node, nodes: ReadonlyMap<string, Node>): ReadonlySet<string> {
  const seen = new Set<string>()
  const open = [...parents]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(nodes.get(id)?.parents ?? []))
  }
  return seen
}

function indexGroups(groups: readonly DiseaseGroup[]): ReadonlyMap<string, string> {
  return new Map(
    groups.flatMap(({ id, name, synonyms }) => [name, ...synonyms].map((each) => [fold(each), id])),
  )
}

/** Words that make another diagnosis of the one they stand before. */
const CHANGES = new Set(['pseudo', 'non', 'anti', 'no', 'not', 'without', 'like', 'post', 'acute', 'chronic'])

function endsWith(longer: string, shorter: string): boolean {
  if (!longer.endsWith(` ${shorter}`)) return false
  const before = longer.slice(0, -shorter.length - 1).split(' ')
  return !before.some((word) => CHANGES.has(word))
}

const fold = (text: string) =>
  readWords(text.replaceAll('_', ' '))
    .map(({ form }) => form)
    .join(' ')
