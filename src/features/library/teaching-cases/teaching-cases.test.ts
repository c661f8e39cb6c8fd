import { describe, expect, it } from 'vitest'
import { STAGE_KINDS } from '../../../domain/case'
import { loadTeachingCases, teachingCaseId, toClinicalCase } from './teaching-cases'

const AT = 1_700_000_000_000
const cases = loadTeachingCases()

/** What may not appear in a title or presentation: the words that name each diagnosis, as stems. */
const NAMING: Readonly<Record<string, RegExp>> = {
  'Acute aortic dissection': /dissect/i,
  'Pulmonary embolism': /embol|\bPE\b/i,
  'Bacterial meningitis': /meningi|meningococ/i,
  'Giant cell arteritis': /giant.cell|arteritis|\bGCA\b/i,
  'Thrombotic thrombocytopenic purpura': /thrombotic|purpura|\bTTP\b/i,
  'Ruptured ectopic pregnancy': /ectopic|ruptur/i,
  'Primary adrenal insufficiency': /adrenal|addison/i,
  'Guillain–Barré syndrome': /guillain|barr[eé]|\bGBS\b/i,
  'Infective endocarditis': /endocard/i,
  'Multiple myeloma': /myeloma|plasma.cell/i,
  'Coeliac disease': /c(o?)eliac|gluten/i,
  'IgA nephropathy': /nephropathy|berger/i,
  'Kawasaki disease': /kawasaki|mucocutaneous/i,
  'Acute pericarditis': /pericarditis/i,
  Sarcoidosis: /sarcoid|löfgren|lofgren/i,
  'Wilson disease': /wilson|kayser|hepatolenticular/i,
}

describe('the teaching cases as a whole', () => {
  it('are sixteen with different slugs and exactly the planned diagnoses', () => {
    expect(cases).toHaveLength(16)
    expect(new Set(cases.map(({ slug }) => slug)).size).toBe(16)
    expect(cases.map(({ goldDiagnosis }) => goldDiagnosis).sort()).toEqual(Object.keys(NAMING).sort())
  })

  it('span at least eight specialties, in lower case', () => {
    const specialties = cases.map(({ specialty }) => specialty)
    expect(new Set(specialties).size).toBeGreaterThanOrEqual(8)
    expect(specialties).toEqual(specialties.map((name) => name.toLowerCase()))
  })

  it("hold at least six whose own diagnosis can't be missed", () => {
    const dangerous = cases.filter(({ cantMiss, goldDiagnosis }) => cantMiss.includes(goldDiagnosis))
    expect(dangerous.length).toBeGreaterThanOrEqual(6)
  })

  it('have ids that stay the same', () => {
    expect(teachingCaseId('spilled-tea')).toBe('teaching-spilled-tea')
  })
})

describe.each(cases.map((teaching) => ({ slug: teaching.slug, teaching })))('$slug', ({ teaching }) => {
  const subject = toClinicalCase(teaching, teachingCaseId(teaching.slug), AT)

  it('becomes a fictional first revision with both dates', () => {
    expect(subject).toMatchObject({
      id: `teaching-${teaching.slug}`,
      revision: 1,
      source: 'teaching',
      isFictional: true,
      citation: 'Written for Rounds. Fictional.',
      createdAt: AT,
      updatedAt: AT,
    })
  })

  it('has a presentation of 150 to 450 words', () => {
    const words = subject.presentation.split(/\s+/).length
    expect(words).toBeGreaterThanOrEqual(150)
    expect(words).toBeLessThanOrEqual(450)
  })

  it('has history, examination, laboratory and one more stage', () => {
    const kinds = subject.stages.map(({ kind }) => kind)
    expect(STAGE_KINDS).toEqual(expect.arrayContaining(kinds))
    expect(kinds).toEqual(expect.arrayContaining(['history', 'exam', 'labs']))
    expect(kinds.some((kind) => kind === 'imaging' || kind === 'other')).toBe(true)
  })

  it('slices back to its stages, with only blank lines between them', () => {
    const slices = subject.stages.map(({ span }) => subject.presentation.slice(span.start, span.end))
    expect(slices).toEqual(teaching.stages.map(({ text }) => text))
    expect(slices.join('\n\n')).toBe(subject.presentation)
  })

  it('uses plain characters and the signs of units only', () => {
    const strange = subject.presentation.match(/[^\n -~°µ×–−’‘≥≤βéö²³⁶⁹₂]/gu) ?? []
    expect(strange).toEqual([])
  })

  it('quotes its own stages exactly', () => {
    const texts = teaching.stages.map(({ text }) => text)
    const strays = teaching.referenceReasoning
      .flatMap(({ quotation }) => (quotation === undefined ? [] : [quotation]))
      .filter((quotation) => quotation.trim() === '' || !texts.some((text) => text.includes(quotation)))
    expect(strays).toEqual([])
    expect(teaching.referenceReasoning.length).toBeGreaterThanOrEqual(6)
    expect(teaching.referenceReasoning.length).toBeLessThanOrEqual(12)
  })

  it('keeps the diagnosis out of slug, title, stage titles and presentation', () => {
    const stageTitles = subject.stages.map(({ title }) => title)
    const visible = [teaching.slug, subject.title, ...stageTitles, subject.presentation].join('\n')
    expect(visible.toLowerCase()).not.toContain(teaching.goldDiagnosis.toLowerCase())
    expect(visible).not.toMatch(NAMING[teaching.goldDiagnosis] ?? /^/)
  })

  it('puts the diagnosis first among four to six, with three or four teaching points', () => {
    const differential = teaching.expectedDifferential
    expect(differential[0]).toBe(teaching.goldDiagnosis)
    expect(new Set(differential).size).toBe(differential.length)
    expect(differential.length).toBeGreaterThanOrEqual(4)
    expect(differential.length).toBeLessThanOrEqual(6)
    expect([3, 4]).toContain(teaching.teachingPoints.length)
  })
})
