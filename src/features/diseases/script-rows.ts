import { likelihoodRatio } from '../../knowledge/likelihood/likelihood-ratio'
import type { Disease, FindingConcept, FrequencyClass } from '../../knowledge/pack/pack'

/** One finding of an illness script, in one disease or in two beside each other. */
export interface ScriptRow {
  readonly finding: FindingConcept
  /** In the order of the diseases; null where the pack says nothing of it there. */
  readonly frequencies: readonly (FrequencyClass | null)[]
  /** Factors on the odds of each disease where the finding is present, and where it is absent. */
  readonly ifPresent: readonly number[]
  readonly ifAbsent: readonly number[]
}

/** Of one disease: what a finding argues. Of two: whether it tells them apart. */
export const SCRIPT_GROUPS = ['for', 'against', 'little', 'apart', 'shared', 'one-sided'] as const
export type ScriptGroup = (typeof SCRIPT_GROUPS)[number]

export interface ScriptSection {
  readonly group: ScriptGroup
  readonly rows: readonly ScriptRow[]
}

/** From these factors on a finding argues: nearer to 1 it hardly does. */
const ARGUES = 1.2
/** Two diseases are told apart by a finding that favours one by this factor. */
const TELLS_APART = 2.5

/**
 * The findings of one or two diseases in sections, what weighs most first. Findings that `findings` doesn't hold are left out.
 */
export function toScriptSections(
  findings: readonly FindingConcept[],
  diseases: readonly Disease[],
): ScriptSection[] {
  const rows = findings
    .filter(({ id }) => diseases.some((disease) => disease.findings[id] !== undefined))
    .map((finding) => ({
      finding,
      frequencies: diseases.map((disease) => disease.findings[finding.id] ?? null),
      ifPresent: diseases.map((disease) => likelihoodRatio(disease, finding, 'present')),
      ifAbsent: diseases.map((disease) => likelihoodRatio(disease, finding, 'absent')),
    }))
    .sort((a, b) => weightOf(b) - weightOf(a) || (a.finding.label < b.finding.label ? -1 : 1))
  const sections = new Map<ScriptGroup, ScriptRow[]>()
  for (const row of rows) {
    const group = diseases.length > 1 ? comparedGroup(row) : argumentOf(row)
    sections.set(group, [...(sections.get(group) ?? []), row])
  }
  return SCRIPT_GROUPS.flatMap((group) => {
    const own = sections.get(group)
    return own ? [{ group, rows: own }] : []
  })
}

function argumentOf({ ifPresent, ifAbsent }: ScriptRow): ScriptGroup {
  const [present = 1, absent = 1] = [ifPresent[0], ifAbsent[0]]
  if (present >= ARGUES || absent <= 1 / ARGUES) return 'for'
  return present <= 1 / ARGUES ? 'against' : 'little'
}

function comparedGroup(row: ScriptRow): ScriptGroup {
  if (weightOf(row) >= Math.log(TELLS_APART)) return 'apart'
  return row.frequencies.every((frequency) => frequency !== null) ? 'shared' : 'one-sided'
}

function weightOf({ ifPresent, ifAbsent }: ScriptRow): number {
  const spread = (ratios: readonly number[]) => {
    const logs = ratios.map(Math.log)
    return logs.length > 1 ? Math.abs((logs[0] ?? 0) - (logs[1] ?? 0)) : Math.abs(logs[0] ?? 0)
  }
  return Math.max(spread(ifPresent), spread(ifAbsent))
}
