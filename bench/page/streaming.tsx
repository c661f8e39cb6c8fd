// The app's own path from a model's tokens to the screen: strategy, reader, orchestrator, steps pane; only the model is played.
import { createRoot } from 'react-dom/client'
import type { ClinicalCase } from '../../src/domain/case'
import type { RunId } from '../../src/domain/ids'
import type { Session, Token } from '../../src/engines'
import { StepsPane } from '../../src/features/workbench/steps/steps-pane'
import { type LiveRun, startRun } from '../../src/reasoning'
import { createLanguageReasoner } from '../../src/reasoning/language'
import { createIncrementalJson } from '../../src/reasoning/parsing/incremental-json'
import '../../src/app/app.css'
import { createStructuredStrategy } from '../../src/reasoning/strategies/structured'
import { DIFFERENTIAL, LIMITS, cutTokens, writeAnswer } from './answer'
import { parseBare } from './bare-parser'
import { streamNaively } from './naive'

const TOKENS_A_SECOND = 480
const answer = writeAnswer()
const tokens = cutTokens(answer)

const subject = {
  id: 'case',
  revision: 1,
  title: 'Case',
  presentation: 'A man has a dry cough and a fever.',
  stages: [],
} as unknown as ClinicalCase // the run reads no other field

/** Gives the tokens at their pace; at each mark it waits until the measuring side says go. */
async function pace(give: (token: string) => void, marks: readonly number[]): Promise<void> {
  const started = performance.now()
  let waited = 0
  for (const [index, token] of tokens.entries()) {
    if (marks.includes(index)) {
      const from = performance.now()
      await window.benchMark(index)
      waited += performance.now() - from
    }
    const ahead = (index / TOKENS_A_SECOND) * 1000 - (performance.now() - started - waited)
    if (ahead > 4) await new Promise((resolve) => setTimeout(resolve, ahead))
    give(token)
  }
  if (marks.includes(tokens.length)) await window.benchMark(tokens.length)
}

function createPlayedSession(marks: readonly number[]): Session {
  return {
    contextTokens: 100_000,
    async *generate({ messages }) {
      const usage = { promptTokens: 10, reusedTokens: 0, outputTokens: tokens.length, computeMs: 1 }
      if (messages.length > 1) {
        yield { kind: 'text', text: DIFFERENTIAL }
        yield { kind: 'end', reason: 'complete', usage }
        return
      }
      const waiting: Token[] = []
      let wake = () => {}
      const playing = pace((text) => {
        waiting.push({ kind: 'text', text })
        wake()
      }, marks).then(() => {
        waiting.push({ kind: 'end', reason: 'complete', usage })
        wake()
      })
      for (let kind = ''; kind !== 'end';) {
        const token = waiting.shift()
        if (token) {
          kind = token.kind
          yield token
        } else await new Promise<void>((resolve) => (wake = resolve))
      }
      await playing
    },
    dispose: () => Promise.resolve(),
  }
}

/** Streams the answer through the app. Resolves to how often a finished step's row changed afterwards. */
async function streamThroughApp(host: HTMLElement, marks: readonly number[]): Promise<number> {
  const root = createRoot(host)
  const skip = () => Promise.resolve()
  const watch = watchFinishedRows(host)
  const show = (live: LiveRun) =>
    root.render(
      <StepsPane
        steps={live.run?.steps ?? []}
        problemRepresentation={null}
        live={live}
        canGrade={false}
        flagsWait={false}
        findings={[]}
      />,
    )
  const reasoner = createLanguageReasoner({
    engine: 'wllama',
    engineVersion: '1',
    model: { name: 'played', fingerprint: null },
    strategy: createStructuredStrategy(undefined, LIMITS),
    openSession: () => Promise.resolve(createPlayedSession(marks)),
  })
  const sink = {
    create: skip,
    setProblemRepresentation: skip,
    appendStep: skip,
    setDifferential: skip,
    end: skip,
  }
  const ended = await startRun(
    {
      sink,
      verify: () => Promise.resolve([]),
      clock: Date.now,
      newRunId: () => 'run' as RunId,
      paint: () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
      rest: () => new Promise((resolve) => setTimeout(resolve, 80)),
      onChange: show,
      appVersion: '1',
    },
    { subject, reasoner, seed: 1, start: null },
  ).done
  if (ended?.status !== 'finished') throw new Error(`the run ended as ${JSON.stringify(ended?.failure)}`)
  const changes = watch()
  root.unmount()
  return changes
}

/** Counts changes inside rows that were complete two frames before. */
function watchFinishedRows(host: HTMLElement): () => number {
  const settled = new WeakSet<Element>()
  let changes = 0
  const observer = new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      const element = target instanceof Element ? target : target.parentElement
      const row = element?.closest('li[aria-label^="Step"]')
      if (row && settled.has(row)) changes++
      for (const node of addedNodes)
        if (node instanceof Element && node.matches('li[aria-label^="Step"]'))
          setTimeout(() => settled.add(node), 50)
    }
  })
  observer.observe(host, { subtree: true, childList: true, attributes: true, characterData: true })
  return () => {
    observer.disconnect()
    return changes
  }
}

function timeParsers(): { ours: number; bare: number } {
  const started = performance.now()
  const json = createIncrementalJson()
  for (const token of tokens) json.push(token)
  json.end()
  const middle = performance.now()
  const parsed = parseBare(tokens)
  const steps = (parsed as { weighing?: readonly unknown[] } | null)?.weighing
  if (steps?.length !== LIMITS.stages.weighing) throw new Error('the answer is not whole')
  return { ours: middle - started, bare: performance.now() - middle }
}

declare global {
  interface Window {
    benchMark: (index: number) => Promise<void>
    bench: {
      readonly tokens: number
      readonly bytes: number
      app(marks: readonly number[]): Promise<number>
      naive(): Promise<void>
      parsers(): { ours: number; bare: number }
    }
  }
}

const host = document.getElementById('root')
if (!host) throw new Error('the page has no root')
window.bench = {
  tokens: tokens.length,
  bytes: answer.length,
  app: (marks) => streamThroughApp(host, marks),
  naive: () => streamNaively(host, (take) => pace(take, [])),
  parsers: timeParsers,
}
