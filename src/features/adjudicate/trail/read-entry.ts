import type { AdjudicatedUnit } from '../../../domain/adjudication/adjudication'

/** What a decision's id names; null where it is none. `adjudicationId` makes them. */
export function parseSubject(
  subject: string,
): { readonly runId: string; readonly unit: AdjudicatedUnit } | null {
  const [, runId, kind, ...rest] = subject.split('/')
  if (runId === undefined) return null
  if (kind === 'verdict' && rest.length === 0) return { runId, unit: { kind } }
  const last = rest.at(-1)
  if (kind === 'label' && last !== undefined && rest.length === 1 && isCount(last))
    return { runId, unit: { kind, step: Number(last) } }
  if (kind !== 'facet' || last === undefined || rest.length < 2) return null
  const facet = rest.slice(0, -1).join('/')
  if (last === 'run') return { runId, unit: { kind, facet, step: null } }
  return isCount(last) ? { runId, unit: { kind, facet, step: Number(last) } } : null
}

/** What the trail holds of a decision; null where there was none. Stored data is read as untrusted. */
export function readRecord(record: unknown): {
  readonly value: readonly string[]
  readonly rewrite: string | null
  readonly needsGuideline: boolean
} | null {
  if (typeof record !== 'object' || record === null) return null
  const { value, rewrite, needsGuideline } = record as Record<string, unknown> // an object: any field may be asked for
  return {
    value: Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [],
    rewrite: typeof rewrite === 'string' ? rewrite : null,
    needsGuideline: needsGuideline === true,
  }
}

const isCount = (text: string) => /^\d+$/u.test(text)
