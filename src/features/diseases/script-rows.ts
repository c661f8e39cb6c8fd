import { likelihoodRatio } from '../../knowledge/likelihood/likelihood-ratio'
import type { Disease, FindingConcept, FrequencyClass, KnowledgePack } from '../../knowledge/pack/pack'

/** One finding of an illness script, in one disease or in two beside each other. */
export interface ScriptRow {
  readonly finding: FindingConcept
  /** In the order of the diseases; null where the pack says nothing of it there. */
  readonly frequencies: readonly (FrequencyClass | null)[]
  /** Factors on the odds of each disease where the finding is present, and where it is absent. */
  readonly ifPresent: readonly number[]
  readonly ifAbsent: readonly number[]
}

/**
 * The findings of one or two diseases. Of one: what argues most, either way, first. Of two: what tells them apart best first.
 */
export function toScriptRows(pack: KnowledgePack, diseases: readonly Disease[]): ScriptRow[] {
  const rows = pack.findings
    .filter(({ id }) => diseases.some((disease) => disease.findings[id] !== undefined))
    .map((finding) => ({
      finding,
      frequencies: diseases.map((disease) => disease.findings[finding.id] ?? null),
      ifPresent: diseases.map((disease) => likelihoodRatio(disease, finding, 'present')),
      ifAbsent: diseases.map((disease) => likelihoodRatio(disease, finding, 'absent')),
    }))
  return rows.sort((a, b) => weightOf(b) - weightOf(a) || (a.finding.label < b.finding.label ? -1 : 1))
}

function weightOf({ ifPresent, ifAbsent }: ScriptRow): number {
  const spread = (ratios: readonly number[]) => {
    const logs = ratios.map(Math.log)
    return logs.length > 1 ? Math.abs((logs[0] ?? 0) - (logs[1] ?? 0)) : Math.abs(logs[0] ?? 0)
  }
  return Math.max(spread(ifPresent), spread(ifAbsent))
}
