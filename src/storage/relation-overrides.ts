import { type RelationOverride, addOverride, pairKey } from '../domain/diagnosis-relation'
import type { RoundsDatabase } from './database'

/** What people said of pairs of diagnoses: the same, or not. */
export interface RelationOverrideRepository {
  /** Oldest first. */
  all(): Promise<readonly RelationOverride[]>
  /** A later word on the same pair, in either order, takes the place of the earlier one. */
  set(override: RelationOverride): Promise<void>
  forget(a: string, b: string): Promise<void>
}

const KEY = 'relation-overrides'

export function createRelationOverrideRepository(database: RoundsDatabase): RelationOverrideRepository {
  const { settings } = database
  // Only this file writes under the key.
  const all = async () => ((await settings.get(KEY))?.value as readonly RelationOverride[] | undefined) ?? []
  // Read and written in one transaction: two tabs may judge at the same time.
  const change = (next: (now: readonly RelationOverride[]) => readonly RelationOverride[]) =>
    database.transaction('rw', settings, async () => {
      await settings.put({ key: KEY, value: next(await all()) })
    })
  return {
    all,
    set: ({ a, b, isSame }) => change((now) => addOverride(now, { a: a.trim(), b: b.trim(), isSame })),
    forget: (a, b) => change((now) => now.filter((each) => pairKey(each.a, each.b) !== pairKey(a, b))),
  }
}
