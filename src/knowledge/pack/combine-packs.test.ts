import { describe, expect, test } from 'vitest'
import { extractFindings } from '../extraction/extract-findings'
import { readCase } from '../extraction/read-case'
import { summariseEvidence } from '../extraction/summarise-evidence'
import { idOf, makeFictionalPack } from '../hpo/testing/fictional-pack'
import { computePosterior } from '../likelihood/posterior'
import type { LocalChange } from '../local/local-change'
import { combinePacks, openPacks } from './combine-packs'
import { loadPack } from './load-pack'
import { readScripts } from './read-scripts'
import { searchDiseases, searchFindings } from './search-diseases'

const builtIn = loadPack()
const alone = openPacks(builtIn, null)
const opened = openPacks(builtIn, makeFictionalPack())
const withHpo = combinePacks(opened, [])
const provenance = { by: 'Dr Test', at: 1, why: 'Our ward sees it otherwise' }
const change = (patch: Partial<Extract<LocalChange, { kind: 'frequency' }>> = {}): LocalChange => ({
  kind: 'frequency',
  diseaseId: 'acute-pericarditis',
  findingId: 'fever',
  frequency: 'rare',
  ...provenance,
  ...patch,
})

describe('a dropped pack', () => {
  const rank = (presentation: string, findings?: Parameters<typeof readCase>[0]['findings']) => {
    const subject = { presentation, stages: [], ...(findings && { findings }) }
    const { extraction, compiled } = withHpo.prepareCase(readCase(subject, withHpo.compiled))
    return computePosterior(compiled, summariseEvidence(extraction.findings), { ageYears: null, sex: null })
  }

  /** Three diseases make every finding common, so the pack is looked at by itself. */
  const firstOfHpo = (...args: Parameters<typeof rank>) =>
    rank(...args).candidates.find(({ disease }) => disease.packs?.includes('hpo'))?.disease.id

  test('brings its findings into the reading and its diseases into the ranking', () => {
    const text = 'A girl of 8 years with azure nails and an epileptic seizure.'
    const ids = extractFindings(text, withHpo.compiled).findings.map(({ conceptId }) => conceptId)
    expect(ids).toContain(idOf(500_001))
    expect(firstOfHpo(text)).toBe('OMIM:900001')
    expect(
      combinePacks(alone, []).prepareCase(extractFindings(text, alone.compiled)).compiled.pack.diseases,
    ).toHaveLength(builtIn.diseases.length)
  })

  test('a class that says what a built-in finding says is that finding', () => {
    const twin = builtIn.findings.find(
      ({ label, synonyms }) => /^seizures?$/i.test(label) || synonyms.includes('seizure'),
    )
    expect(twin).toBeDefined()
    expect(opened.dropped?.joined.aliases.get(idOf(1250))).toBe(twin?.id)
    expect(opened.dropped?.joined.aliases.get(idOf(9_001_250))).toBe(twin?.id)
  })

  test('a narrow finding tells the built-in diseases what the broader one says', () => {
    const seizure = opened.dropped?.joined.aliases.get(idOf(1250))
    const { extraction } = withHpo.prepareCase(
      readCase(
        {
          presentation: '- Focal-onset seizure',
          stages: [],
          findings: [{ termId: idOf(7359), label: 'Focal-onset seizure', isExcluded: false }],
        },
        withHpo.compiled,
      ),
    )
    expect(extraction.findings.map(({ conceptId }) => conceptId)).toContain(seizure)
  })

  test('is no strike against diseases of the other pack', () => {
    const { candidates } = rank('He has a square iris and a pericardial rub.')
    const pericarditis = candidates.find(({ disease }) => disease.id === 'acute-pericarditis')
    const ofIris = pericarditis?.contributions.find(({ finding }) => finding.conceptId === idOf(500_003))
    expect(ofIris?.likelihoodRatio).toBe(1)
  })

  test('recorded absence counts as absence, whatever the words look like', () => {
    const present = { termId: idOf(500_001), label: 'Azure nail plate', isExcluded: false }
    const words = 'Findings:\n- Azure nail plate\n\nLooked for and absent:\n- Square iris'
    const absent = { termId: idOf(500_003), label: 'Square iris', isExcluded: true }
    const read = readCase({ presentation: words, stages: [], findings: [present, absent] }, withHpo.compiled)
    expect(
      read.findings.map(({ conceptId, polarity, span }) => [
        conceptId,
        polarity,
        words.slice(span.start, span.end),
      ]),
    ).toEqual([
      [idOf(500_001), 'present', 'Azure nail plate'],
      [idOf(500_003), 'absent', 'Square iris'],
    ])
    expect(firstOfHpo(words, [present, absent])).toBe('OMIM:900001')
  })
})

