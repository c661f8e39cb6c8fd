import type { KnowledgeClient } from '../engines/knowledge'
import type { Engine, ModelRef } from '../engines'
import type { Outside } from '../features/services'
import type { Reasoner, ReasonerChoice, ReasonerRegistry } from '../reasoning'

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

type LanguageChoice = Extract<ReasonerChoice, { readonly model: ModelRef }>

interface OpenedModel {
  readonly choice: LanguageChoice
  readonly keeper: { close(): Promise<void> }
  readonly reasoner: Reasoner
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
      throw engines.engineFailure('engine-unsupported', `${id} is not there yet`)
  }
}

/** Engines are loaded when they are first asked for, so that none weighs on the first screen. */
export function createReasonerRegistry(outside: Outside): ReasonerRegistry {
  let client: Promise<KnowledgeClient> | null = null
  const knowledge = () =>
    (client ??= import('../engines/knowledge').then((room) => room.createKnowledgeClient()))
  let opened: OpenedModel | null = null

  /** One model is loaded at a time: two seldom fit. */
  async function openModel(choice: LanguageChoice): Promise<Reasoner> {
    if (opened && isSameModel(opened.choice, choice)) return opened.reasoner
    await opened?.keeper.close()
    opened = null
    const [engine, { keepSession }, { createLanguageReasoner, createStructuredStrategy }] = await Promise.all(
      [createEngine(choice.engine, outside), import('../engines'), import('../reasoning/language')],
    )
    const keeper = keepSession((on, signal) => engine.load(choice.model, on, signal))
    const reasoner = createLanguageReasoner({
      engine: engine.id,
      engineVersion: engine.version,
      model: await engine.describe(choice.model),
      strategy: createStructuredStrategy(),
      openSession: keeper.open,
    })
    opened = { choice, keeper, reasoner }
    return reasoner
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
          return openModel(choice)
      }
    },
    extract: async (text) => (await (await knowledge()).extract(text)).findings,
    verify: async (subject, step, earlier) => (await knowledge()).verify(subject, step, earlier),
  }
}
