import { expect, test } from 'vitest'
import { type DatasetCardFacts, formatDatasetCard } from './dataset-card'

const facts: DatasetCardFacts = {
  name: 'Made-up grades',
  format: 'trl-stepwise',
  tally: { rows: 12, skipped: 1, invalid: [] },
  cases: 5,
  runs: 6,
  reviewers: 2,
  labels: { good: 30, neutral: 4, bad: 9, ungraded: 2 },
  models: ['tiny'],
  rubrics: [{ name: 'Good, neutral or bad', version: 1 }],
  source: 'soft',
  withCaseText: false,
  neutralAs: 'end',
  agreement: [
    { name: 'Cohen’s κ', value: 0.61234, interval: [0.5, 0.7], note: '' },
    { name: 'Krippendorff’s α', value: null, interval: null, note: 'unanimous' },
  ],
  licence: 'CC-BY-4.0',
  citations: ['Made-up et al.'],
  appVersion: '0.1.0',
  createdAt: 0,
}

test('the card states counts, rubric, agreement, licence and what was chosen', () => {
  const card = formatDatasetCard(facts)
  for (const words of [
    'license: "CC-BY-4.0"',
    '12 rows',
    '5 cases, 6 runs of tiny, 2 reviewers',
    '30 good, 4 neutral, 9 bad; 2 steps without a label',
    'a trace ends before its first neutral step',
    'Good, neutral or bad, version 1',
    '| Cohen’s κ | 0.612 | 0.500 to 0.700 |',
    'undefined (unanimous)',
    'left out; cases are named by id',
  ])
    expect(card).toContain(words)
})

test('without licence or agreement it says so', () => {
  const card = formatDatasetCard({ ...facts, licence: '', agreement: [] })
  expect(card).toContain('No licence was stated')
  expect(card).toContain('Fewer than two reviewers')
})
