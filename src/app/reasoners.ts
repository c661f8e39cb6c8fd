import { certaintyOf } from '../domain/check'
import type { KnowledgeClient } from '../engines/knowledge'
import type { Engine, ModelFacts, SessionKeeper } from '../engines'
import type { Outside } from '../features/services'
import type { Storage } from '../storage'
import { followKnowledgeSources } from './knowledge-sources'
import type { LanguageChoice, Reasoner, ReasonerChoice, ReasonerRegistry } from '../reasoning'

/** Resolves after `ms` unless aborted first. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(signal.reason)
      },
      { once: true },
    )
  })
}

interface OpenedModel {
  readonly choice: LanguageChoice
  readonly engine: Engine
  readonly facts: ModelFacts
  readonly keeper: SessionKeeper
}

function isSameModel(a: LanguageChoice, b: LanguageChoice): boolean {
  if (a.engine !== b.engine) return false
  if (a.model.kind === 'file' || b.model.kind === 'file')
    return a.model.kind === 'file' && b.model.kind === 'file' && a.model.file === b.model.file
  return JSON.stringify(a.model) === JSON.stringify(b.model)
}

async function createEngine(id: LanguageChoice['engine'], outside: Outside): Promise<Engine> {
  const engines = await import('../engines')
  switch (id) {
    case 'wllama':
      return engines.createWllamaEngine()
    case 'openai':
      return engines.createOpenAiEngine({ fetch: await outside.loadFetch() })
    case 'prompt-api':
      return engines.createPromptApiEngine()
    case 'webllm':
      return engines.createWebLlmEngine()
  }
}

/** Engines are loaded when they are first asked for, so that none weighs on the first screen. */
export function createReasonerRegistry(outside: Outside, storage: Storage): ReasonerRegistry {
  let opening: Promise<{ client: KnowledgeClient; follow: () => Promise<void> }> | null = null
  const openKnowledge = () =>
    (opening ??= import('../engines/knowledge').then((room) => {
      const client = room.createKnowledgeClient()
      return { client, follow: followKnowledgeSources(storage, client) }
    }))
  /** The knowledge engine with the packs and local changes of this moment. */
  const knowledge = async () => {
    const { client, follow } = await openKnowledge()
    await follow()
    return client
  }
  let opened: OpenedModel | null = null

  /** One model is loaded at a time: two seldom fit. */
  async function openModel(choice: LanguageChoice): Promise<OpenedModel> {
    if (opened && isSameModel(opened.choice, choice)) return opened
    await opened?.keeper.close()
    opened = null
    const [engine, { keepSession }] = await Promise.all([
      createEngine(choice.engine, outside),
      import('../engines'),
    ])
    const keeper = keepSession((on, signal) => engine.load(choice.model, on, signal))
    opened = { choice, engine, facts: await engine.describe(choice.model), keeper }
    return opened
  }

  async function createForModel(choice: LanguageChoice): Promise<Reasoner> {
    const { engine, facts, keeper } = await openModel(choice)
    const language = await import('../reasoning/language')
    const reasoner = language.createLanguageReasoner({
      engine: engine.id,
      engineVersion: engine.version,
      model: facts,
      strategy: language.createStrategy(choice.strategy, choice.prompts ?? undefined),
      openSession: keeper.open,
      countFlags: async (subject, step, earlier) =>
        (await (await knowledge()).verify(subject, step, earlier)).filter(
          (check) => certaintyOf(check) !== 'hint',
        ).length,
    })
    return choice.samples > 1
      ? language.createSelfConsistentReasoner(() => reasoner, { samples: choice.samples })
      : reasoner
  }

  return {
    async create(choice: ReasonerChoice) {
      switch (choice.engine) {
        case 'knowledge':
          return (await knowledge()).reasoner
        case 'replay': {
          const { createReplayReasoner } = await import('../engines')
          return createReplayReasoner(choice.run, choice.pacing, wait)
        }
        default:
          return createForModel(choice)
      }
    },
    async writeAlternatives(choice, request, signal) {
      const { keeper } = await openModel(choice)
      return (await import('../reasoning/language')).writeAlternatives(keeper.open, request, signal)
    },
    loadPrompts: () => import('../reasoning/language'),
    extract: async (subject) => (await (await knowledge()).extract(subject)).findings,
    diseases: {
      search: async (words, limit) => (await knowledge()).searchDiseases(words, limit),
      searchFindings: async (words, limit) => (await knowledge()).searchFindings(words, limit),
      check: async (disease) => (await knowledge()).checkDisease(disease),
      matchDiagnoses: async (names) => (await knowledge()).matchDiagnoses(names),
      readScripts: async (ids) => (await knowledge()).readScripts(ids),
    },
    verify: async (subject, step, earlier) => (await knowledge()).verify(subject, step, earlier),
    verifyRun: async (subject, run) => (await knowledge()).verifyRun(subject, run),
    rank: async (request) => (await knowledge()).rank(request),
    focus: async (request, diseaseId) => (await knowledge()).focus(request, diseaseId),
    readValue: async (presentation, conceptId, value) =>
      (await knowledge()).readValue(presentation, conceptId, value),
  }
}
