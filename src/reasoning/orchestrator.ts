import type { CaseText, ClinicalCase } from '../domain/case'
import { toCaseText } from '../domain/case'
import type { Check } from '../domain/check'
import type { Differential, DifferentialSnapshot } from '../domain/differential'
import type { RunId } from '../domain/ids'
import type { PreparingActivity, ReasoningEvent, ReasoningExample } from '../domain/reasoning-event'
import { READER, type ReasoningStep, type ReasoningStepDraft, type StepKind } from '../domain/reasoning-step'
import { RUN_FAILURE_CODES, type Run, type RunFailure, type RunStatus } from '../domain/run'
import type { RunStart } from '../domain/run-start'
import { hashPresentation } from '../formats/content-hash'
import type { Reasoner } from './reasoner'
import { addStep, applyEvent, beginRun } from './run-reducer'
import { followSignal } from './follow-signal'

/** Where a run is kept. Each call is durable, or rejects. */
export interface RunSink {
  create(run: Run): Promise<void>
  setProblemRepresentation(id: RunId, text: string): Promise<void>
  appendStep(id: RunId, step: ReasoningStep, atMs: number): Promise<void>
  setDifferential(id: RunId, differential: Differential, snapshot: DifferentialSnapshot): Promise<void>
  end(
    id: RunId,
    ending: Pick<Run, 'failure' | 'timing' | 'counts' | 'thinking'> & {
      status: Exclude<RunStatus, 'running'>
      endedAt: number
    },
  ): Promise<void>
}

/** A run as the screen sees it: what is complete, and what is on its way. */
export interface LiveRun {
  readonly run: Run | null
  readonly inFlight: { readonly index: number; readonly kind: StepKind; readonly text: string } | null
  readonly preparing: { readonly activity: PreparingActivity; readonly fraction: number | null } | null
}

export interface RunDeps {
  readonly sink: RunSink
  readonly verify: (
    subject: CaseText,
    step: ReasoningStepDraft,
    earlier: readonly ReasoningStepDraft[],
  ) => Promise<Check[]>
  readonly clock: () => number
  readonly newRunId: () => RunId
  /** Resolves when the page has had the chance to paint what changed. */
  readonly paint: () => Promise<void>
  /** Resolves when words that came in the meantime should be shown, about twelve times a second. */
  readonly rest: () => Promise<void>
  readonly onChange: (live: LiveRun) => void
  readonly appVersion: string
}

export interface RunRequest {
  readonly subject: ClinicalCase
  readonly reasoner: Reasoner
  readonly seed: number
  /** What the run takes over from another of the same case revision. */
  readonly start: RunStart | null
  /** Solved cases to show to a language model; none unless a person asked for them. */
  readonly examples?: readonly ReasoningExample[]
}

/** Events that come in numbers, and are drawn when the page comes to it. */
const IN_PASSING: ReadonlySet<ReasoningEvent['kind']> = new Set([
  'text-delta',
  'thinking-delta',
  'step-started',
])

export interface RunHandle {
  /** Resolves to the run as it ended; null where it never started. Never rejects. */
  readonly done: Promise<Run | null>
  stop(): void
}

/**
 * Runs a reasoner on a case: checks each step as it is completed, keeps it, shows it. Stopping takes effect at once, even
 * where the engine doesn't answer.
 */
export function startRun(deps: RunDeps, request: RunRequest): RunHandle {
  const controller = new AbortController()
  return { done: conduct(deps, request, controller.signal), stop: () => controller.abort() }
}

