import { engineFailure } from '../engine'

/** One file of the weights, as a model's `tensor-cache.json` lists it. */
export interface Shard {
  readonly name: string
  readonly bytes: number
  /** 32 hexadecimal digits; null where the list has none. */
  readonly md5: string | null
}

/** What of a model's own description Rounds needs. */
export interface MlcConfig {
  /** The tokenizer's file that WebLLM will read. */
  readonly tokenizer: 'tokenizer.json' | 'tokenizer.model'
  /** The most tokens that prompt and answer may share. */
  readonly contextTokens: number
  /** Bytes that one token of context takes on the device; null where the description doesn't tell. */
  readonly bytesPerToken: number | null
}

export const CONFIG = 'mlc-chat-config.json'
/** The list of the weights' files: its name, and the one it had before. */
export const SHARD_LISTS = ['tensor-cache.json', 'ndarray-cache.json'] as const
const NO_LIMIT = 1_000_000

type Fields = Readonly<Record<string, unknown>>

/** @throws EngineFailure `model-corrupt` for what is no such description: a web page, say. */
export function readMlcConfig(bytes: Uint8Array): MlcConfig {
  const config = readObject(bytes, CONFIG)
  const files = config['tokenizer_files']
  const tokenizer = (['tokenizer.json', 'tokenizer.model'] as const).find(
    (name) => Array.isArray(files) && files.includes(name),
  )
  if (!tokenizer)
    throw engineFailure('model-corrupt', `${CONFIG} names neither tokenizer.json nor tokenizer.model`)
  const inner = toObject(config['model_config'])
  const window = toCount(config['context_window_size']) ?? toCount(inner['context_window_size'])
  return { tokenizer, contextTokens: window ?? NO_LIMIT, bytesPerToken: bytesPerToken(inner) }
}

/** Keys and values of every layer, as 16-bit numbers. */
function bytesPerToken(model: Fields): number | null {
  const layers = toCount(model['num_hidden_layers'])
  const heads = toCount(model['num_key_value_heads']) ?? toCount(model['num_attention_heads'])
  const width =
    toCount(model['head_dim']) ??
    (toCount(model['hidden_size']) ?? NaN) / (toCount(model['num_attention_heads']) ?? NaN)
  if (layers === null || heads === null || !Number.isFinite(width)) return null
  return 2 * 2 * layers * heads * width
}

/** @throws EngineFailure `model-corrupt` for what is no list of weights. */
export function readShardList(bytes: Uint8Array): Shard[] {
  const { records } = readObject(bytes, SHARD_LISTS[0])
  if (!Array.isArray(records) || records.length === 0)
    throw engineFailure('model-corrupt', `${SHARD_LISTS[0]} lists no weights`)
  return records.map((record: unknown, index) => {
    const { dataPath, nbytes, md5sum } = toObject(record)
    const count = toCount(nbytes)
    // A path that leaves the model's folder would be fetched from, and kept, elsewhere.
    if (typeof dataPath !== 'string' || !/^[\w.-]+$/.test(dataPath) || count === null)
      throw engineFailure('model-corrupt', `${SHARD_LISTS[0]}: record ${index + 1} names no file and size`)
    const md5 = typeof md5sum === 'string' && /^[\da-f]{32}$/i.test(md5sum) ? md5sum.toLowerCase() : null
    return { name: dataPath, bytes: count, md5 }
  })
}

/** @throws EngineFailure `model-corrupt` where it doesn't begin as WebAssembly does. */
export function checkLibrary(bytes: Uint8Array): void {
  const begin = [0, 0x61, 0x73, 0x6d]
  if (!begin.every((value, index) => bytes[index] === value))
    throw engineFailure(
      'model-corrupt',
      `the library begins with ${quoteStart(bytes)}, not as WebAssembly does`,
    )
}

function readObject(bytes: Uint8Array, name: string): Fields {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // said below, together with what was found instead
  }
  throw engineFailure('model-corrupt', `${name} begins with ${quoteStart(bytes)} and is no JSON object`)
}

const quoteStart = (bytes: Uint8Array) => JSON.stringify(String.fromCharCode(...bytes.subarray(0, 12)))

const toObject = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {})

const toCount = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null
