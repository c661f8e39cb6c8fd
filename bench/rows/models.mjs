import { withBenchPage } from '../bench-page.mjs'
import { judgeRatios, judgeValue, median, pairUp } from '../statistics.mjs'

const PAIRS = 9

/** Model calls in the browser: a model of random weights, about 50 MB, on the processor. */
export async function models(measure) {
  await withBenchPage('models', async (page, url) => {
    await page.goto(url)
    await page.waitForFunction(() => window.models)
    const bytes = await page.evaluate(() => window.models.load())
    const note = `${(bytes / 1e6).toFixed(0)} MB model`
    const ask =
      (name) =>
      (pair = 0) =>
        page.evaluate(([work, seed]) => window.models[work](seed), [name, pair + 1])
    await ask('decode')()
    await ask('decodeBare')()
    await measure('model: time a token ÷ bare engine', async () => {
      const { ratios, controls } = await pairUp(PAIRS, ask('decode'), ask('decodeBare'))
      return { ...judgeRatios({ ratios, controls, limit: 1 / 0.97, unit: '× bare' }), note }
    })
    await measure('model: time a token, schema ÷ free', async () => {
      await ask('decodeSchema')()
      const { ratios, controls } = await pairUp(PAIRS, ask('decodeSchema'), ask('decode'))
      return judgeRatios({ ratios, controls, limit: 1 / 0.95, unit: '× free' })
    })
    await measureReuse(measure, 'later call', (run) =>
      page.evaluate((at) => window.models.laterCall(at), run),
    )
    await measureReuse(measure, 'continue from here', (run) =>
      page.evaluate((at) => window.models.continueCall(at), run),
    )
    for (const during of ['prompt', 'text'])
      await measure(
        `model: cancel while ${during === 'prompt' ? 'reading' : 'writing'}, slowest`,
        async () => {
          const times = []
          for (let run = 1; run <= 7; run++)
            times.push(await page.evaluate(([at, n]) => window.models.cancel(at, n), [during, run]))
          return judgeValue({ value: Math.max(...times), limit: 300, unit: 'ms', runs: times.length })
        },
      )
  })
}

/** First token of a call that begins like the one before, and how much of what was read for that is read again. */
async function measureReuse(measure, name, call) {
  const calls = []
  await measure(`model: first token, ${name} ÷ cold`, async () => {
    for (let run = 1; run <= PAIRS; run++) calls.push(await call(run))
    const middle = median(calls.map(({ cold }) => cold))
    return judgeRatios({
      ratios: calls.map(({ cold, later }) => later / cold),
      controls: calls.map(({ cold }) => cold / middle),
      limit: 0.15,
      unit: '× cold',
    })
  })
  await measure(`model: earlier prompt read again, ${name}`, async () =>
    judgeValue({
      value: 100 * Math.max(...calls.map(({ unread }) => unread)),
      limit: 5,
      unit: '%',
      runs: calls.length,
    }),
  )
}
