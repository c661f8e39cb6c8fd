import type { HpoTerm } from './hpo-pack'

/** Who is above and below whom among the findings of an ontology, by index. */
export interface TermGraph {
  /** All broader findings, the nearest first; the finding itself is not among them. */
  readonly ancestorsOf: (term: number) => ReadonlySet<number>
  /** The finding and all narrower ones. */
  readonly withDescendants: (term: number) => ReadonlySet<number>
}

/** Both directions are computed when first asked for and remembered. */
export function createTermGraph(terms: readonly HpoTerm[]): TermGraph {
  const children: number[][] = terms.map(() => [])
  for (const [index, { parents }] of terms.entries())
    for (const parent of parents) children[parent]?.push(index)
  return {
    ancestorsOf: remember((term) => spread(terms[term]?.parents ?? [], (at) => terms[at]?.parents ?? [])),
    withDescendants: remember((term) => spread([term], (at) => children[at] ?? [])),
  }
}

/** Everything reached from the first ones, breadth first. */
function spread(from: readonly number[], next: (at: number) => readonly number[]): ReadonlySet<number> {
  const seen = new Set(from)
  for (const at of seen) for (const each of next(at)) seen.add(each) // a set grows while it is walked
  return seen
}

function remember(compute: (term: number) => ReadonlySet<number>): (term: number) => ReadonlySet<number> {
  const known = new Map<number, ReadonlySet<number>>()
  return (term) => {
    let value = known.get(term)
    if (!value) known.set(term, (value = compute(term)))
    return value
  }
}