async function conduct(deps: RunDeps, request: RunRequest, signal: AbortSignal): Promise<Run | null> {
  const { sink, clock, onChange } = deps
  const subject = toCaseText(request.subject)
  const startedAt = clock()
  let steps: readonly ReasoningStep[] = []
  let live: LiveRun = { run: null, inFlight: null, preparing: null }
  const show = (patch: Partial<LiveRun>) => {
    live = { ...live, ...patch }
    onChange(live)
  }
  let isShowingSoon = false
  /** Words come faster than anyone reads; drawing them costs more than parsing them. */
  const showSoon = (patch: Partial<LiveRun>) => {
    live = { ...live, ...patch }
    if (isShowingSoon) return
    isShowingSoon = true
    void deps.rest().then(() => {
      isShowingSoon = false
      if (live.inFlight) onChange(live)
    })
  }

  async function take(event: ReasoningEvent): Promise<void> {
    if (event.kind === 'started') {
      const caseHash = hashPresentation(subject.presentation)
      const manifest = { ...event.manifest, appVersion: deps.appVersion, caseHash }
      const { id: caseId, revision: caseRevision } = request.subject
      const run = beginRun({
        id: deps.newRunId(),
        caseId,
        caseRevision,
        manifest,
        startedAt,
        start: request.start && { ...request.start, steps },
      })
      await sink.create(run)
      return show({ run })
    }
    if (event.kind === 'preparing') return show({ preparing: event })
    if (event.kind === 'step-started') {
      return showSoon({ preparing: null, inFlight: { index: event.index, kind: event.stepKind, text: '' } })
    }
    if (event.kind === 'text-delta') {
      const { inFlight } = live
      if (inFlight?.index === event.index)
        showSoon({ inFlight: { ...inFlight, text: inFlight.text + event.text } })
      return
    }
    const { run } = live
    if (!run) throw new Error(`The engine sent "${event.kind}" before "started"`)
    if (event.kind === 'step-completed') {
      const checks = await deps.verify(subject, event.step, run.steps)
      const step = { ...event.step, checks }
      const atMs = clock() - startedAt
      await sink.appendStep(run.id, step, atMs)
      return show({ run: addStep(run, step, atMs), inFlight: null })
    }
    const next = applyEvent(run, event, clock())
    if (event.kind === 'problem-representation') await sink.setProblemRepresentation(run.id, event.text)
    const snapshot = next.trajectory.at(-1)
    if (event.kind === 'differential-updated' && snapshot)
      await sink.setDifferential(run.id, event.differential, snapshot)
    show({ run: next })
  }

  let ending: Pick<Run, 'status' | 'failure'> | null = null
  try {
    steps = await checkUnchecked(deps, subject, request.start?.steps ?? [])
    const options = {
      seed: request.seed,
      continueFrom: steps,
      ...(request.examples && { examples: request.examples }),
    }
    for await (const event of followSignal(request.reasoner.reason(subject, options, signal), signal)) {
      await take(event)
      if (!IN_PASSING.has(event.kind)) await deps.paint()
    }
    if (live.run?.status === 'running') {
      ending = {
        status: 'failed',
        failure: { code: 'engine-crashed', detail: 'The engine ended without a conclusion.' },
      }
    }
  } catch (error) {
    ending = signal.aborted
      ? { status: 'stopped', failure: null }
      : { status: 'failed', failure: toRunFailure(error) }
  }
  return close(deps, live, ending, show)
}

/** A person's corrections are checked as an engine's steps are. */
async function checkUnchecked(
  { verify }: RunDeps,
  subject: CaseText,
  steps: readonly ReasoningStep[],
): Promise<ReasoningStep[]> {
  const checked: ReasoningStep[] = []
  for (const step of steps)
    checked.push(
      step.author === READER && step.checks.length === 0
        ? { ...step, checks: await verify(subject, step, checked) }
        : step,
    )
  return checked
}

async function close(
  { sink, clock }: RunDeps,
  live: LiveRun,
  ending: Pick<Run, 'status' | 'failure'> | null,
  show: (patch: Partial<LiveRun>) => void,
): Promise<Run | null> {
  if (!live.run) {
    show({ inFlight: null, preparing: null })
    return null
  }
  const ended: Run = ending ? { ...live.run, ...ending, endedAt: clock() } : live.run
  show({ run: ended, inFlight: null, preparing: null })
  const { status, failure, timing, counts, endedAt, thinking } = ended
  if (status === 'running') throw new Error('A run was closed while it is running')
  try {
    await sink.end(ended.id, {
      status,
      failure,
      timing,
      counts,
      endedAt: endedAt ?? clock(),
      ...(thinking && { thinking }),
    })
    return ended
  } catch (error) {
    // The steps stay on screen; the person is told that they are not kept.
    const failed: Run = { ...ended, status: 'failed', failure: toRunFailure(error) }
    show({ run: failed })
    return failed
  }
}

/** Reads a thrown error as a failure a person can act on: by its `code`, by its name, else as unknown. */
export function toRunFailure(error: unknown): RunFailure {
  const detail = error instanceof Error ? error.message : String(error)
  const named = error instanceof Error ? error.name : ''
  if (named === 'QuotaExceededError') return { code: 'storage-full', detail }
  const claimed = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return { code: RUN_FAILURE_CODES.find((code) => code === claimed) ?? 'unknown', detail }
}
