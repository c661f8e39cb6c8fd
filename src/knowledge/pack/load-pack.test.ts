import { expect, test } from 'vitest'
import { ANALYTE_IDS } from '../extraction/analytes'
import { loadPack } from './load-pack'
import { type Disease, type DiseaseGroup, FREQUENCY, type FindingConcept, type KnowledgePack } from './pack'
import { findPackProblems } from './validate-pack'

const pack = loadPack()

test('the shipped pack has no faults', () => {
  expect(findPackProblems(pack, ANALYTE_IDS)).toEqual([])
})

test('the pack is as broad as it says', () => {
  expect(pack.diseases.length).toBeGreaterThanOrEqual(480)
  expect(pack.findings.length).toBeGreaterThanOrEqual(900)
  expect(pack.diseases.filter(({ isCantMiss }) => isCantMiss).length).toBeGreaterThanOrEqual(90)
  expect(new Set(pack.diseases.map(({ specialty }) => specialty)).size).toBeGreaterThanOrEqual(22)
})

test('every disease lists something that speaks against it when present', () => {
  const onlyFor = pack.diseases.filter(
    ({ findings }) => !Object.values(findings).some((each) => each === 'rare' || each === 'excluded'),
  )
  expect(onlyFor.map(({ id }) => id)).toEqual([])
})

test('every disease has a finding that speaks strongly for it, or one that rules it out', () => {
  const background = new Map(pack.findings.map((finding) => [finding.id, finding.background]))
  const speaksOut = ([id, frequency]: readonly [string, keyof typeof FREQUENCY]) =>
    frequency === 'excluded' || FREQUENCY[frequency] / (background.get(id) ?? 1) >= 20
  const vague = pack.diseases.filter(({ findings }) => !Object.entries(findings).some(speaksOut))
  // Medicine has no such finding for pneumonia at large.
  expect(vague.map(({ id }) => id)).toEqual(['pneumonia'])
})

/** A few diseases with what they use, so that each fault is sought in little. */
const few = keepDiseases(pack, [
  ...pack.diseases.slice(0, 5),
  ...pack.diseases.filter(({ id }) => id === 'sarcoidosis'),
])

function keepDiseases(
  { version, findings, groups }: KnowledgePack,
  diseases: readonly Disease[],
): KnowledgePack {
  const used = new Set(diseases.flatMap((disease) => Object.keys(disease.findings)))
  const kept = new Set<string>()
  const keep = (ids: readonly string[]): void => {
    for (const id of ids) {
      kept.add(id)
      keep(groups.find((group) => group.id === id)?.parents ?? [])
    }
  }
  keep(diseases.flatMap(({ parents }) => parents))
  return {
    version,
    findings: findings.filter(({ id }) => used.has(id)),
    diseases,
    groups: groups.filter(({ id }) => kept.has(id)),
  }
}

test('a few diseases with all they use are a pack without faults', () => {
  expect(findPackProblems(few, ANALYTE_IDS)).toEqual([])
})

const editFinding = (change: (finding: FindingConcept) => object) => (p: KnowledgePack) => {
  const [first, ...rest] = p.findings
  if (!first) throw new Error('the pack is empty')
  return { ...p, findings: [{ ...first, ...change(first) }, ...rest] }
}
const editDisease = (change: (disease: Disease) => object) => (p: KnowledgePack) => {
  const [first, ...rest] = p.diseases
  if (!first) throw new Error('the pack is empty')
  return { ...p, diseases: [{ ...first, ...change(first) }, ...rest] }
}

const editGroup = (change: (group: DiseaseGroup) => object) => (p: KnowledgePack) => {
  const [first, ...rest] = p.groups
  if (!first) throw new Error('the pack has no group')
  return { ...p, groups: [{ ...first, ...change(first) }, ...rest] }
}

