import { create } from 'zustand'
import type { ClinicalCase } from '../../../domain/case'
import type { ReasoningExample } from '../../../domain/reasoning-event'
import type { Run } from '../../../domain/run'
import type { RunStart } from '../../../domain/run-start'
import { type LiveRun, type ReasonerChoice, type RunHandle, startRun } from '../../../reasoning'
import { holdRun } from '../../../storage'
import { announce } from '../../../ui/announcer'
import type { Services } from '../../services'
import { STEP_KIND_WORDS } from '../../words'

/** A run as it streams, by case. It goes on when the page is left, and dies with the tab. */
interface RunSession {
  readonly live: LiveRun
  readonly handle: RunHandle
}

interface RunSessions {
  readonly byCase: Readonly<Record<string, RunSession>>
  /** The last run of each case that ended here: shown until the database's own copy has reached the page. */
  readonly ended: Readonly<Record<string, Run>>
}

export const useRunSessions = create<RunSessions>(() => ({ byCase: {}, ended: {} }))

function setSession(caseId: string, session: RunSession | null): void {
  useRunSessions.setState(({ byCase }) => {
    const { [caseId]: _old, ...others } = byCase
    return { byCase: session ? { ...others, [caseId]: session } : others }
  })
}

/** The stored runs with the one that ended here as it ended, where the page still holds an earlier state of it. */
export function withEndedRun(stored: readonly Run[], ended: Run | undefined): readonly Run[] {
  if (!ended) return stored
  const known = stored.find(({ id }) => id === ended.id)
  if (!known) return [ended, ...stored]
  return known.status === 'running' ? stored.map((run) => (run === known ? ended : run)) : stored
}

/** Between two drawings of a step that is being written. */
const REST_MS = 80

/** Resolves after the browser has painted, or soon when the tab is in the background. */
function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 100)
    requestAnimationFrame(() => {
      clearTimeout(timer)
      setTimeout(resolve)
    })
  })
}

interface RunBeginning {
  readonly subject: ClinicalCase
  readonly choice: ReasonerChoice
  readonly start: RunStart | null
  readonly seed: number
  /** Solved cases to show to a language model. */
  readonly examples: readonly ReasoningExample[]
  /** Called once the run exists, so that the address can name it. */
  readonly onStarted: (run: Run) => void
}

/**
 * Starts a run and shows it live. A replay is shown the same way but not kept: it is in the database already.
 * @throws what creating the reasoner throws, such as a file that is no model.
 */
export async function beginRun(
  services: Services,
  { subject, choice, start, seed, examples, onStarted }: RunBeginning,
): Promise<void> {
  const { storage, reasoners, clock, ids, appVersion } = services
  const reasoner = await reasoners.create(choice)
  let release = () => {}
  let runId: string | null = null
  let stepCount = -1
  const isReplay = choice.engine === 'replay'
  const skip = () => Promise.resolve()
  const handle = startRun(
    {
      sink: isReplay
        ? { create: skip, setProblemRepresentation: skip, appendStep: skip, setDifferential: skip, end: skip }
        : storage.runs,
      verify: (text, step, earlier) => reasoners.verify(text, step, earlier),
      clock,
      newRunId: ids.runId,
      paint: nextPaint,
      rest: () => new Promise((resolve) => setTimeout(resolve, REST_MS)),
      appVersion,
      onChange(live) {
        if (live.run && live.run.id !== runId) {
          runId = live.run.id
          release = holdRun(live.run.id)
          if (!isReplay) onStarted(live.run)
        }
        setSession(subject.id, { live, handle })
        const steps = live.run?.steps ?? []
        const last = steps.at(-1)
        if (last && steps.length !== stepCount)
          announce(`Step ${steps.length} ready: ${STEP_KIND_WORDS[last.kind]}`)
        stepCount = steps.length
      },
    },
    { subject, reasoner, seed, start, ...(examples.length > 0 && { examples }) },
  )
  setSession(subject.id, { live: { run: null, inFlight: null, preparing: null }, handle })
  const ended = await handle.done
  release()
  if (ended?.status === 'failed') announce('The run failed')
  else if (ended) announce(`Run ${ended.status}, ${ended.steps.length} steps`)
  // The next run may have begun while this one was being stored: the session is then no longer ours to end.
  if (useRunSessions.getState().byCase[subject.id]?.handle !== handle) return
  if (isReplay || ended?.failure?.code === 'storage-full') return // a replay stays until it is closed
  if (ended) useRunSessions.setState(({ ended: others }) => ({ ended: { ...others, [subject.id]: ended } }))
  setSession(subject.id, null)
}

/** Ends a streaming run, or closes a replay. */
export function stopRun(caseId: string): void {
  useRunSessions.getState().byCase[caseId]?.handle.stop()
}

export function closeSession(caseId: string): void {
  stopRun(caseId)
  setSession(caseId, null)
}
