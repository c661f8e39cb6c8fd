import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideLink, scoreLinks } from './score-links'
import { suggestLinks } from './suggest-links'

const said = (text: string, ...concepts: string[]) => ({ text, concepts: new Set(concepts) })

test('statements find the steps that say the same, by words or by concepts', () => {
  const steps = [
    said('Fever and a new murmur point to endocarditis.', 'fever', 'murmur'),
    said('Blood cultures should be taken.', 'culture'),
    said('Raised temperature with a fresh bruit.', 'fever', 'murmur'),
  ]
  const statements = [
    said('A new murmur with fever is endocarditis until proven otherwise.', 'fever', 'murmur'),
    said('The patient plays the violin.'),
  ]
  const found = suggestLinks(steps, statements)
  expect(found.map(({ step, statement }) => [step, statement])).toEqual([
    [0, 0],
    [2, 0],
  ])
  expect(found[0]?.score).toBeGreaterThan(found[1]?.score ?? 1)
})

test('recall counts statements, precision steps', () => {
  const links = [
    { step: 0, statement: 0, isSame: true },
    { step: 1, statement: 0, isSame: true },
    { step: 2, statement: 1, isSame: false },
  ]
  expect(scoreLinks(links, 4, 2)).toEqual({ recall: 0.5, precision: 0.5, f1: 0.5 })
  expect(scoreLinks([], 4, 2)).toEqual({ recall: 0, precision: 0, f1: 0 })
  expect(scoreLinks([], 0, 0)).toEqual({ recall: null, precision: null, f1: null })
})

test('a pair decided twice keeps the last word', () => {
  const pair = fc.record({ step: fc.nat(3), statement: fc.nat(3), isSame: fc.boolean() })
  fc.assert(
    fc.property(fc.array(pair), (pairs) => {
      const links = pairs.reduce(decideLink, [])
      const keys = links.map(({ step, statement }) => `${step} ${statement}`)
      expect(new Set(keys).size).toBe(keys.length)
      for (const { step, statement, isSame } of links)
        expect(pairs.findLast((each) => each.step === step && each.statement === statement)?.isSame).toBe(
          isSame,
        )
    }),
  )
})
