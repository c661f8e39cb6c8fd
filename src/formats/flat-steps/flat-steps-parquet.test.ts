import { parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { labelTraces } from '../labelled-traces/labelled-trace'
import { makeFinishedRun, makeReviewOf, makeSubject } from '../labelled-traces/testing/made-up-trace'
import { toFlatSteps } from './flat-step'
import { writeFlatParquet } from './flat-steps-parquet'

test('what is written is read back, null as null', async () => {
  const run = makeFinishedRun(['One “quoted”', 'Two'])
  const review = makeReviewOf(run, 'anna', ['bad', null])
  const [trace] = labelTraces(makeSubject(), run, [review], 'per-reviewer')
  const rows = trace ? toFlatSteps(trace, { withCaseText: true, neutralAs: 'good' }) : []
  const read = await parquetReadObjects({ file: await writeFlatParquet(rows) })
  expect(read).toEqual(rows)
  expect(read.map(({ value }) => value)).toEqual([-1, null])
})
