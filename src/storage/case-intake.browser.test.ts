import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CaseDraft } from '../formats/case-draft'
import { identifyDraft } from '../formats/dataset/case-identity'
import { type CaseIntake, type Storage, createStorage, openCaseIntake } from '.'
import { caseId, makeCase, makeReview, makeRun, runId } from './testing/records'

let name: string
let storage: Storage
let intake: CaseIntake

beforeEach(async () => {
  name = `intake-${crypto.randomUUID()}`
  storage = createStorage(name)
  await storage.open()
  intake = openCaseIntake(name)
})

afterEach(() => {
  intake.close()
  storage.close()
  indexedDB.deleteDatabase(name)
})

const draft: CaseDraft = {
  title: 'A fever',
  presentation: 'A 54-year-old man with fever and a new murmur.',
  stages: [],
  specialty: null,
  isFictional: false,
  goldDiagnosis: 'Infective endocarditis',
  referenceReasoning: [],
  expectedDifferential: [],
  cantMiss: [],
  teachingPoints: [],
  citation: null,
  extra: {},
}
const identity = identifyDraft(draft, 'PMC1')

const itemOf = (id: string) => ({
  subject: makeCase(id, { source: 'imported' }),
  identity,
  runs: [makeRun(`run-of-${id}`, caseId(id))],
  reviews: [makeReview(`review-of-${id}`, makeRun(`run-of-${id}`, caseId(id)))],
})

test('a batch is stored with its runs and grades, and known again', async () => {
  await intake.add([itemOf('a')])
  expect(await intake.known()).toEqual([{ ...identity, id: 'a' }])
  expect((await storage.cases.get(caseId('a')))?.id).toBe('a')
  expect((await storage.runs.ofCase(caseId('a'))).map(({ id }) => id)).toEqual(['run-of-a'])
  expect(await storage.reviews.ofCase(caseId('a'))).toHaveLength(1)
})

test('a batch that can’t be stored whole leaves nothing', async () => {
  await intake.add([itemOf('a')])
  await expect(intake.add([itemOf('b'), itemOf('a')])).rejects.toThrow()
  expect(await storage.cases.get(caseId('b'))).toBeNull()
  expect(await intake.known()).toHaveLength(1)
})

test('a case that was removed is no longer known, so that it can come again', async () => {
  await intake.add([itemOf('a')])
  await storage.cases.remove([caseId('a')], 5)
  expect(await intake.known()).toEqual([])
})

test('a changed record becomes a revision; the one before is kept', async () => {
  await intake.add([itemOf('a')])
  const changed = { ...draft, goldDiagnosis: 'Rheumatic fever' }
  const revised = await intake.revise(
    [
      { id: caseId('a'), draft: changed, identity: identifyDraft(changed, 'PMC1') },
      { id: caseId('gone'), draft: changed, identity: identifyDraft(changed, 'PMC2') },
    ],
    9,
  )
  expect(revised).toBe(1)
  expect(await storage.cases.get(caseId('a'))).toMatchObject({
    revision: 2,
    goldDiagnosis: 'Rheumatic fever',
  })
  expect(await storage.cases.getRevision(caseId('a'), 1)).toMatchObject({ revision: 1 })
  expect((await intake.known())[0]?.content).toBe(identifyDraft(changed, 'PMC1').content)
})

test('runs of a case that is there can be added alone', async () => {
  await intake.add([{ ...itemOf('a'), runs: [], reviews: [] }])
  await intake.addRuns([makeRun('late', caseId('a'))], [])
  expect((await storage.runs.get(runId('late')))?.caseId).toBe('a')
})

test('an exclusion keeps its first reason and can be taken back', async () => {
  const id = caseId('a')
  await storage.exclusions.exclude([{ id, reason: 'veterinary', excludedAt: 1 }])
  await storage.exclusions.exclude([{ id, reason: 'duplicate', excludedAt: 2 }])
  expect(await storage.exclusions.all()).toEqual([{ id, reason: 'veterinary', excludedAt: 1 }])
  await storage.exclusions.include([id])
  expect(await storage.exclusions.all()).toEqual([])
})
