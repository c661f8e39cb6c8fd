import type { CaseId, ReviewerId, RunId } from '../ids'
import type { Project } from '../project'

/** One run that a reviewer is asked to grade, and why it is in their queue. */
export interface GradingTask {
  readonly caseId: CaseId
  readonly runId: RunId
  readonly kind: 'regular' | 'quality-control' | 'screening' | 'second-reader'
}

/** A run that somebody was unsure of. */
export interface UnsureRun {
  readonly caseId: CaseId
  readonly runId: RunId
  readonly reviewerId: ReviewerId
}

/** One quality-control case is met among about this many others. */
const QUALITY_CONTROL_EVERY = 20

/**
 * Who grades which case. Dealt out like cards in the order of the list, so that no reviewer has more than one case more
 * than another, every pair shares about as many, and cases added at the end change nobody's earlier ones. The shared
 * cases are spread evenly: of any first n cases, `floor(n × fraction)` go to `overlap.reviewers` people.
 */
export function dealCases(
  project: Pick<Project, 'caseIds' | 'reviewers' | 'overlap'>,
): ReadonlyMap<CaseId, readonly ReviewerId[]> {
  const { caseIds, reviewers, overlap } = project
  const dealt = new Map<CaseId, readonly ReviewerId[]>()
  if (reviewers.length === 0) return dealt
  const shared = Math.min(Math.max(1, overlap.reviewers), reviewers.length)
  let next = 0
  for (const [index, caseId] of caseIds.entries()) {
    const isShared = Math.floor((index + 1) * overlap.fraction) > Math.floor(index * overlap.fraction)
    const takers = Array.from({ length: isShared ? shared : 1 }, (_, offset) => {
      return reviewers[(next + offset) % reviewers.length]?.id
    })
    next += takers.length
    dealt.set(
      caseId,
      takers.flatMap((id) => (id ? [id] : [])),
    )
  }
  return dealt
}

/**
 * A reviewer's whole queue in the project's order: screening first, quality control mixed in, and at the end the runs that
 * others were unsure of and that fall to this reviewer. The same project gives the same queue on every machine.
 */
export function planQueue(
  project: Project,
  reviewerId: ReviewerId,
  unsure: readonly UnsureRun[] = [],
): GradingTask[] {
  const dealt = dealCases(project)
  const own = project.caseIds.filter((id) => dealt.get(id)?.includes(reviewerId))
  const { order } = project
  const ordered =
    order.kind === 'random' ? sortByHash(own, (id) => hashText(`${order.seed} ${reviewerId} ${id}`)) : own
  const screening = project.screening ?? []
  const isOwn = new Set(own)
  const second = unsure.filter(
    (each) => !isOwn.has(each.caseId) && secondReaderOf(project, dealt, each) === reviewerId,
  )
  return [
    ...screening.flatMap((id) => tasksOfCase(project, id, 'screening')),
    ...mixIn(
      ordered.flatMap((id) => tasksOfCase(project, id, 'regular')),
      sortByHash(project.qualityControl, (id) => hashText(`${reviewerId} ${id}`)).flatMap((id) =>
        tasksOfCase(project, id, 'quality-control'),
      ),
      hashText(`${project.id} ${reviewerId}`),
    ),
    ...second.map(({ caseId, runId }): GradingTask => ({ caseId, runId, kind: 'second-reader' })),
  ]
}

/** The next reviewer in the list after the unsure one who does not have the case already; null where all have it. */
function secondReaderOf(
  { reviewers }: Project,
  dealt: ReturnType<typeof dealCases>,
  { caseId, reviewerId }: UnsureRun,
): ReviewerId | null {
  const has = dealt.get(caseId) ?? []
  const at = reviewers.findIndex(({ id }) => id === reviewerId)
  for (let offset = 1; offset <= reviewers.length; offset++) {
    const id = reviewers[(at + offset + reviewers.length) % reviewers.length]?.id
    if (id && id !== reviewerId && !has.includes(id)) return id
  }
  return null
}

function tasksOfCase(project: Project, caseId: CaseId, kind: GradingTask['kind']): GradingTask[] {
  return (project.runs[caseId] ?? []).map((runId) => ({ caseId, runId, kind }))
}

/** Spreads `extra` among `tasks`, each somewhere within its own stretch so that its place can't be told beforehand. */
function mixIn(tasks: readonly GradingTask[], extra: readonly GradingTask[], seed: number): GradingTask[] {
  const stretch = Math.max(
    1,
    Math.min(QUALITY_CONTROL_EVERY, Math.floor(tasks.length / Math.max(1, extra.length))),
  )
  const places = extra.map((_, index) => index * stretch + (hashText(`${seed} ${index}`) % stretch))
  const mixed: GradingTask[] = []
  let taken = 0
  for (const [index, task] of tasks.entries()) {
    while (taken < extra.length && (places[taken] ?? 0) <= index) mixed.push(...extra.slice(taken, ++taken))
    mixed.push(task)
  }
  return [...mixed, ...extra.slice(taken)]
}

function sortByHash<T>(items: readonly T[], hashOf: (item: T) => number): T[] {
  return items
    .map((item, index) => ({ item, index, hash: hashOf(item) }))
    .sort((a, b) => a.hash - b.hash || a.index - b.index)
    .map(({ item }) => item)
}

/** FNV-1a over UTF-16 code units, then mixed so that neighbouring ids land far apart. Not for secrets. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
