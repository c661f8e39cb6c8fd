import type { OntologyTerm, PhenotypeOntology } from '../../domain/phenotype-ontology'
import { isObject, readJson } from '../json-text'
import { failRead, type HpoRead } from './hpo-problem'
import { readRelease } from './parse-obo'

const TERM = /(?:^|\/)HP[_:](\d{7})$/

/**
 * Reads `hp.json`, the ontology as an obographs document. Classes in use and their is-a edges are kept.
 *
 * @see github.com/geneontology/obographs (schema of the exchange format)
 */
export function parseObographs(text: string): HpoRead<PhenotypeOntology> {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    const read = readJson(text)
    return failRead('not-json', read.kind === 'problem' ? read.problem.line : null)
  }
  const graph = isObject(document) && Array.isArray(document['graphs']) ? document['graphs'][0] : null
  if (!isObject(graph) || !Array.isArray(graph['nodes']) || !Array.isArray(graph['edges']))
    return failRead('not-obographs', null)
  const parents = new Map<string, string[]>()
  for (const edge of graph['edges']) {
    if (!isObject(edge) || edge['pred'] !== 'is_a') continue
    const [child, parent] = [readId(edge['sub']), readId(edge['obj'])]
    if (child === null || parent === null) continue
    const known = parents.get(child)
    if (known) known.push(parent)
    else parents.set(child, [parent])
  }
  const terms = graph['nodes'].flatMap((node: unknown) => {
    const term = readNode(node, parents)
    return term ? [term] : []
  })
  if (terms.length === 0) return failRead('no-terms', null)
  return { kind: 'ok', value: { version: findVersion(graph), terms }, faults: [], faultCount: 0 }
}

function readId(iri: unknown): string | null {
  const match = typeof iri === 'string' ? TERM.exec(iri) : null
  return match ? `HP:${match[1]}` : null
}

function readNode(node: unknown, parents: ReadonlyMap<string, string[]>): OntologyTerm | null {
  if (!isObject(node)) return null
  const id = readId(node['id'])
  const meta = isObject(node['meta']) ? node['meta'] : {}
  const label = node['lbl']
  if (id === null || meta['deprecated'] === true || typeof label !== 'string' || label.trim() === '')
    return null
  return {
    id,
    label: label.trim(),
    synonyms: listIn(meta['synonyms'], ({ pred, val }) => (pred === 'hasExactSynonym' ? val : null)),
    parents: parents.get(id) ?? [],
    altIds: listIn(meta['basicPropertyValues'], ({ pred, val }) =>
      typeof pred === 'string' && pred.endsWith('hasAlternativeId') ? val : null,
    ),
  }
}

function listIn(values: unknown, pick: (value: Readonly<Record<string, unknown>>) => unknown): string[] {
  if (!Array.isArray(values)) return []
  return values.flatMap((value: unknown) => {
    const picked = isObject(value) ? pick(value) : null
    return typeof picked === 'string' && picked.trim() !== '' ? [picked.trim()] : []
  })
}

function findVersion(graph: Readonly<Record<string, unknown>>): string | null {
  const meta = isObject(graph['meta']) ? graph['meta'] : {}
  const info = listIn(meta['basicPropertyValues'], ({ pred, val }) =>
    typeof pred === 'string' && pred.endsWith('versionInfo') ? val : null,
  )[0]
  const named = info ?? meta['version']
  return typeof named === 'string' ? readRelease(named) : null
}
