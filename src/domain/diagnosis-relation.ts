/** How one diagnosis stands to another, the reference: `broader` is a class that the reference belongs to. */
export const DIAGNOSIS_RELATIONS = [
  'exact',
  'synonym',
  'broader',
  'narrower',
  'sibling',
  'different',
] as const
export type DiagnosisRelation = (typeof DIAGNOSIS_RELATIONS)[number]

/** A person's word on two diagnoses, which goes before any rule. */
export interface RelationOverride {
  readonly a: string
  readonly b: string
  readonly isSame: boolean
}

/** Whether a diagnosis in that relation to the gold one counts as right. */
export function isSameDiagnosis(relation: DiagnosisRelation): boolean {
  return relation === 'exact' || relation === 'synonym'
}

/** The overrides with one more; a later word on the same pair takes the place of the earlier one. */
export function addOverride(
  overrides: readonly RelationOverride[],
  added: RelationOverride,
): readonly RelationOverride[] {
  const key = pairKey(added.a, added.b)
  return [...overrides.filter(({ a, b }) => pairKey(a, b) !== key), added]
}

/** The same for a pair in either order, letter case and outer blanks apart. */
export function pairKey(a: string, b: string): string {
  return JSON.stringify([a, b].map((name) => name.trim().toLowerCase()).sort())
}
