import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { ClinicalCase } from '../../domain/case'
import type { CaseId } from '../../domain/ids'
import type { Run, RunFailure } from '../../domain/run'
import { type RunStart, type StepEdit, branchRun, continueRun } from '../../domain/run-start'
import { type ReplayPacing, createReplayPacing } from '../../engines'
import { type PromptSet, toRunFailure } from '../../reasoning'
import { findExamples } from '../example-cases'
import { askToKeepData } from '../keep-data'
import { noteSpeed } from '../measured-speed'
import { type ModelOption, chooseModel, toLanguageChoice, useModelChoice } from '../model-choice'
import { usePromptSets } from '../prompt-sets'
import { type Services, useServices } from '../services'
import { useModelOptions } from '../use-model-options'
import { caseQuery, findingsQuery, packOnQuery, revisionQuery, runsQuery } from './queries'
import { beginRun, closeSession, stopRun, useRunSessions, withEndedRun } from './run/run-sessions'
import { clearSelection } from './selection'

/** The case in the address, its runs, the run on screen, and what can be done with them. */
export function useWorkbench() {
  const services = useServices()
  const navigate = useNavigate()
  const caseId = useParams({ strict: false }).caseId as CaseId // the route has this parameter
  const search = useSearch({ strict: false })
  const current = useQuery(caseQuery(services, caseId))
  const storedRuns = useQuery(runsQuery(services, caseId)).data
  const ended = useRunSessions((state) => state.ended[caseId])
  const runs = useMemo(() => withEndedRun(storedRuns ?? [], ended), [storedRuns, ended])
  const session = useRunSessions((state) => state.byCase[caseId])
  const [replay, setReplay] = useState<ReplayPacing | null>(null)
  const models = useModelOptions()
  const promptSets = usePromptSets() ?? NO_SETS
  const chosenId = useModelChoice((state) => state.modelId)
  const chosenModel = models.find(({ id }) => id === chosenId)
  const alternativesChoice = useMemo(
    () => (chosenModel ? toLanguageChoice(chosenModel, promptSets) : null),
    [chosenModel, promptSets],
  )
  const [hostQuestion, setHostQuestion] = useState<HostQuestion | null>(null)
  const [refusal, setRefusal] = useState<RunFailure | null>(null)

  const stored = runs.find(({ id }) => id === search.run) ?? runs[0] ?? null
  const run: Run | null = session ? session.live.run : stored
  const isOldRevision = run !== null && Boolean(current.data) && run.caseRevision !== current.data?.revision
  const old = useQuery({ ...revisionQuery(services, caseId, run?.caseRevision ?? 0), enabled: isOldRevision })
  const subject: ClinicalCase | null = (isOldRevision ? old.data : current.data) ?? null
  const packId = useQuery(packOnQuery(services)).data
  const findings =
    useQuery({
      ...findingsQuery(services, subject ?? EMPTY, packId ?? null),
      enabled: subject !== null && packId !== undefined,
    }).data ?? []
  const isRunning =
    session?.live.run?.status === 'running' || (session !== undefined && session.live.run === null)

  const showRun = useCallback(
    (next: Run) =>
      void navigate({
        to: '/case/$caseId',
        params: { caseId },
        search: { run: next.id, step: undefined },
        replace: true,
      }),
    [navigate, caseId],
  )

  async function startReasoning(start: RunStart | null, seed = FIRST_SEED) {
    if (isRunning) return
    const from = start ? await services.storage.cases.getRevision(caseId, start.caseRevision) : current.data
    if (!from) return
    setRefusal(null)
    setReplay(null)
    clearSelection()
    const picked = models.find(({ id }) => id === useModelChoice.getState().modelId)
    const choice = picked ? toLanguageChoice(picked, promptSets) : { engine: 'knowledge' as const }
    try {
      const host = await hostToAllow(services, picked)
      if (host !== null) return setHostQuestion({ host, start, seed })
      void askToKeepData(services)
      const examples = picked ? await findExamples(services, from, useModelChoice.getState().examples) : []
      await beginRun(services, { subject: from, choice, start, seed, examples, onStarted: showRun })
      const ran = useRunSessions.getState().ended[caseId]
      if (picked && ran) noteSpeed(picked.id, ran)
    } catch (error) {
      setRefusal(toRunFailure(error))
    }
  }

  /** Has the knowledge engine read the same words, where it hasn't yet, and lays both runs side by side. */
  async function askSecondReader() {
    if (!stored || !subject || isRunning || stored.manifest.engine === 'knowledge') return
    const isSecond = (other: Run | undefined) =>
      other?.manifest.engine === 'knowledge' &&
      other.status === 'finished' &&
      other.caseRevision === stored.caseRevision &&
      other.branch === undefined
    if (!runs.some(isSecond)) {
      clearSelection()
      await beginRun(services, {
        subject,
        choice: { engine: 'knowledge' },
        start: null,
        seed: FIRST_SEED,
        examples: [],
        onStarted: () => {},
      })
    }
    const second = runs.find(isSecond) ?? useRunSessions.getState().ended[caseId]
    if (isSecond(second))
      void navigate({
        to: '/case/$caseId/compare',
        params: { caseId },
        search: { a: stored.id, b: second?.id },
      })
  }

  async function replayRun() {
    if (!stored || !subject || isRunning) return
    const pacing = createReplayPacing(1)
    setReplay(pacing)
    clearSelection()
    await beginRun(services, {
      subject,
      choice: { engine: 'replay', run: stored, pacing },
      start: null,
      seed: FIRST_SEED,
      examples: [],
      onStarted: () => {},
    })
  }

  return {
    caseId,
    current,
    subject,
    isOldRevision,
    runs,
    run,
    stored,
    live: session?.live ?? null,
    isRunning,
    findings,
    replay,
    refusal,
    showRun,
    /** Null where no language model is chosen: the knowledge engine has one way to put a step. */
    alternativesChoice,
    hostQuestion: hostQuestion?.host ?? null,
    answerHostQuestion(isAllowed: boolean) {
      const asked = hostQuestion
      setHostQuestion(null)
      if (asked && isAllowed)
        void services.outside.hosts
          .allowHost(asked.host, 'model-server')
          .then(({ kind }) =>
            kind === 'allowed'
              ? startReasoning(asked.start, asked.seed)
              : setRefusal({ code: 'host-not-allowed', detail: NO_SERVICE_WORKER }),
          )
    },
    reason: () => void startReasoning(null),
    /** The same question once more, with chance falling another way. */
    reasonOtherwise: () => void startReasoning(null, (run?.manifest.sampling?.seed ?? FIRST_SEED) + 1),
    reasonWithKnowledge() {
      chooseModel(null)
      void startReasoning(null)
    },
    continueRun: () => void (run && startReasoning(continueRun(run))),
    branch(edit: StepEdit) {
      if (run && subject) void startReasoning(branchRun(run, subject.presentation, edit))
    },
    stop: () => stopRun(caseId),
    askSecondReader: () => void askSecondReader(),
    startReplay: () => void replayRun(),
    closeReplay() {
      closeSession(caseId)
      setReplay(null)
    },
  }
}

/** So that “Run again” asks the same as before; another is tried only where a person says so. */
const FIRST_SEED = 1

const NO_SETS: readonly PromptSet[] = []

interface HostQuestion {
  readonly host: string
  readonly start: RunStart | null
  readonly seed: number
}

const NO_SERVICE_WORKER =
  'The app’s service worker holds the page to the hosts you allow, and it does not serve this window. Reload the page once, then try again.'

/** The origin of a model's server where it may not be asked yet; null where nothing leaves, or it is allowed. */
async function hostToAllow({ outside }: Services, model: ModelOption | undefined): Promise<string | null> {
  if (model?.ref.kind !== 'server') return null
  const { origin } = new URL(model.ref.baseUrl)
  return (await outside.hosts.checkHost(origin)) === 'not-allowed' ? origin : null
}

/** Stands in for the case while it loads; its query is off. */
const EMPTY = { id: '', revision: 0, presentation: '' } as unknown as ClinicalCase // never read: the query is disabled
