import { isPassedOver, readWords } from '../extraction/words'
import {
  type Disease,
  FINDING_KINDS,
  FREQUENCY_CLASSES,
  type FindingConcept,
  INCIDENCE_CLASSES,
  type KnowledgePack,
} from './pack'

/** One fault of a pack: which record, and what is wrong with it. */
export interface PackProblem {
  readonly where: string
  readonly fault: string
}

type Report = (where: string, fault: string) => void

/** Fewer findings than this make no illness script. */
const FEWEST_FINDINGS = 10
const ICD_10 = /^[A-Z]\d\d(\.\d)?$/
const LONGEST_LIFE = 120
/** Extraction reads words only: "blood +++" would stand for every "blood". */
const UNREAD = /[^\p{L}\p{N}\s\-–/'’(),.]/u

/** All faults of a pack; an empty list means that it is fit to use. `analyteIds` are those the extraction knows. */
export function findPackProblems(pack: KnowledgePack, analyteIds: readonly string[]): PackProblem[] {
  const problems: PackProblem[] = []
  const report: Report = (where, fault) => problems.push({ where, fault })
  reportIds(pack.findings, report)
  reportIds(pack.diseases, report)
  const used = new Set(pack.diseases.flatMap((disease) => Object.keys(disease.findings)))
  const wordings = new Map<string, string>()
  for (const finding of pack.findings) {
    checkFinding(finding, analyteIds, report)
    claimWordings(finding, wordings, report)
    checkAbsence(finding, report)
    if (!used.has(finding.id)) report(finding.id, 'no disease uses it')
  }
  const findingIds = new Set(pack.findings.map(({ id }) => id))
  const names = new Map<string, string>()
  for (const disease of pack.diseases) {
    checkDisease(disease, report)
    checkScript(disease, findingIds, report)
    for (const name of [disease.name, ...disease.synonyms]) claim(name, disease.id, names, 'name', report)
    reportCapitals(disease.id, disease.synonyms, report)
  }
  return problems
}

function reportIds(records: readonly { readonly id: string }[], report: Report): void {
  const seen = new Set<string>()
  for (const { id } of records) {
    if (seen.has(id)) report(id, 'id is used twice')
    if (!/^[a-z0-9-]+$/.test(id)) report(id, 'id is not in kebab-case')
    seen.add(id)
  }
}

function checkFinding(finding: FindingConcept, analyteIds: readonly string[], report: Report): void {
  const { id, kind, background, measure } = finding
  if (!FINDING_KINDS.includes(kind)) report(id, `unknown kind ${kind}`)
  if (!(background > 0 && background < 1)) report(id, 'background is no fraction between 0 and 1')
  if (measure && !analyteIds.includes(measure.analyte)) report(id, `unknown analyte ${measure.analyte}`)
  if (measure && !['high', 'low'].includes(measure.is))
    report(id, `measure is ${measure.is}, not high or low`)
  if (measure?.threshold !== undefined && !(measure.threshold > 0)) report(id, 'threshold is not above 0')
  if (finding.synonyms.length === 0 && !measure) report(id, 'has neither synonyms nor a measure')
  reportCapitals(id, [...finding.synonyms, ...(finding.absentSynonyms ?? [])], report)
}

function reportCapitals(where: string, wordings: readonly string[], report: Report): void {
  for (const wording of wordings)
    if (wording !== wording.toLowerCase()) report(where, `synonym “${wording}” is not in lower case`)
}

/** A wording states the presence of one concept only, as extraction reads it: "edema" is "oedema". */
function claimWordings(finding: FindingConcept, owners: Map<string, string>, report: Report): void {
  for (const wording of [finding.label, ...finding.synonyms])
    claim(wording, finding.id, owners, 'synonym', report)
}

/** One wording may deny several, or deny one and state another ("brisk reflexes"), but not both of the same. */
function checkAbsence(finding: FindingConcept, report: Report): void {
  const present = new Set([finding.label, ...finding.synonyms].map(fold))
  for (const wording of finding.absentSynonyms ?? [])
    if (present.has(fold(wording))) report(finding.id, `“${wording}” states both presence and absence`)
}

function claim(wording: string, id: string, owners: Map<string, string>, what: string, report: Report): void {
  const key = fold(wording)
  if (!/\p{L}/u.test(key)) return report(id, `${what} “${wording}” has no word`)
  if (UNREAD.test(wording)) report(id, `${what} “${wording}” has signs that reading drops`)
  const owner = owners.get(key)
  if (owner !== undefined && owner !== id) report(id, `${what} “${wording}” belongs to ${owner} too`)
  owners.set(key, id)
}

function fold(wording: string): string {
  const words = readWords(wording)
  const kept = words.filter((word) => !isPassedOver(word))
  return (kept.length > 0 ? kept : words).map(({ form }) => form).join(' ')
}

function checkDisease(disease: Disease, report: Report): void {
  const { id, icd10, ages, femaleFraction } = disease
  if (!INCIDENCE_CLASSES.includes(disease.incidence)) report(id, `unknown incidence ${disease.incidence}`)
  if (!ICD_10.test(icd10)) report(id, `${icd10} is no ICD-10 code`)
  if (disease.specialty.trim() === '') report(id, 'has no specialty')
  const { usual, hard } = ages
  const [low, high] = hard ?? usual
  if (usual[0] > usual[1] || low > usual[0] || high < usual[1]) report(id, 'ages are out of order')
  if (low < 0 || high > LONGEST_LIFE) report(id, `ages reach beyond 0–${LONGEST_LIFE} years`)
  if (!(femaleFraction >= 0 && femaleFraction <= 1)) report(id, 'femaleFraction is no fraction')
  if (disease.nextTests.length === 0) report(id, 'has no next test')
}

function checkScript(disease: Disease, findingIds: ReadonlySet<string>, report: Report): void {
  const listed = Object.entries(disease.findings)
  if (listed.length < FEWEST_FINDINGS)
    report(disease.id, `has ${listed.length} findings, ${FEWEST_FINDINGS} are the least`)
  for (const [id, frequency] of listed) {
    if (!findingIds.has(id)) report(disease.id, `names the finding ${id}, which does not exist`)
    if (!FREQUENCY_CLASSES.includes(frequency)) report(disease.id, `unknown frequency ${frequency} of ${id}`)
  }
}
