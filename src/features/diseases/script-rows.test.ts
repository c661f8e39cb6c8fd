import { expect, test } from 'vitest'
import { loadPack } from '../../knowledge/pack/load-pack'
import { toScriptRows } from './script-rows'

const pack = loadPack()
const find = (name: string) => {
  const disease = pack.diseases.find((each) => each.name === name)
  if (!disease) throw new Error(`no ${name}`)
  return disease
}

test('a script holds every finding of the disease, what argues most first', () => {
  const disease = find('Acute pericarditis')
  const rows = toScriptRows(pack, [disease])
  expect(rows.map(({ finding }) => finding.id).sort()).toEqual(Object.keys(disease.findings).sort())
  const weight = ({ ifPresent, ifAbsent }: (typeof rows)[number]) =>
    Math.max(Math.abs(Math.log(ifPresent[0] ?? 1)), Math.abs(Math.log(ifAbsent[0] ?? 1)))
  expect(rows.map(weight)).toEqual(rows.map(weight).sort((a, b) => b - a))
})

test('beside each other, what tells two diseases apart comes first', () => {
  const [a, b] = [find('Acute pericarditis'), find('Pulmonary embolism')]
  const rows = toScriptRows(pack, [a, b])
  expect(rows.length).toBeGreaterThan(toScriptRows(pack, [a]).length)
  const [first] = rows
  expect(first?.frequencies).toHaveLength(2)
  expect(first?.ifPresent[0]).not.toBe(first?.ifPresent[1])
})
