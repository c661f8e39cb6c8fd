import type { KnowledgeClient } from '../engines/knowledge'
import type { ReasonerChoice, ReasonerRegistry } from '../reasoning'

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

/** Engines are loaded when they are first asked for, so that none weighs on the first screen. */
export function createReasonerRegistry(): ReasonerRegistry {
  let client: Promise<KnowledgeClient> | null = null
  const knowledge = () =>
    (client ??= import('../engines/knowledge').then((room) => room.createKnowledgeClient()))
  let openModel: {
    file: File
    keeper: { close(): Promise<void> }
    reasoner: ReturnType<ReasonerRegistry['create']>
  } | null = null

  async function createWllamaReasoner(file: File) {
    const [
      { createWllamaEngine, keepSession, WLLAMA_VERSION },
      { createLanguageReasoner, createStructuredStrategy },
    ] = await Promise.all([import('../engines'), import('../reasoning/language')])
    const engine = createWllamaEngine()
    const keeper = keepSession((on, signal) => engine.load({ kind: 'file', file }, on, signal))
    const reasoner = engine.describe({ kind: 'file', file }).then((model) =>
      createLanguageReasoner({
        engine: 'wllama',
        engineVersion: WLLAMA_VERSION,
        model,
        strategy: createStructuredStrategy(),
        openSession: keeper.open,
      }),
    )
    return { file, keeper, reasoner }
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
        case 'wllama': {
          if (openModel?.file !== choice.file) {
            await openModel?.keeper.close()
            openModel = await createWllamaReasoner(choice.file)
          }
          return openModel.reasoner
        }
      }
    },
    extract: async (text) => (await (await knowledge()).extract(text)).findings,
    verify: async (subject, step, earlier) => (await knowledge()).verify(subject, step, earlier),
  }
}
