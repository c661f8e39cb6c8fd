import { withBenchPage } from '../bench-page.mjs'
import { costOf, readMetrics, startMetrics } from '../browser.mjs'
import { judgeRatios, judgeValue, median, pairUp } from '../statistics.mjs'

const PAIRS = 7

/** A 24 KB answer at 480 tokens a second through the app's own path, in a page built as the app is; only the model is played. */
export async function streaming(measure) {
  await withBenchPage('streaming', async (page, url) => {
    page.benchMarks = async () => {}
    await page.exposeFunction('benchMark', () => page.benchMarks())
    await page.goto(url)
    await page.waitForFunction(() => window.bench)
    const session = await startMetrics(page)
    const count = await page.evaluate(() => window.bench.tokens)
    const tenth = Math.floor(count / 10)
    const marks = [0, tenth, count - tenth, count]
    const growth = []
    let changed = 0
    for (let run = 0; run < PAIRS; run++) {
      const seen = []
      page.benchMarks = async () => seen.push((await readMetrics(session)).script)
      changed += await page.evaluate((at) => window.bench.app(at), marks)
      growth.push((seen[3] - seen[2]) / (seen[1] - seen[0]))
    }
    await measure('streaming: script a token, last ÷ first tenth', () =>
      judgeRatios({ ratios: growth, controls: [1, 1, 1], limit: 1.3, unit: '× first' }),
    )
    await measure('streaming: changes in finished rows', () =>
      judgeValue({ value: changed, limit: 0, unit: 'changes', runs: PAIRS }),
    )
    page.benchMarks = async () => {}
    await measure('streaming: main thread ÷ naive', async () => {
      const cost = (work) => () => costOf(session, () => page.evaluate(work)).then(({ task }) => task)
      const { ratios, controls } = await pairUp(
        PAIRS,
        cost(() => window.bench.app([])),
        cost(() => window.bench.naive()),
      )
      return judgeRatios({ ratios, controls, limit: 0.5, unit: '× naive' })
    })
    await measure('streaming: parser ÷ bare scan', async () => {
      await page.evaluate(() => window.bench.parsers())
      const ratios = []
      const bare = []
      for (let run = 0; run < 5 * PAIRS; run++) {
        const times = await page.evaluate(() => window.bench.parsers())
        ratios.push(times.ours / times.bare)
        bare.push(times.bare)
      }
      const middle = median(bare)
      return judgeRatios({ ratios, controls: bare.map((time) => time / middle), limit: 2, unit: '× bare' })
    })
  })
}
