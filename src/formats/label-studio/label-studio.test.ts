import { expect, test } from 'vitest'
import { formatLabelStudioConfig } from './label-studio'

test('the interface names what the tasks’ results name, and escapes its values', () => {
  const config = formatLabelStudioConfig(2, ['<wrong> & "bad"'])
  for (const name of ['grade-1', 'grade-2', 'comment-2', 'rewrite-2', 'errors-2'])
    expect(config).toContain(`name="${name}"`)
  expect(config).toContain('value="$step_2"')
  expect(config).toContain('value="&lt;wrong> &amp; &quot;bad&quot;"')
})
