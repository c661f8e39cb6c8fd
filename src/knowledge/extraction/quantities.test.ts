import { expect, test } from 'vitest'
import { readQuantities } from './quantities'
import { readWords } from './words'

const read = (text: string) => readQuantities(text, readWords(text))

test.each<[string, number[], string]>([
  ['a 3.5 × 2 cm mass', [3.5, 2], 'cm'],
  ['for two weeks', [2], 'time'],
  ['PSA 8.5 ng/mL', [8.5], 'ng/ml'],
  ['BMI 41.6 kg/m2', [41.6], 'kg/m2'],
  ['20–25 %', [20, 25], '%'],
  ['12,400 mL', [12400], 'ml'],
])('%s', (text, values, unit) => {
  const quantities = read(text)
  expect(quantities.map(({ value }) => value)).toEqual(values)
  for (const quantity of quantities) expect(quantity.unit).toBe(unit)
})

test('sizes and times agree over their units', () => {
  const [cm, mm, weeks, days] = read('3 cm or 30 mm, 2 weeks or 14 days')
  expect(cm?.base).toBeCloseTo(mm?.base ?? 0)
  expect(weeks?.base).toBeCloseTo(days?.base ?? 0)
})

test.each(['54-year-old man', 'in 2019', 'grade 3', 'a 6-month-old boy'])('no quantity: %s', (text) =>
  expect(read(text)).toEqual([]),
)

test('a multiplier is no number of its own', () =>
  expect(read('WBC 9.4 × 10^3/µL').map(({ value }) => value)).toEqual([9.4]))
