import { expect, test } from 'vitest'
import { RUN_FAILURE_CODES } from '../../../domain/run'
import { remediesOf, remediesOfRun } from './remedies'

test('every failure has something to do about it, with and without finished steps', () => {
  for (const code of RUN_FAILURE_CODES) {
    expect(remediesOf(code, 0).length, code).toBeGreaterThan(0)
    expect(remediesOf(code, 0)).not.toContain('continue')
  }
})

test('a run that was cut short goes on after its steps, where it has some', () => {
  expect(remediesOfRun({ failure: null, steps: [] })).toEqual(['again'])
  const failure = { code: 'device-lost', detail: '' } as const
  const steps = [
    { index: 0, kind: 'finding', text: 'Fever.', quotes: [], hypotheses: [], checks: [] } as const,
  ]
  expect(remediesOfRun({ failure: null, steps })[0]).toBe('continue')
  expect(remediesOfRun({ failure, steps })[0]).toBe('continue')
  expect(remediesOfRun({ failure, steps: [] })[0]).toBe('again')
})
