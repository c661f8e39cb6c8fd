import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { addCounts, countCheck, countReport, formatCounts } from './test-counts.mjs'

const folder = mkdtempSync(join(tmpdir(), 'rounds-counts-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(report: unknown): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report))
  return file
}
const vitestReport = (passed: number, failed: number) =>
  write({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 1, numTodoTests: 1 })

test('both runners are counted, flaky ones as passed', () => {
  expect(countReport('vitest', vitestReport(5, 2), false)).toEqual({ passed: 5, failed: 2, skipped: 2 })
  const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 1 }
  expect(countReport('playwright', write({ stats }), true)).toEqual({ passed: 4, failed: 0, skipped: 1 })
})

test('a runner that fails without a failed test, or runs none, counts as failed', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(countReport('vitest', vitestReport(5, 0), false).failed).toBe(1)
  expect(countReport('vitest', vitestReport(0, 0), true).failed).toBe(1)
  expect(countReport('playwright', write('{'), true)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(countReport('playwright', join(folder, 'none.json'), true).failed).toBe(1)
  vi.restoreAllMocks()
})

test('the closing line names skipped tests only where there are some', () => {
  expect(formatCounts(addCounts([countCheck(true), countCheck(true)]))).toBe('2 passed, 0 failed')
  expect(formatCounts(addCounts([countCheck(false), { passed: 1, failed: 0, skipped: 3 }]))).toBe(
    '1 passed, 1 failed, 3 skipped',
  )
})