test.each<[string, (pack: KnowledgePack) => KnowledgePack, RegExp]>([
  ['a missing finding', (p) => ({ ...p, findings: p.findings.slice(1) }), /which does not exist/],
  [
    'a doubled finding',
    (p) => ({ ...p, findings: [...p.findings, ...p.findings.slice(0, 1)] }),
    /used twice/,
  ],
  [
    'a doubled disease',
    (p) => ({ ...p, diseases: [...p.diseases, ...p.diseases.slice(0, 1)] }),
    /used twice/,
  ],
  ['an untidy id', editDisease(() => ({ id: 'Not Tidy' })), /kebab-case/],
  [
    'a synonym of two findings, however spelled',
    editFinding(({ synonyms }) => ({ synonyms: [...synonyms, 'pitting edema'] })),
    /belongs to/,
  ],
  ['a synonym with capitals', editFinding(() => ({ synonyms: ['Loud'] })), /not in lower case/],
  ['a synonym that reading would shorten', editFinding(() => ({ synonyms: ['sugar +++'] })), /reading drops/],
  ['a synonym without a word', editFinding(() => ({ synonyms: ['22'] })), /no word/],
  [
    'one wording for presence and absence',
    editFinding(() => ({ synonyms: ['very odd'], absentSynonyms: ['very odd'] })),
    /both presence and absence/,
  ],
  ['an unknown kind', editFinding(() => ({ kind: 'omen' })), /unknown kind/],
  ['an impossible background', editFinding(() => ({ background: 0 })), /background/],
  [
    'an unknown analyte',
    editFinding(() => ({ measure: { analyte: 'mana', is: 'high' } })),
    /unknown analyte/,
  ],
  ['an unknown side', editFinding(() => ({ measure: { analyte: 'sodium', is: 'odd' } })), /not high or low/],
  [
    'a negative threshold',
    editFinding(() => ({ measure: { analyte: 'sodium', is: 'low', threshold: -1 } })),
    /threshold/,
  ],
  ['a finding nothing can state', editFinding(() => ({ synonyms: [], measure: undefined })), /neither/],
  ['an unused finding', (p) => ({ ...p, diseases: [] }), /no disease uses it/],
  ['a thin disease', editDisease(() => ({ findings: {} })), /the least/],
  ['an unknown frequency', editDisease(() => ({ findings: { fever: 'often' } })), /unknown frequency/],
  ['an unknown incidence', editDisease(() => ({ incidence: 'seldom' })), /unknown incidence/],
  ['a wrong ICD-10 code', editDisease(() => ({ icd10: '410.9' })), /no ICD-10 code/],
  ['ages out of order', editDisease(() => ({ ages: { usual: [60, 20] } })), /out of order/],
  [
    'hard ages inside the usual',
    editDisease(() => ({ ages: { usual: [10, 60], hard: [20, 50] } })),
    /out of order/,
  ],
  ['ages beyond life', editDisease(() => ({ ages: { usual: [1, 400] } })), /reach beyond/],
  ['a femaleFraction above 1', editDisease(() => ({ femaleFraction: 1.2 })), /femaleFraction/],
  ['no next test', editDisease(() => ({ nextTests: [] })), /no next test/],
  ['no specialty', editDisease(() => ({ specialty: '' })), /no specialty/],
  [
    'a wording written twice',
    editFinding(({ synonyms }) => ({ synonyms: [...synonyms, 'oddity', 'odditys'] })),
    /repeats/,
  ],
  [
    'a lack that nothing denies',
    editFinding(() => ({ label: 'No pulse', absentSynonyms: [], measure: undefined })),
    /names a lack/,
  ],
  ['no parent', editDisease(() => ({ parents: [] })), /has no parent/],
  ['an unknown parent', editDisease(() => ({ parents: ['limbo'] })), /does not exist/],
  ['a disease under itself', editDisease(({ id }) => ({ parents: [id] })), /its own ancestor/],
  ['a circle of groups', editGroup(({ id }) => ({ parents: [id] })), /its own ancestor/],
  [
    'a parent named twice',
    editDisease(({ parents }) => ({ parents: [...parents, ...parents] })),
    /stands twice/,
  ],
  [
    'an ancestor named beside its child',
    editDisease(({ id }) => ({ parents: ['ischaemic-heart-disease', 'heart-disease'], id })),
    /through another parent/,
  ],
  ['an empty group', editGroup(() => ({ id: 'void' })), /nothing belongs/],
  ['a group named like a disease', editGroup(() => ({ synonyms: ['sarcoidosis'] })), /belongs to/],
  [
    'a can’t-miss disease without a red flag',
    editDisease(() => ({ isCantMiss: true, redFlags: [] })),
    /without a red flag/,
  ],
  ['a red flag out of nowhere', editDisease(() => ({ redFlags: ['omen'] })), /none of its findings/],
  [
    'one name for two diseases',
    editDisease(({ synonyms }) => ({ synonyms: [...synonyms, 'sarcoidosis'] })),
    /belongs to/,
  ],
  [
    'a stand-in for what has a script',
    editDisease(() => ({ covers: ['sarcoidosis'] })),
    /belongs to sarcoid/,
  ],
  ['a stand-in named twice', editDisease(() => ({ covers: ['morbus a', 'morbus a'] })), /twice/],
  ['a stand-in with capitals', editDisease(() => ({ covers: ['Morbus A'] })), /not in lower case/],
])('the validator sees %s', (_name, spoil, fault) => {
  const found = findPackProblems(spoil(few), ANALYTE_IDS)
  expect(found.map((problem) => problem.fault).filter((each) => fault.test(each))).not.toEqual([])
})
