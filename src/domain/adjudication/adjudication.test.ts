import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseId, ReviewId, ReviewerId, RunId } from '../ids'
import { type Review, type StepGrade, UNGRADED, startReview } from '../review'
import { DEFAULT_RUBRIC, type Facet, STEP_LABELS } from '../rubric'
import type { UnitAnswer } from './adjudication'
import { type AuditEntry, type AuditEvent, appendEvent, findBreak, sealOf } from './audit-trail'
import { decideByRules } from './auto-decide'
import { findDisagreements } from './find-disagreements'

const category: Facet = {
  id: 'category',
  name: 'Category',
  question: 'What does the step do?',
  about: 'step',
  picks: 'one',
  options: [],
  isRequired: true,
}
const rubric = { ...DEFAULT_RUBRIC, facets: [category] }
const review = (
  name: string,
  grades: readonly Partial<StepGrade>[],
  patch: Partial<Review> = {},
): Review => ({
  ...startReview(
    {
      id: name as ReviewId,
      runId: 'run' as RunId,
      caseId: 'case' as CaseId,
      reviewerId: name as ReviewerId,
      rubric: { id: 'x', version: 1 },
    },
    0,
  ),
  grades: Object.fromEntries(grades.map((grade, step) => [step, { ...UNGRADED, ...grade }])),
  ...patch,
})
const causes = (a: readonly Partial<StepGrade>[], b: readonly Partial<StepGrade>[]) =>
  findDisagreements('run' as RunId, [review('anna', a), review('ben', b)], 5, rubric).map(
    ({ unit, cause }) => [unit.kind, cause],
  )

describe('disagreements', () => {
  test('opposite labels, one apart, unsure, and bad for other reasons', () => {
    expect(causes([{ label: 'good' }], [{ label: 'bad' }])).toEqual([['label', 'opposite']])
    expect(causes([{ label: 'neutral' }], [{ label: 'bad' }])).toEqual([['label', 'degree']])
    expect(causes([{ isUnsure: true }], [{ label: 'good' }])).toEqual([['label', 'unsure']])
    const bad = (...errorTypes: string[]) => [{ label: 'bad' as const, errorTypes }]
    expect(causes(bad('omission'), bad('repetition'))).toEqual([['label', 'error-type']])
    expect(causes(bad('omission', 'repetition'), bad('repetition'))).toEqual([])
    expect(causes(bad('omission'), bad())).toEqual([])
  })

  test('a facet and the verdict count too; what only one reviewer answered does not', () => {
    const facets = (option: string) => [{ label: 'good' as const, facets: { category: [option] } }]
    expect(causes(facets('reasoning'), facets('citation'))).toEqual([['facet', 'other-answers']])
    const verdicts = [
      review('anna', [], { verdict: 'correct' }),
      review('ben', [{ label: 'good' }], { verdict: 'broader' }),
    ]
    expect(findDisagreements('run' as RunId, verdicts, 1, rubric)).toMatchObject([
      { unit: { kind: 'verdict' } },
    ])
  })
})

describe('rules', () => {
  const answers = (...values: string[]): UnitAnswer[] =>
    values.map((value, index) => ({ reviewerId: `r${index}` as ReviewerId, value: [value] }))
  const rules = { decidesUnanimous: true, majority: 2 / 3 }

  test('two of three decide at two thirds, a tie and an unsure reviewer need a person', () => {
    expect(decideByRules(answers('good', 'good'), rules)).toEqual({ value: ['good'], way: 'unanimous' })
    expect(decideByRules(answers('good', 'bad', 'good'), rules)).toEqual({ value: ['good'], way: 'majority' })
    expect(decideByRules(answers('good', 'bad'), rules)).toBeNull()
    expect(decideByRules(answers('good', 'good', 'unsure'), rules)).toBeNull()
    expect(decideByRules(answers('good'), rules)).toBeNull()
    expect(decideByRules(answers('good', 'good', 'bad'), { ...rules, majority: null })).toBeNull()
  })

  test('whoever answers in whatever order, the decision is the same', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STEP_LABELS), { minLength: 2, maxLength: 7 }), (labels) => {
        const decided = decideByRules(answers(...labels), rules)
        expect(decideByRules(answers(...labels.toReversed()), rules)).toEqual(decided)
        const share = labels.filter((label) => label === decided?.value[0]).length / labels.length
        if (decided) expect(share).toBeGreaterThanOrEqual(2 / 3 - 1e-9)
      }),
    )
  })

  test('half is no majority', () => {
    expect(() => decideByRules(answers('good', 'bad'), { ...rules, majority: 0.5 })).toThrow(RangeError)
  })
})

describe('audit trail', () => {
  const event: fc.Arbitrary<AuditEvent> = fc.record({
    at: fc.nat(),
    who: fc.string(),
    action: fc.string(),
    subject: fc.string(),
    before: fc.jsonValue({ maxDepth: 1 }),
    after: fc.jsonValue({ maxDepth: 1 }),
    why: fc.string(),
  })
  const trailOf = (events: readonly AuditEvent[]) =>
    events.reduce<AuditEntry[]>((trail, each) => [...trail, appendEvent(trail.at(-1) ?? null, each)], [])

  test('a changed, dropped or moved entry breaks it there', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 2, maxLength: 6 }), fc.nat(), (events, pick) => {
        const trail = trailOf(events)
        expect(findBreak(trail)).toBeNull()
        const place = pick % trail.length
        const changed = trail.map((entry, index) =>
          index === place ? { ...entry, why: `${entry.why}!` } : entry,
        )
        expect(findBreak(changed)).toBe(place)
        const dropped = trail.filter((_entry, index) => index !== place)
        expect(findBreak(dropped)).toBe(place === trail.length - 1 ? null : place)
      }),
      { numRuns: 50 },
    )
  })

  test('a seal names what was sealed, whatever the order of its keys', () => {
    expect(sealOf({ a: 1, b: [2] })).toBe(sealOf({ b: [2], a: 1 }))
    expect(sealOf({ a: 1 })).not.toBe(sealOf({ a: 2 }))
    expect(sealOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
  })
})
