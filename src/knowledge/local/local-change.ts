import type { Disease, FrequencyClass } from '../pack/pack'

/** Who made a change, when (milliseconds since the epoch) and on what ground. */
export interface Provenance {
  readonly by: string
  readonly at: number
  readonly why: string
}

/** A disease written in this browser. */
export interface AddedDisease extends Provenance {
  readonly kind: 'disease'
  readonly disease: Disease
}

/** A finding's frequency in a disease as this browser's reader would have it; null takes it off the script. */
export interface ChangedFrequency extends Provenance {
  readonly kind: 'frequency'
  readonly diseaseId: string
  readonly findingId: string
  readonly frequency: FrequencyClass | null
}

/** What a person changed in the knowledge. The packs themselves stay as they are. */
export type LocalChange = AddedDisease | ChangedFrequency

/** One change a thing: a later one takes the place of the one before. */
export function keyOfChange(change: LocalChange): string {
  return change.kind === 'disease'
    ? `disease/${change.disease.id}`
    : `frequency/${change.diseaseId}/${change.findingId}`
}

/** The disease a change is about. */
export function diseaseOfChange(change: LocalChange): string {
  return change.kind === 'disease' ? change.disease.id : change.diseaseId
}

/** A disease with the local frequencies put in, and marked where they are. The packs' own figures go. */
export function applyFrequencies(disease: Disease, changes: readonly ChangedFrequency[]): Disease {
  if (changes.length === 0) return disease
  const findings: Record<string, FrequencyClass> = { ...disease.findings }
  const fractions: Record<string, number> = { ...disease.fractions }
  for (const { findingId, frequency } of changes) {
    delete fractions[findingId]
    if (frequency === null) delete findings[findingId]
    else findings[findingId] = frequency
  }
  return {
    ...disease,
    findings,
    ...(disease.fractions && { fractions }),
    redFlags: disease.redFlags.filter((id) => findings[id] !== undefined),
    local: {
      isAdded: disease.local?.isAdded ?? false,
      findingIds: changes.map(({ findingId }) => findingId),
    },
  }
}

/** The added diseases and the changed frequencies by disease. */
export function sortChanges(changes: readonly LocalChange[]): {
  readonly added: readonly Disease[]
  readonly byDisease: ReadonlyMap<string, readonly ChangedFrequency[]>
} {
  const byDisease = new Map<string, ChangedFrequency[]>()
  const added: Disease[] = []
  for (const change of changes) {
    if (change.kind === 'disease') added.push({ ...change.disease, local: { isAdded: true, findingIds: [] } })
    else byDisease.set(change.diseaseId, [...(byDisease.get(change.diseaseId) ?? []), change])
  }
  return { added, byDisease }
}
