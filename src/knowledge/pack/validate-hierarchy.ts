import type { KnowledgePack } from './pack'
import type { PackProblem } from './validate-pack'

/** Faults of a pack's hierarchy: parents that are missing, unknown or run in a circle, and groups nothing belongs to. */
export function findHierarchyProblems({ diseases, groups }: KnowledgePack): PackProblem[] {
  const problems: PackProblem[] = []
  const report = (where: string, fault: string) => problems.push({ where, fault })
  const parentsOf = new Map<string, readonly string[]>([
    ...diseases.map(({ id, parents }) => [id, parents] as const),
    ...groups.map(({ id, parents = [] }) => [id, parents] as const),
  ])
  const used = new Set([...parentsOf.values()].flat())
  for (const { id, parents } of diseases) if (parents.length === 0) report(id, 'has no parent')
  for (const { id } of groups) if (!used.has(id)) report(id, 'nothing belongs to this group')
  for (const [id, parents] of parentsOf) {
    if (new Set(parents).size < parents.length) report(id, 'a parent stands twice')
    for (const parent of parents)
      if (!parentsOf.has(parent)) report(id, `names the parent ${parent}, which does not exist`)
    const above = parents.flatMap((parent) => [...listAncestors(parent, parentsOf)])
    if (parents.includes(id) || above.includes(id)) report(id, 'is its own ancestor')
    for (const parent of parents)
      if (parent !== id && above.includes(parent))
        report(id, `${parent} is an ancestor already through another parent`)
  }
  return problems
}

function listAncestors(id: string, parentsOf: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>()
  const open = [...(parentsOf.get(id) ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue
    found.add(next)
    open.push(...(parentsOf.get(next) ?? []))
  }
  return found
}
