import { expect, test } from 'vitest'
import { DEFAULT_RUBRIC } from '../../domain/rubric'
import { formatLines, parseErrorTypes, parseOptions } from './rubric-lines'

test('error types come back as they were, with their ids', () => {
  const { errorTypes } = DEFAULT_RUBRIC
  const text = formatLines(errorTypes.map(({ label, explanation }) => ({ name: label, detail: explanation })))
  expect(parseErrorTypes(text, errorTypes)).toEqual(errorTypes)
})

test('a new line gets an id of its own', () => {
  expect(parseErrorTypes('Wrong dose: Ten times too much\n\nWrong dose: Again', [])).toEqual([
    { id: 'wrong-dose', label: 'Wrong dose', explanation: 'Ten times too much' },
    { id: 'wrong-dose-2', label: 'Wrong dose', explanation: 'Again' },
  ])
})

test('answers have values where a number stands behind the colon', () => {
  expect(parseOptions('Yes: 1\nHarmful: -4.5\nRatio: high', [])).toEqual([
    { id: 'yes', name: 'Yes', value: 1, explanation: '' },
    { id: 'harmful', name: 'Harmful', value: -4.5, explanation: '' },
    { id: 'ratio-high', name: 'Ratio: high', value: null, explanation: '' },
  ])
})
