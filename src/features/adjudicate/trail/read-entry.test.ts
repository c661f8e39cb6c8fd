import { expect, test } from 'vitest'
import { type AdjudicatedUnit, adjudicationId } from '../../../domain/adjudication/adjudication'
import type { ProjectId, RunId } from '../../../domain/ids'
import { parseSubject, readRecord } from './read-entry'

test('every decision’s id names its run and unit again', () => {
  const units: AdjudicatedUnit[] = [
    { kind: 'label', step: 11 },
    { kind: 'facet', facet: 'a/b', step: 0 },
    { kind: 'facet', facet: 'score', step: null },
    { kind: 'verdict' },
  ]
  for (const unit of units)
    expect(parseSubject(adjudicationId('p' as ProjectId, 'run' as RunId, unit))).toEqual({
      runId: 'run',
      unit,
    })
  for (const odd of ['', 'p', 'p/run/other/1', 'p/run/label/x', 'p/run/facet/1'])
    expect(parseSubject(odd)).toBeNull()
})

test('a record that is not one is read as far as it goes', () => {
  expect(readRecord(null)).toBeNull()
  expect(readRecord({ value: ['good', 3], rewrite: 7 })).toEqual({
    value: ['good'],
    rewrite: null,
    needsGuideline: false,
  })
})
