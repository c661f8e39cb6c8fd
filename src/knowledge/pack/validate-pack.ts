import { isPassedOver, readWords, type Word } from '../extraction/words'
import { findHierarchyProblems } from './validate-hierarchy'
import {
  type Disease,
  type DiseaseGroup,
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
const FEWEST_FINDINGS = 12
const ICD_10 = /^[A-Z]\d\d(\.\d)?$/
const LONGEST_LIFE = 120
/** No note denies "absent bowel sounds": it says "bowel sounds present". */
const NAMES_A_LACK = /^(?:no|not|absent|unable|lack|missing|without)\b/i
/** Extraction reads words only: "blood +++" would stand for every "blood". */
const UNREAD = /[^\p{L}\p{N}\s\-–/'’(),.]/u

/** All faults of a pack; an empty list means that it is fit to use. `analyteIds` are those the extraction knows. */
export function findPackProblems(pack: KnowledgePack, analyteIds: readonly string[]): PackProblem[] {
  const problems: PackProblem[] = []
  const report: Report = (where, fault) => problems.push({ where, fault })
  reportIds(pack.findings, report)
  reportIds([...pack.diseases, ...pack.groups], report)
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
    claimNames(disease, names, report)
  }
  for (const group of pack.groups) claimNames(group, names, report)
  for (const disease of pack.diseases) claimCovers(disease, names, report)
  return [...problems, ...findHierarchyProblems(pack)]
}

/** A disease written by a person for themselves may be a sketch; the packs' are scripts. */
const FEWEST_OWN_FINDINGS = 3

/**
 * The faults of one disease among those of a pack, by the rules that the pack itself is held to; only fewer findings are asked
 * of it. Names of the disease's own earlier version are no clash.
 */
export function findDiseaseProblems(disease: Disease, pack: KnowledgePack): PackProblem[] {
  const problems: PackProblem[] = []
  const report: Report = (where, fault) => {
    if (where === disease.id) problems.push({ where, fault })
  }
  const names = new Map<string, string>()
  const ignore: Report = () => {}
  for (const other of pack.diseases) if (other.id !== disease.id) claimNames(other, names, ignore)
  for (const group of pack.groups) claimNames(group, names, ignore)
  claimNames(disease, names, report)
  claimCovers(disease, names, report)
  checkDisease(disease, report)
  checkScript(disease, new Set(pack.findings.map(({ id }) => id)), report, FEWEST_OWN_FINDINGS)
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

/** A name stands for one disease or group only, and is written once. */
function claimNames(named: Disease | DiseaseGroup, owners: Map<string, string>, report: Report): void {
  const all = [named.name, ...named.synonyms]
  for (const name of all) claim(name, named.id, owners, 'name', report)
  reportCapitals(named.id, named.synonyms, report)
  if (new Set(all.map((name) => name.toLowerCase())).size < all.length)
    report(named.id, 'a name repeats another')
}

/** A wording states the presence of one concept only, as extraction reads it: "edema" is "oedema". */
function claimWordings(finding: FindingConcept, owners: Map<string, string>, report: Report): void {
  for (const wording of [finding.label, ...finding.synonyms])
    claim(wording, finding.id, owners, 'synonym', report)
  reportRepeats(finding.id, [finding.label, ...finding.synonyms], report)
  reportRepeats(finding.id, finding.absentSynonyms ?? [], report)
}

/** Spellings that read as the same words, such as "edema" beside "oedema", add nothing. */
function reportRepeats(id: string, wordings: readonly string[], report: Report): void {
  const seen = new Set<string>()
  for (const wording of wordings) {
    const key = fold(wording)
    if (seen.has(key)) report(id, `“${wording}” repeats another wording`)
    seen.add(key)
  }
}

/** One wording may deny several, or deny one and state another ("brisk reflexes"), but not both of the same. */
function checkAbsence(finding: FindingConcept, report: Report): void {
  const { id, label, absentSynonyms = [], measure } = finding
  const present = new Set([label, ...finding.synonyms].map(fold))
  for (const wording of absentSynonyms)
    if (present.has(fold(wording))) report(id, `“${wording}” states both presence and absence`)
  if (NAMES_A_LACK.test(label) && absentSynonyms.length === 0 && !measure)
    report(id, 'names a lack, but nothing states its contrary')
}

/** What a disease stands in for has no script, so that no disease or group bears the name, and one disease stands in. */
function claimCovers({ id, covers = [] }: Disease, owners: Map<string, string>, report: Report): void {
  for (const name of covers) {
    const key = joinForms(readWords(name))
    const owner = owners.get(key)
    if (owner !== undefined) report(id, `“${name}”, which it stands in for, belongs to ${owner}`)
    if (!/\p{L}/u.test(key)) report(id, `“${name}”, which it stands in for, has no word`)
  }
  reportCapitals(id, covers, report)
  for (const name of covers) owners.set(joinForms(readWords(name)), id)
  if (new Set(covers).size < covers.length) report(id, 'stands in for a disease twice')
}

function claim(
  wording: string,
  id: string,
  owners: Map<string, string>,
  what: 'name' | 'synonym',
  report: Report,
): void {
  // Of a name every word counts, as in "hepatitis A".
  const key = what === 'name' ? joinForms(readWords(wording)) : fold(wording)
  if (!/\p{L}/u.test(key)) return report(id, `${what} “${wording}” has no word`)
  if (UNREAD.test(wording)) report(id, `${what} “${wording}” has signs that reading drops`)
  const owner = owners.get(key)
  if (owner !== undefined && owner !== id) report(id, `${what} “${wording}” belongs to ${owner} too`)
  owners.set(key, id)
}

function fold(wording: string): string {
  const words = readWords(wording)
  const kept = words.filter((word) => !isPassedOver(word))
  return joinForms(kept.length > 0 ? kept : words)
}

function joinForms(words: readonly Word[]): string {
  return words.map(({ form }) => form).join(' ')
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

function checkScript(
  disease: Disease,
  findingIds: ReadonlySet<string>,
  report: Report,
  fewest = FEWEST_FINDINGS,
): void {
  const listed = Object.entries(disease.findings)
  if (listed.length < fewest) report(disease.id, `has ${listed.length} findings, ${fewest} are the least`)
  for (const [id, frequency] of listed) {
    if (!findingIds.has(id)) report(disease.id, `names the finding ${id}, which does not exist`)
    if (!FREQUENCY_CLASSES.includes(frequency)) report(disease.id, `unknown frequency ${frequency} of ${id}`)
  }
  checkRedFlags(disease, report)
}

function checkRedFlags({ id, isCantMiss, findings, redFlags }: Disease, report: Report): void {
  if (isCantMiss && redFlags.length === 0) report(id, 'is a can’t-miss diagnosis without a red flag')
  if (new Set(redFlags).size < redFlags.length) report(id, 'a red flag stands twice')
  for (const flag of redFlags)
    if ((findings[flag] ?? 'excluded') === 'excluded')
      report(id, `the red flag ${flag} is none of its findings`)
}
