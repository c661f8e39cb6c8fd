import { FINDING_KINDS, FREQUENCY_CLASSES, INCIDENCE_CLASSES, type KnowledgePack } from './pack'

/** One fault of a pack: which record, and what is wrong with it. */
export interface PackProblem {
  readonly where: string
  readonly fault: string
}

/** Fewer findings than this make no illness script. */
const FEWEST_FINDINGS = 10

/** All faults of a pack; an empty list means that it is fit to use. `analyteIds` are those the extraction knows. */
export function findPackProblems(pack: KnowledgePack, analyteIds: readonly string[]): PackProblem[] {
  const problems: PackProblem[] = []
  const report = (where: string, fault: string) => problems.push({ where, fault })
  const findingIds = new Set<string>()
  const wordings = new Map<string, string>()
  const used = new Set(pack.diseases.flatMap((disease) => Object.keys(disease.findings)))

  for (const finding of pack.findings) {
    if (findingIds.has(finding.id)) report(finding.id, 'id is used twice')
    findingIds.add(finding.id)
    if (!FINDING_KINDS.includes(finding.kind)) report(finding.id, `unknown kind ${finding.kind}`)
    if (!(finding.background > 0 && finding.background < 1))
      report(finding.id, 'background is no fraction between 0 and 1')
    if (finding.measure && !analyteIds.includes(finding.measure.analyte))
      report(finding.id, `unknown analyte ${finding.measure.analyte}`)
    if (!used.has(finding.id)) report(finding.id, 'no disease uses it')
    for (const synonym of finding.synonyms) {
      if (synonym !== synonym.toLowerCase()) report(finding.id, `synonym “${synonym}” is not in lower case`)
      const owner = wordings.get(synonym)
      if (owner !== undefined) report(finding.id, `synonym “${synonym}” belongs to ${owner} too`)
      wordings.set(synonym, finding.id)
    }
  }

  const diseaseIds = new Set<string>()
  for (const disease of pack.diseases) {
    if (diseaseIds.has(disease.id)) report(disease.id, 'id is used twice')
    diseaseIds.add(disease.id)
    if (!INCIDENCE_CLASSES.includes(disease.incidence))
      report(disease.id, `unknown incidence ${disease.incidence}`)
    if (!/^[A-Z]\d\d(\.\d)?$/.test(disease.icd10)) report(disease.id, `${disease.icd10} is no ICD-10 code`)
    const { usual, hard } = disease.ages
    if (usual[0] > usual[1] || (hard && (hard[0] > usual[0] || hard[1] < usual[1])))
      report(disease.id, 'ages are out of order')
    if (!(disease.femaleFraction >= 0 && disease.femaleFraction <= 1))
      report(disease.id, 'femaleFraction is no fraction')
    if (disease.nextTests.length === 0) report(disease.id, 'has no next test')
    const listed = Object.entries(disease.findings)
    if (listed.length < FEWEST_FINDINGS)
      report(disease.id, `has ${listed.length} findings, ${FEWEST_FINDINGS} are the least`)
    for (const [id, frequency] of listed) {
      if (!findingIds.has(id)) report(disease.id, `names the finding ${id}, which does not exist`)
      if (!FREQUENCY_CLASSES.includes(frequency))
        report(disease.id, `unknown frequency ${frequency} of ${id}`)
    }
  }
  return problems
}
