import { expect, test } from 'vitest'
import { STAGE_KINDS } from '../../../domain/case'
import { loadTeachingCases, teachingCaseId, toClinicalCase } from './teaching-cases'

const cases = loadTeachingCases()

test('there are sixteen cases over eight specialties, six with a diagnosis that must not be missed', () => {
  expect(cases).toHaveLength(16)
  expect(new Set(cases.map(({ specialty }) => specialty)).size).toBeGreaterThanOrEqual(8)
  expect(cases.filter(({ cantMiss }) => cantMiss.length > 0).length).toBeGreaterThanOrEqual(6)
})

test.each(cases.map((each) => [each.slug, each] as const))('%s is whole', (slug, teaching) => {
  const subject = toClinicalCase(teaching, teachingCaseId(slug), 0)
  const words = subject.presentation.split(/\s+/).length
  expect(words).toBeGreaterThanOrEqual(150)
  expect(words).toBeLessThanOrEqual(450)
  teaching.stages.forEach((stage, index) => {
    const span = subject.stages[index]?.span
    expect(subject.presentation.slice(span?.start, span?.end)).toBe(stage.text)
    expect(STAGE_KINDS).toContain(stage.kind)
  })
  expect(teaching.stages.map(({ kind }) => kind).slice(0, 3)).toEqual(['history', 'exam', 'labs'])
  expect(teaching.stages.length).toBeGreaterThanOrEqual(4)
  expect(teaching.referenceReasoning.length).toBeGreaterThanOrEqual(6)
  expect(teaching.referenceReasoning.length).toBeLessThanOrEqual(12)
  for (const { quotation } of teaching.referenceReasoning) {
    if (quotation !== undefined) expect(subject.presentation).toContain(quotation)
  }
  expect(teaching.expectedDifferential[0]?.toLowerCase()).toContain(
    teaching.goldDiagnosis
      .replace(/\s*\(.*\)/, '')
      .split(' ')
      .at(-1)
      ?.toLowerCase(),
  )
})

test.each(cases.map((each) => [each.slug, each] as const))(
  '%s does not give its diagnosis away',
  (_slug, teaching) => {
    const plain = (text: string) => text.toLowerCase().replace(/[^a-z ]/g, ' ')
    const name = plain(
      teaching.goldDiagnosis.replace(/\(.*\)/, '').replace(/^(acute|ruptured|primary)\s/i, ''),
    ).trim()
    const shown = plain(`${teaching.title} ${teaching.stages.map(({ text }) => text).join(' ')}`)
    expect(shown).not.toContain(name)
  },
)
