import { expect, test } from 'playwright/test'
import { writeAnnotations, writeObo } from '../src/formats/hpo/testing/write-hpo-files'
import { ONTOLOGY, ROWS } from '../src/knowledge/hpo/testing/fictional-pack'
import { reason, writeCase } from './workbench'

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
const OBO = file('hp.obo', writeObo('2024-04-26', ONTOLOGY.terms))
const HPOA = file('phenotype.hpoa', writeAnnotations('2024-04-26', ROWS))

test('a dropped pack takes part in a run, a changed frequency too, and both are told of', async ({
  page,
}) => {
  await page.goto('/#/packs')
  const input = page.getByLabel('Ontology and annotation files')
  await input.setInputFiles([OBO])
  await expect(page.getByRole('alert')).toContainText('The annotations are still missing')
  await input.setInputFiles([file('phenotype.hpoa', HPOA.buffer.toString().replace('18/20', 'often-'))])
  await expect(page.getByRole('alert')).toContainText('1 that could not be read')
  await page.getByText('The first rows that could not be read').click()
  await expect(page.getByRole('alert')).toContainText('phenotype.hpoa, line 4: the frequency is “often-”')
  await input.setInputFiles([OBO, file('phenotype.hpoa', 'Dear reader')])
  await expect(page.getByRole('alert')).toContainText('phenotype.hpoa, line 1: this is no annotation file')
  await input.setInputFiles([OBO, HPOA])
  await expect(page.getByRole('alert')).toContainText('3 diseases added and switched on')
  await expect(page.getByRole('article', { name: 'Human Phenotype Ontology' }).first()).toContainText(
    '2024-04-26',
  )

  await page.goto('/#/diseases?id=OMIM:900001')
  await expect(page.getByRole('row', { name: /Azure nail plate/ })).toContainText('18 of 20, PMID:1')
  await page.getByRole('button', { name: 'Change Azure nail plate' }).click()
  const dialog = page.getByRole('dialog', { name: 'Azure nail plate' })
  await dialog.getByLabel('In Azure nail syndrome').selectOption('always')
  await dialog.getByRole('button', { name: 'Keep the change' }).click()
  await expect(dialog).toContainText('Say on what ground')
  await dialog.getByLabel('Why').fill('Own series of 40')
  await dialog.getByLabel('Why').press('Tab')
  await dialog.getByRole('button', { name: 'Keep the change' }).press('Enter')
  await expect(page.getByRole('row', { name: /Azure nail plate/ })).toContainText(
    'Own series of 40. The pack says nearly always.',
  )

  await writeCase(page, 'A girl of 8 years has azure nails and an azure toenail plate. No fever.')
  await reason(page)
  const entry = page
    .getByRole('list', { name: 'Differential' })
    .getByRole('listitem')
    .filter({ hasText: 'Azure nail syndrome' })
  await entry.getByRole('button').first().click()
  await expect(entry).toContainText('local')
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: /^About this run/ }).click()
  await expect(page.getByRole('dialog')).toContainText(
    /HPO 2024-04-26, annotations 2024-04-26 .* \+ 1 local change/,
  )
})
