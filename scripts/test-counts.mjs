import { readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @returns {Counts} */
export const noTests = () => ({ passed: 0, failed: 0, skipped: 0 })

/** @param {Counts[]} all @returns {Counts} */
export function addCounts(all) {
  return all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    noTests(),
  )
}

/** The closing line that people and CI read. */
export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** A check that is one test by itself. */
export const countCheck = (isOk) => ({ passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: 0 })

/**
 * What a runner's JSON report says. A runner that failed without a failed test (a file that can't be loaded, an error
 * between tests, no report at all) counts as one failure, so that the sum never hides it.
 *
 * @param {'vitest' | 'playwright'} runner
 * @param {string} file
 * @param {boolean} isOk Whether the runner ended well.
 * @returns {Counts}
 */
export function countReport(runner, file, isOk) {
  const counts = { ...noTests(), ...readReport(runner, file) }
  const hasRun = counts.passed + counts.failed > 0
  return (isOk && hasRun) || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

function readReport(runner, file) {
  let report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    console.error(`The ${runner} runner left no readable report: ${error.message}`)
    return noTests()
  }
  if (runner === 'vitest') {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
  }
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected + flaky, failed: unexpected, skipped }
}
