import type { CaseText, ClinicalCase } from '../../src/domain/case'
import type { Check } from '../../src/domain/check'
import type { RunId } from '../../src/domain/ids'
import type { ReasoningStepDraft } from '../../src/domain/reasoning-step'
import type { Run } from '../../src/domain/run'
import { createOpenAiEngine, keepSession } from '../../src/engines'
import { compilePack, type CompiledPack } from '../../src/knowledge/extraction/compile-pack'
import { loadPack } from '../../src/knowledge/pack/load-pack'
import { createVerifierContext } from '../../src/knowledge/verifier/verifier-context'
import { verifyStep } from '../../src/knowledge/verifier/verify-step'
import { startRun, type LiveRun, type Reasoner, type RunSink, type StrategyId } from '../../src/reasoning'

/** What reasons, and how a model is led. */
export type EngineOptions =
  | { readonly engine: 'knowledge' }
  | {
      readonly engine: 'openai'
      readonly endpoint: string
      readonly model: string
      readonly apiKey: string | null
      readonly strategy: StrategyId
      readonly temperature: number | null
      /** Longest silence before an answer begins, queueing on the server included; then between two tokens. */
      readonly firstTokenMs: number
      readonly stallMs: number
      readonly contextTokens: number | null
    }

/** Runs cases in Node with the same core as the workbench: reasoner, verifier, orchestrator. Nothing is kept here. */
export interface CaseRunner {
  readonly reasoner: Reasoner
  /** One run. Resolves to null where it was stopped before it began. */
  run(subject: ClinicalCase, signal: AbortSignal, onChange?: (live: LiveRun) => void): Promise<Run | null>
}

export interface CaseRunnerDeps {
  readonly clock: () => number
  readonly newRunId: () => RunId
  readonly appVersion: string
  readonly seed: number
}

export async function createCaseRunner(options: EngineOptions, deps: CaseRunnerDeps): Promise<CaseRunner> {
  const compiled = compilePack(loadPack())
  const reasoner = await createReasoner(options, compiled)
  const skip = () => Promise.resolve()
  const sink: RunSink = {
    create: skip,
    setProblemRepresentation: skip,
    appendStep: skip,
    setDifferential: skip,
    end: skip,
  }
  const { clock, newRunId, appVersion, seed } = deps
  return {
    reasoner,
    async run(subject, signal, onChange = () => undefined) {
      if (signal.aborted) return null
      const verify = createVerifier(subject.presentation, compiled)
      const handle = startRun(
        { sink, verify, clock, newRunId, paint: skip, rest: skip, onChange, appVersion },
        { subject, reasoner, seed, start: null },
      )
      const onAbort = () => handle.stop()
      signal.addEventListener('abort', onAbort, { once: true })
      try {
        return await handle.done
      } finally {
        signal.removeEventListener('abort', onAbort)
      }
    },
  }
}

/** Checks the steps of one case; the case is read with its first step. */
function createVerifier(presentation: string, compiled: CompiledPack) {
  let context: ReturnType<typeof createVerifierContext> | null = null
  return async (
    _subject: CaseText,
    step: ReasoningStepDraft,
    earlier: readonly ReasoningStepDraft[],
  ): Promise<Check[]> => {
    context ??= createVerifierContext(presentation, compiled)
    return verifyStep(context, step, earlier)
  }
}

async function createReasoner(options: EngineOptions, compiled: CompiledPack): Promise<Reasoner> {
  if (options.engine === 'knowledge') {
    const { createKnowledgeReasoner } = await import('../../src/engines/knowledge')
    const { combinePacks, openPacks } = await import('../../src/knowledge/pack/combine-packs')
    return createKnowledgeReasoner(combinePacks(openPacks(loadPack(), null), []))
  }
  const { createLanguageReasoner, createStrategy } = await import('../../src/reasoning/language')
  const {
    endpoint: baseUrl,
    model: name,
    apiKey,
    firstTokenMs,
    stallMs,
    contextTokens,
    temperature,
  } = options
  // Not one call after the other: the batch decides how many run side by side.
  const engine = createOpenAiEngine({ isSerial: false, firstTokenMs, stallMs, contextTokens })
  const model = { kind: 'server', baseUrl, model: name, apiKey } as const
  return createLanguageReasoner({
    engine: 'openai',
    engineVersion: engine.version,
    model: await engine.describe(model),
    strategy: createStrategy(options.strategy),
    countFlags: async (subject, step, earlier) =>
      (await createVerifier(subject.presentation, compiled)(subject, step, earlier)).length,
    openSession: keepSession((on, signal) => engine.load(model, on, signal)).open,
    ...(temperature === null ? {} : { temperature }),
  })
}
