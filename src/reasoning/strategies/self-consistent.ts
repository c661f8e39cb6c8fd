import type { CaseText } from '../../domain/case'
import type { ReasoningEvent, ReasoningOptions } from '../../domain/reasoning-event'
import type { RunCounts, RunFailure, RunFailureCode } from '../../domain/run'
import type { Reasoner } from '../reasoner'
import { fuseRankings, type Sample } from './fuse-rankings'

export interface SelfConsistencyOptions {
  readonly samples: number
  /** One for each sample; by default made from the run's seed. */
  readonly seeds?: readonly number[]
  /** Tells which spellings are one diagnosis. */
  readonly keyOf?: (diagnosis: string) => string
  /** Milliseconds from any start. */
  readonly now?: () => number
}

/** Failures that are about one answer; after another the next sample would fail the same way. */
const ABOUT_ONE_ANSWER: readonly RunFailureCode[] = [
  'malformed-output',
  'answer-cut',
  'server-busy',
  'stalled',
]

type Ended = Extract<ReasoningEvent, { kind: 'finished' | 'failed' }>

/** What one sample brought. */
interface SampleRun {
  readonly seed: number
  /** Between the beginning and the end, without progress. */
  readonly events: readonly ReasoningEvent[]
  readonly differential: Sample['differential'] | null
  readonly ended: Ended | null
}

/** The `i`-th of a run's seeds: far apart, and the first is the run's own. */
function deriveSeed(seed: number, i: number): number {
  return (seed + Math.imul(i, 0x9e3779b1)) >>> 0
}

/** What of a sample is told: the growth of a step's text in one piece, as it is over when it is told. */
function retell(events: readonly ReasoningEvent[]): ReasoningEvent[] {
  const told: ReasoningEvent[] = []
  for (const event of events) {
    const last = told.at(-1)
    if (event.kind === 'text-delta' && last?.kind === 'text-delta' && last.index === event.index)
      told[told.length - 1] = { ...last, text: last.text + event.text }
    else told.push(event)
  }
  return told
}

function addCounts(runs: readonly SampleRun[]): Pick<RunCounts, 'promptTokens' | 'outputTokens'> {
  const finished = runs.flatMap(({ ended }) => (ended?.kind === 'finished' ? [ended.counts] : []))
  const sum = (key: 'promptTokens' | 'outputTokens') =>
    finished.reduce<number | null>((total, counts) => {
      const more = counts[key]
      return total === null || more === null ? null : total + more
    }, 0)
  return { promptTokens: sum('promptTokens'), outputTokens: sum('outputTokens') }
}

/** Told steps, up to but not including the sample's own last ranking, which gives way to the merged one. */
function withoutLastRanking(events: readonly ReasoningEvent[]): ReasoningEvent[] {
  const last = events.findLastIndex((event) => event.kind === 'differential-updated')
  return events.filter((_, i) => i !== last)
}

/**
 * Reasons about a case several times with different seeds and merges the rankings: where the samples disagree, likelihoods fall
 * and `agreement` says by how much. The steps are those of the sample whose ranking is most like the merged one, so they are told
 * when all samples are done; until then `preparing` says how far they are. A sample whose answer was malformed doesn't
 * count; where none counts, the longest one's steps are told before its failure.
 *
 * Give the reasoners a temperature well above 0, else all samples are the same.
 *
 * @param createReasoner makes the reasoner for a sample, counting from 0.
 * @see Wang X, et al. Self-consistency improves chain of thought reasoning in language models. ICLR 2023. arXiv:2203.11171
 */
export function createSelfConsistentReasoner(
  createReasoner: (sample: number) => Reasoner,
  options: SelfConsistencyOptions,
): Reasoner {
  const { samples, seeds, keyOf, now = () => performance.now() } = options
  if (!Number.isInteger(samples) || samples < 1) throw new RangeError('A run needs at least one sample')
  const first = createReasoner(0)

  async function* runSample(
    place: number,
    subject: CaseText,
    asked: ReasoningOptions,
    signal: AbortSignal,
  ): AsyncGenerator<ReasoningEvent, SampleRun, undefined> {
    const seed = (seeds?.[place] ?? deriveSeed(asked.seed, place)) >>> 0
    const events: ReasoningEvent[] = []
    let differential: SampleRun['differential'] = null
    let ended: Ended | null = null
    let steps = 0
    const reasoner = place === 0 ? first : createReasoner(place)
    for await (const event of reasoner.reason(subject, { ...asked, seed }, signal)) {
      if (event.kind === 'started') {
        if (place > 0) continue
        const { strategy, sampling } = event.manifest
        const manifest = {
          ...event.manifest,
          strategy: `${strategy} ×${samples}`,
          sampling: sampling && { ...sampling, seed: asked.seed >>> 0 },
        }
        yield { kind: 'started', manifest }
      } else if (event.kind === 'preparing') {
        if (place === 0 && steps === 0) yield event
      } else if (event.kind === 'finished' || event.kind === 'failed') ended = event
      else {
        events.push(event)
        if (event.kind === 'differential-updated') differential = event.differential
        if (event.kind !== 'step-completed') continue
        steps += 1
        yield { kind: 'preparing', activity: 'sampling', fraction: (place + steps / (steps + 3)) / samples }
      }
    }
    return { seed, events, differential, ended }
  }

  async function* reason(
    subject: CaseText,
    asked: ReasoningOptions,
    signal: AbortSignal,
  ): AsyncGenerator<ReasoningEvent, void, undefined> {
    const startedAt = now()
    const runs: SampleRun[] = []
    let failure: RunFailure | null = null
    for (let place = 0; place < samples; place++) {
      const run = yield* runSample(place, subject, asked, signal)
      runs.push(run)
      if (run.ended?.kind !== 'failed') continue
      failure = run.ended.failure
      if (!ABOUT_ONE_ANSWER.includes(failure.code)) break
    }
    const whole = runs.flatMap((run) =>
      run.ended?.kind === 'finished' && run.differential ? [{ ...run, differential: run.differential }] : [],
    )
    if (whole.length === 0) {
      const longest = runs.toSorted((a, b) => b.events.length - a.events.length)[0]
      yield* retell(longest?.events ?? [])
      const detail = 'no sample came to a differential'
      yield { kind: 'failed', failure: failure ?? { code: 'malformed-output', detail } }
      return
    }
    const { differential, shown } = fuseRankings(whole, keyOf)
    const events = whole[shown]?.events ?? []
    yield* retell(withoutLastRanking(events))
    const steps = events.flatMap((event) => (event.kind === 'step-completed' ? [event.step] : []))
    const lastAccepted = asked.continueFrom.at(-1)?.index ?? -1
    yield { kind: 'differential-updated', afterStep: steps.at(-1)?.index ?? lastAccepted, differential }
    const totalMs = now() - startedAt
    const counts = { steps: steps.length, findings: null, ...addCounts(runs) }
    yield { kind: 'finished', timing: { totalMs, computeMs: null, firstStepMs: null }, counts }
  }

  return { engine: first.engine, reason }
}
