import { contextOverflow } from '../context-overflow'
import { type Generation, type Session, type Token, engineFailure } from '../engine'
import { abortable, createMutex } from '../mutex'
import { createThinkingSplitter } from '../split-thinking'
import { createWatchdog } from '../watchdog'
import type { WebLlmConnection } from './webllm-connection'
import { writeEbnf } from './write-ebnf'

export interface WebLlmSessionSettings {
  readonly contextTokens: number
  /** Longest silence between two tokens, or before the first. */
  readonly stallMs: number
  /** How long a call may take to end after an interrupt before its worker is terminated: a prefill can't be interrupted. */
  readonly interruptGraceMs: number
  /** Loads the model anew in a fresh worker. */
  readonly restart: (signal: AbortSignal) => Promise<WebLlmConnection>
}

/** No tokenizer of ours: no script that cases come in has more characters to a token. */
const MOST_CHARACTERS_PER_TOKEN = 8

/** @throws EngineFailure `context-overflow` where not even the kindest count of the prompt's tokens leaves room. */
function checkRoom({ messages, minTokens }: Generation, contextTokens: number): void {
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0)
  const least = Math.ceil(characters / MOST_CHARACTERS_PER_TOKEN)
  if (least + minTokens > contextTokens)
    throw contextOverflow({ promptTokens: least, answerTokens: minTokens, isLeast: true }, contextTokens)
}

/** A session over one worker, replaced by a fresh one when it dies or has to be terminated. */
export function createWebLlmSession(first: WebLlmConnection, settings: WebLlmSessionSettings): Session {
  const { contextTokens, stallMs, interruptGraceMs, restart } = settings
  const mutex = createMutex()
  const disposal = new AbortController()
  let connection = first
  /** Equal schemas are one object, so that the library finds its compiled grammar again. */
  const grammars = new WeakMap<object, string>()

  function grammarOf({ schema }: Generation): string | null {
    if (schema === null) return null
    const grammar = grammars.get(schema) ?? writeEbnf(schema)
    grammars.set(schema, grammar)
    return grammar
  }

  async function* generate(
    request: Generation,
    callerSignal: AbortSignal,
  ): AsyncGenerator<Token, void, undefined> {
    const signal = AbortSignal.any([callerSignal, disposal.signal])
    signal.throwIfAborted()
    checkRoom(request, contextTokens)
    const release = await mutex.acquire(signal)
    const watchdog = createWatchdog(stallMs, () => engineFailure('stalled', `no token for ${stallMs} ms`))
    let call: ReturnType<WebLlmConnection['call']> | null = null
    let isEnded = false
    try {
      if (connection.isDead) connection = await restart(signal)
      watchdog.poke()
      const { messages, maxTokens, temperature, seed } = request
      call = connection.call({ messages, grammar: grammarOf(request), maxTokens, temperature, seed })
      const splitter = createThinkingSplitter()
      for (;;) {
        const response = await abortable(Promise.race([call.next(), watchdog.barked]), signal)
        if (!response) break
        watchdog.poke()
        if (response.kind === 'text') yield* splitter.push(response.text)
        else {
          isEnded = true
          yield* splitter.end()
          yield { kind: 'end', reason: response.reason, usage: response.usage }
        }
      }
    } catch (error) {
      if (signal.aborted) throw signal.reason
      throw error
    } finally {
      watchdog.stop()
      if (isEnded || !call || connection.isDead) release()
      else {
        // Not awaited: an abort has to be quick. The next call waits until this one is out of the way.
        const { settled, interrupt } = call
        const current = connection
        interrupt()
        const timer = setTimeout(() => current.kill(), interruptGraceMs)
        void settled.then(() => {
          clearTimeout(timer)
          release()
        })
      }
    }
  }

  return {
    contextTokens,
    generate,
    async dispose() {
      disposal.abort(engineFailure('engine-crashed', 'the model was unloaded'))
      connection.kill()
    },
  }
}
