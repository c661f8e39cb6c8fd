// A language model in the browser through the app's engine, and the same model through llama.cpp's own calls beside it.
import { makeTinyGguf } from '../../scripts/make-tiny-gguf.mjs'
import type { Generation, Session } from '../../src/engines'
import { createWllamaEngine } from '../../src/engines'
import { startInstance } from '../../src/engines/wllama/wllama-instance'
import {
  STRUCTURED_LIMITS,
  createStructuredStrategy,
  traceSchema,
} from '../../src/reasoning/strategies/structured'

const CONTEXT = 8192
const never = new AbortController().signal

/** Random weights of about 50 MB: the size decides the time, not what it says. */
const file = new File(
  [makeTinyGguf({ script: null, seed: 3, layers: 4, dim: 512, ff: 1376, contextLength: CONTEXT })],
  'bench.gguf',
)
const TOKENS = 160
/** About 1,200 tokens of this vocabulary. */
const CASE = 'A man of 54 has had fever and a cough for three days. '.repeat(31)

const toRequest = (words: string, seed: number, schema: Generation['schema'] = null): Generation => ({
  messages: [{ role: 'user', content: words }],
  schema,
  maxTokens: TOKENS,
  minTokens: 1,
  temperature: 0.9,
  seed,
})

let session: Session
let bare: Awaited<ReturnType<typeof startInstance>>

async function load(): Promise<number> {
  session = await createWllamaEngine().load({ kind: 'file', file }, () => {}, never)
  bare = await startInstance(
    { file, contextTokens: CONTEXT, stallMs: 60_000, threads: null, gpuLayers: 0 },
    () => {},
    never,
  )
  return file.size
}

/** Milliseconds a token from the first to the last. */
async function decode(seed: number, schema: Generation['schema'] = null): Promise<number> {
  const times: number[] = []
  for await (const token of session.generate(toRequest('Say something.', seed, schema), never))
    if (token.kind === 'text') times.push(performance.now())
  return perToken(times)
}

async function decodeBare(seed: number): Promise<number> {
  const times: number[] = []
  await bare.wllama.createChatCompletion({
    messages: [{ role: 'user', content: 'Say something.' }],
    max_tokens: TOKENS,
    temperature: 0.9,
    seed,
    top_k: 40,
    top_p: 0.95,
    min_p: 0.05,
    cache_prompt: true,
    stream: true,
    onData: (chunk) => {
      if (chunk.choices[0]?.delta.content) times.push(performance.now())
    },
  })
  return perToken(times)
}

function perToken(times: readonly number[]): number {
  const [first = 0] = times
  return ((times.at(-1) ?? first) - first) / Math.max(1, times.length - 1)
}

async function ask(request: Generation) {
  const from = performance.now()
  let first = 0
  let text = ''
  let read = { total: 0, reused: 0 }
  for await (const token of session.generate(request, never)) {
    if (token.kind === 'prompt-read') read = token
    if (token.kind !== 'text') continue
    first ||= performance.now() - from
    text += token.text
  }
  return { first, text, read }
}

/** The same when a person corrects the third step of a run and has the model go on: the app's own prompts, before and after. */
async function continueCall(run: number): Promise<{ cold: number; later: number; unread: number }> {
  const presentation = `${run} ${CASE}`
  const strategy = createStructuredStrategy()
  const request = (continueFrom: typeof STEPS) => {
    const call = strategy.plan({ presentation, continueFrom }, [])
    if (!call) throw new Error('the strategy asks nothing')
    const { messages, schema: shape } = call
    return { ...toRequest('', run, shape), messages, maxTokens: 24 }
  }
  const cold = await ask(request([]))
  const later = await ask(request(STEPS))
  return {
    cold: cold.first,
    later: later.first,
    unread: Math.max(0, 1 - later.read.reused / cold.read.total),
  }
}

const STEPS = [
  'Fever and a cough of three days point to an infection of the airways.',
  'Pneumonia is likely; an embolism with infarction must not be missed.',
  'No chest pain or leg swelling is told, which argues against an embolism.',
].map((text, index) => ({ index, kind: 'support' as const, text, quotes: [], hypotheses: [] }))

/** First token of a case's first call, of the call after it, and the share of the earlier prompt that was read again. */
async function laterCall(run: number): Promise<{ cold: number; later: number; unread: number }> {
  // Another first word each time, so that nothing of the run before is of use.
  const words = `${run} ${CASE}`
  const opening = { ...toRequest(words, run), maxTokens: 24 }
  const cold = await ask(opening)
  const later = await ask({
    ...opening,
    messages: [
      ...opening.messages,
      { role: 'assistant', content: cold.text },
      { role: 'user', content: 'And now?' },
    ],
  })
  return {
    cold: cold.first,
    later: later.first,
    unread: Math.max(0, 1 - later.read.reused / cold.read.total),
  }
}

/** Milliseconds from an abort to its rejection, while a long prompt is read or while text is written. */
async function cancel(during: 'prompt' | 'text', run: number): Promise<number> {
  const controller = new AbortController()
  const words = during === 'prompt' ? `${run} ${CASE.repeat(5)}` : `Say something, ${run}.`
  let from = 0
  try {
    for await (const token of session.generate(
      { ...toRequest(words, run), maxTokens: 2000 },
      controller.signal,
    ))
      if (from === 0 && (token.kind === 'prompt-read' ? token.read > 0 : token.kind === during)) {
        from = performance.now()
        setTimeout(() => controller.abort('enough'))
      }
  } catch {
    return performance.now() - from
  }
  return NaN
}

declare global {
  interface Window {
    models: {
      load(): Promise<number>
      decode(seed: number): Promise<number>
      decodeSchema(seed: number): Promise<number>
      decodeBare(seed: number): Promise<number>
      laterCall(run: number): Promise<{ cold: number; later: number; unread: number }>
      continueCall(run: number): Promise<{ cold: number; later: number; unread: number }>
      cancel(during: 'prompt' | 'text', run: number): Promise<number>
    }
  }
}

const schema = traceSchema(STRUCTURED_LIMITS, false)
window.models = {
  load,
  decode: (seed) => decode(seed),
  decodeSchema: (seed) => decode(seed, schema),
  decodeBare,
  laterCall,
  continueCall,
  cancel,
}
