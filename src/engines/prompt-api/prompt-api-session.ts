import { contextOverflow } from '../context-overflow'
import { engineFailure, type Generation, type Message, type Session, type Token } from '../engine'
import { abortable, createMutex } from '../mutex'
import { createWatchdog } from '../watchdog'
import { classifyError } from './classify-error'
import { usageOf, windowOf, type PromptApi, type PromptSession } from './prompt-api'

export interface PromptApiSessionSettings {
  readonly api: PromptApi
  /** Longest silence, reading the prompt included. */
  readonly stallMs: number
}

/** A session that has seen these messages, its own answers included. */
interface Conversation {
  readonly session: PromptSession
  readonly messages: readonly Message[]
}

const isSame = (a: Message | undefined, b: Message | undefined) =>
  a !== undefined && a.role === b?.role && a.content === b.content

/** Whether `messages` go on from `earlier` by exactly one more. */
function goesOn(earlier: readonly Message[], messages: readonly Message[]): boolean {
  return (
    messages.length === earlier.length + 1 && earlier.every((message, at) => isSame(message, messages[at]))
  )
}

/**
 * Over the browser's model, which `base` keeps in memory. A call whose messages go on from the last one's answer is put to the
 * same conversation; any other begins anew.
 */
export function createPromptApiSession(base: PromptSession, settings: PromptApiSessionSettings): Session {
  const { api, stallMs } = settings
  const contextTokens = windowOf(base)
  const mutex = createMutex()
  const disposal = new AbortController()
  let last: Conversation | null = null

  function drop(): void {
    last?.session.destroy()
    last = null
  }

  /** A conversation that has everything but the last message. */
  async function converse(
    messages: readonly Message[],
    signal: AbortSignal,
  ): Promise<{ readonly session: PromptSession; readonly reused: number }> {
    if (last && goesOn(last.messages, messages)) {
      const { session } = last
      last = null // it is no known conversation until its next answer is whole
      return { session, reused: usageOf(session) }
    }
    drop()
    const initialPrompts = messages.slice(0, -1)
    const session = await api.create({ signal, ...(initialPrompts.length > 0 ? { initialPrompts } : {}) })
    if (!signal.aborted) return { session, reused: 0 }
    session.destroy() // made although nobody waits for it any more
    throw signal.reason
  }

  async function checkRoom(
    session: PromptSession,
    prompt: string,
    minTokens: number,
    signal: AbortSignal,
  ): Promise<number> {
    const before = usageOf(session)
    const measure = session.measureContextUsage ?? session.measureInputUsage
    const promptTokens = measure ? await measure.call(session, prompt, { signal }) : 0
    if (before + promptTokens + minTokens > contextTokens)
      throw contextOverflow({ promptTokens: before + promptTokens, answerTokens: minTokens }, contextTokens)
    return before + promptTokens
  }

  async function waitFor<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    const watchdog = createWatchdog(stallMs, () => engineFailure('stalled', `no token for ${stallMs} ms`))
    try {
      return await abortable(Promise.race([work, watchdog.barked]), signal)
    } finally {
      watchdog.stop()
    }
  }

  async function* answer(
    { messages, schema, minTokens, maxTokens }: Generation,
    stop: AbortSignal,
    signal: AbortSignal,
  ): AsyncGenerator<Token, void, undefined> {
    const prompt = messages.at(-1)?.content ?? ''
    const { session, reused } = await waitFor(converse(messages, stop), signal)
    let text = ''
    let pieces = 0
    let isWhole = false
    try {
      const promptTokens = await waitFor(checkRoom(session, prompt, minTokens, stop), signal)
      yield { kind: 'prompt-read', read: reused, total: promptTokens, reused }
      const reader = session
        .promptStreaming(prompt, {
          signal: stop,
          ...(schema ? { responseConstraint: schema, omitResponseConstraintInput: true } : {}),
        })
        .getReader()
      while (pieces < maxTokens) {
        const { value, done } = await waitFor(reader.read(), signal)
        if (done) {
          isWhole = true
          break
        }
        if (value === '') continue
        pieces += 1
        text += value
        yield { kind: 'text', text: value }
      }
      // A browser that doesn't count leaves the pieces, of which each is a token or a few.
      const counted = usageOf(session) - promptTokens
      const outputTokens = counted > 0 ? counted : pieces
      yield {
        kind: 'end',
        reason: isWhole ? 'complete' : 'token-limit',
        usage: { promptTokens, reusedTokens: reused, outputTokens, computeMs: null },
      }
    } finally {
      if (isWhole) last = { session, messages: [...messages, { role: 'assistant', content: text }] }
      else session.destroy()
    }
  }

  async function* generate(
    request: Generation,
    callerSignal: AbortSignal,
  ): AsyncGenerator<Token, void, undefined> {
    const signal = AbortSignal.any([callerSignal, disposal.signal])
    signal.throwIfAborted()
    const release = await mutex.acquire(signal)
    const stop = new AbortController()
    try {
      yield* answer(request, stop.signal, signal)
    } catch (error) {
      if (signal.aborted) throw signal.reason
      throw classifyError(error)
    } finally {
      stop.abort()
      release()
    }
  }

  return {
    contextTokens,
    generate,
    async dispose() {
      disposal.abort(engineFailure('engine-crashed', 'the model was unloaded'))
      drop()
      base.destroy()
    },
  }
}
