import { expect, test } from 'vitest'
import { loadPack } from '../../knowledge/pack/load-pack'
import { type ScriptRow, toScriptSections } from './script-rows'

const { findings, diseases } = loadPack()
const find = (name: string) => {
  const disease = diseases.find((each) => each.name === name)
  if (!disease) throw new Error(`no ${name}`)
  return disease
}
const pericarditis = find('Acute pericarditis')
const embolism = find('Pulmonary embolism')

test('a script holds every finding of the disease once, what argues most first in each section', () => {
  const sections = toScriptSections(findings, [pericarditis])
  const ids = sections.flatMap(({ rows }) => rows.map(({ finding }) => finding.id))
  expect(ids.sort()).toEqual(Object.keys(pericarditis.findings).sort())
  const weight = ({ ifPresent, ifAbsent }: ScriptRow) =>
    Math.max(Math.abs(Math.log(ifPresent[0] ?? 1)), Math.abs(Math.log(ifAbsent[0] ?? 1)))
  for (const { rows } of sections) expect(rows.map(weight)).toEqual(rows.map(weight).sort((a, b) => b - a))
})

test('what argues for is apart from what argues against', () => {
  const rowsOf = (group: string) =>
    toScriptSections(findings, [pericarditis]).find((section) => section.group === group)?.rows ?? []
  expect(rowsOf('for').length).toBeGreaterThan(0)
  expect(rowsOf('against').length).toBeGreaterThan(0)
  for (const { ifPresent } of rowsOf('against')) expect(ifPresent[0]).toBeLessThan(1)
})

test('of two diseases, what tells them apart comes first, and what is shared is in both', () => {
  const sections = toScriptSections(findings, [pericarditis, embolism])
  expect(sections[0]?.group).toBe('apart')
  for (const { ifPresent, ifAbsent } of sections[0]?.rows ?? [])
    expect(ifPresent[0] !== ifPresent[1] || ifAbsent[0] !== ifAbsent[1]).toBe(true)
  const shared = sections.find(({ group }) => group === 'shared')?.rows ?? []
  expect(shared.length).toBeGreaterThan(0)
  for (const { frequencies } of shared) expect(frequencies).not.toContain(null)
})
