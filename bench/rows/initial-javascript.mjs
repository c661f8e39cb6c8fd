import { measureInitialScripts } from '../../scripts/sizes.mjs'
import { judgeValue } from '../statistics.mjs'

/** What the first screen waits for. */
export async function initialJavaScript(measure) {
  const { gzipBytes } = measureInitialScripts('dist')
  await measure('initial JavaScript', () =>
    judgeValue({ value: gzipBytes / 1000, limit: 200, unit: 'kB gz', runs: 1 }),
  )
}
