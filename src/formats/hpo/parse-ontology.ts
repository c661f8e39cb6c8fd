import type { PhenotypeOntology } from '../../domain/phenotype-ontology'
import { failRead, type HpoRead } from './hpo-problem'
import { parseObo } from './parse-obo'
import { parseObographs } from './parse-obographs'

/** Every finding lies below this class; the others are inheritance, course, modifiers and frequencies. */
export const PHENOTYPIC_ABNORMALITY = 'HP:0000118'

/**
 * Reads the ontology from `hp.json` or `hp.obo`, told apart by the first sign. Parents must be in the file, no class may be its
 * own ancestor, and the root of all findings must be there.
 */
export function parseOntology(
  text: string,
  onProgress?: (fraction: number) => void,
): HpoRead<PhenotypeOntology> {
  const start = text.trimStart().slice(0, 1)
  if (start === '') return failRead('empty', null)
  const read = start === '{' ? parseObographs(text) : parseObo(text, onProgress)
  if (read.kind === 'problem') return read
  const { terms } = read.value
  const byId = new Map(terms.map((term) => [term.id, term]))
  for (const { id, parents } of terms) {
    const unknown = parents.find((parent) => !byId.has(parent))
    if (unknown !== undefined) return failRead('unknown-parent', null, `${id} is_a ${unknown}`)
  }
  if (!byId.has(PHENOTYPIC_ABNORMALITY)) return failRead('no-root', null, PHENOTYPIC_ABNORMALITY)
  const looped = findCycle(terms)
  return looped === null ? read : failRead('cycle', null, looped)
}

/** A class that is its own ancestor, or null: parents are taken off until none is left. */
function findCycle(terms: PhenotypeOntology['terms']): string | null {
  const open = new Map(terms.map(({ id, parents }) => [id, parents.length]))
  const children = new Map<string, string[]>()
  for (const { id, parents } of terms)
    for (const parent of parents) children.set(parent, [...(children.get(parent) ?? []), id])
  const free = terms.filter(({ parents }) => parents.length === 0).map(({ id }) => id)
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    open.delete(id)
    for (const child of children.get(id) ?? []) {
      const left = (open.get(child) ?? 1) - 1
      open.set(child, left)
      if (left === 0) free.push(child)
    }
  }
  return [...open.keys()][0] ?? null
}