describe('recorded findings without a dropped pack', () => {
  const read = (presentation: string, findings: Parameters<typeof readCase>[0]['findings']) =>
    readCase({ presentation, stages: [], ...(findings && { findings }) }, alone.compiled).findings.map(
      ({ conceptId, polarity }) => [conceptId, polarity],
    )
  test('are known by their label, with their polarity', () => {
    const findings = [{ termId: idOf(1945), label: 'Fever', isExcluded: true }]
    expect(read('Looked for and absent:\n- Fever', findings)).toEqual([['fever', 'absent']])
    expect(read('Findings:\n- Fever', [{ termId: idOf(1945), label: 'Fever', isExcluded: false }])).toEqual([
      ['fever', 'present'],
    ])
  })
  test('the absence of something narrower denies nothing broader', () => {
    const findings = [{ termId: idOf(77), label: 'Extraordinary azure fever', isExcluded: true }]
    expect(read('Looked for and absent:\n- Extraordinary azure fever', findings)).toEqual([])
  })
  test('one that the presentation no longer names is left out', () => {
    expect(
      read('She has a dry cough.', [{ termId: idOf(1945), label: 'Fever', isExcluded: false }]).map(
        ([id]) => id,
      ),
    ).not.toContain('fever')
  })
})

describe('local changes', () => {
  test('move the odds, and are marked', () => {
    const changed = combinePacks(alone, [change()])
    const disease = changed.getDisease('acute-pericarditis')
    expect(disease?.findings['fever']).toBe('rare')
    expect(disease?.local).toEqual({ isAdded: false, findingIds: ['fever'] })
    expect(builtIn.diseases.find(({ id }) => id === 'acute-pericarditis')?.findings['fever']).not.toBe('rare')
  })

  test('take a finding off a script', () => {
    const changed = combinePacks(alone, [change({ frequency: null })])
    expect(changed.getDisease('acute-pericarditis')?.findings['fever']).toBeUndefined()
  })

  test('reach diseases of a dropped pack, whose counts then no longer count', () => {
    const changed = combinePacks(opened, [change({ diseaseId: 'OMIM:900001', findingId: idOf(500_001) })])
    const disease = changed.getDisease('OMIM:900001')
    expect(disease?.findings[idOf(500_001)]).toBe('rare')
    expect(disease?.fractions?.[idOf(500_001)]).toBeUndefined()
  })

  test('add a disease that is ranked like any other', () => {
    const [model] = builtIn.diseases
    if (!model) throw new Error('the pack is empty')
    const disease = { ...model, id: 'local-ward-fever', name: 'Ward fever', synonyms: [] }
    const changed = combinePacks(alone, [{ kind: 'disease', disease, ...provenance }])
    expect(changed.compiled.pack.diseases.at(-1)).toMatchObject({
      name: 'Ward fever',
      local: { isAdded: true },
    })
    expect(searchDiseases(changed, 'ward fever', new Set(), 5).found).toMatchObject([{ origin: 'local' }])
  })
})

test('the version names every pack and change that took part', () => {
  expect(combinePacks(alone, []).version).toBe(`pack ${builtIn.version}`)
  expect(withHpo.version).toBe(`pack ${builtIn.version} + HPO 2024-04-26, annotations 2024-04-26 (f00d)`)
  const changed = combinePacks(alone, [change(), change({ findingId: 'chest-pain' })]).version
  expect(changed).toMatch(/^pack [\d.]+ \+ 2 local changes \([0-9a-f]{16}\)$/)
  expect(combinePacks(alone, [change({ findingId: 'chest-pain' }), change()]).version).toBe(changed)
  expect(
    combinePacks(alone, [change({ frequency: 'obligate' }), change({ findingId: 'chest-pain' })]).version,
  ).not.toBe(changed)
})

test('diseases and findings of all packs are found', () => {
  expect(searchDiseases(withHpo, 'azure nail', new Set(['OMIM:900001']), 5)).toMatchObject({
    total: 1,
    found: [{ id: 'OMIM:900001', name: 'Azure nail syndrome', origin: 'hpo', isChanged: true }],
  })
  // Danon disease has no script; McArdle's stands in.
  expect(searchDiseases(combinePacks(alone, []), 'danon', new Set(), 5).found).toMatchObject([
    { id: 'pompe' },
  ])
  expect(searchDiseases(withHpo, '', new Set(), 3).found).toHaveLength(3)
  expect(searchFindings(withHpo, 'azure', 5).map(({ label }) => label)).toEqual([
    'Azure nail plate',
    'Azure toenail plate',
  ])
  expect(searchFindings(withHpo, ' ', 5)).toEqual([])
})

test('a script of a dropped pack says where each figure comes from', () => {
  const { scripts, findings } = readScripts(withHpo, withHpo, ['OMIM:900001', 'no-such-disease'])
  expect(scripts).toHaveLength(1)
  expect(scripts[0]?.sources).toContainEqual({
    findingId: idOf(500_001),
    reference: 'PMID:1',
    counted: { found: 18, of: 20 },
    isNegated: false,
  })
  expect(findings.map(({ id }) => id)).toContain(idOf(500_001))
})
