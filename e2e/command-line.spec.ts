import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'playwright/test'
import { json, startTestServer, streamed } from '../scripts/model-server'
import { ollamaShape, replyTo } from '../scripts/model-server-shapes'
import { SCRIPTED_CASE, scriptedSteps } from '../scripts/tiny-gguf-script.mjs'
import { step, steps } from './workbench'

const run = promisify(execFile)

test('runs from the command line open in the workbench for grading', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'rounds-'))
  const server = await startTestServer((request) =>
    request.path === '/v1/models'
      ? json(200, { data: [{ id: 'small' }] })
      : streamed(ollamaShape({ pieces: [replyTo(request)] })),
  )
  try {
    const [data, out] = [join(folder, 'data.jsonl'), join(folder, 'runs.jsonl')]
    const rows = [1, 2].map((number) => ({
      title: `Batch case ${number}`,
      case_prompt: `${SCRIPTED_CASE} Patient ${number}.`,
    }))
    await writeFile(data, rows.map((row) => JSON.stringify(row)).join('\n'))
    const args = [
      'cli/rounds.mjs',
      'batch',
      data,
      '--endpoint',
      server.origin,
      '--model',
      'small',
      '--out',
      out,
    ]
    await run(process.execPath, args)

    await page.goto('/')
    await page.getByLabel('Case files').setInputFiles({
      name: 'runs.jsonl',
      mimeType: 'application/octet-stream',
      buffer: Buffer.concat([await readFile(out), Buffer.from('{"format":"rounds-run","ver')]),
    })
    const dialog = page.getByRole('dialog', { name: 'Import' })
    await expect(dialog).toContainText('runs: 2 added')
    await expect(dialog).toContainText('line 3')
    await dialog.getByRole('button', { name: 'Add and update' }).click()
    await page.getByText('Batch case 2').first().click()
    await expect(page.getByRole('heading', { level: 1, name: 'Batch case 2' })).toBeVisible()
    await expect(steps(page)).toHaveCount(scriptedSteps().length)
    await page.keyboard.press('j')
    await page.keyboard.press('1')
    await expect(step(page, 1)).toHaveAccessibleName(/Good$/i)
  } finally {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
})
