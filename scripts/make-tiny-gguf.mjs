// Writes a tiny but valid GGUF v3 model (llama architecture), so that tests run a real engine without downloading weights.
// Two kinds. `random`: seeded noise; the output is word salad, but tokenizer, chat template, grammar, sampling, KV cache and
// abort are the real ones. `scripted`: a hand-built bigram chain in which the blocks add nothing, so that the last token alone
// decides the next; it recites one given text and ends its turn, whatever the prompt was. Given several, it recites the first that the
// grammar of the call allows.
// Runs in Node and in the browser alike.
import { GgufBytes, GGUF_TYPE, TENSOR_TYPE, encodeTensor, writeGguf } from './gguf-bytes.mjs'

const TOKEN = { normal: 1, unknown: 2, control: 3, byte: 6 }
const WORD_SCORE = -500

/** ChatML. Its last characters are what a script starts from, see `linkScript`. */
const CHAT_TEMPLATE =
  "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}" +
  '{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}'

const WORDS =
  'patient fever cough pain acute chronic left right lung heart renal sepsis history exam labs likely unlikely because ' +
  'therefore diagnosis evidence against for suspect test order treat'

const DEFAULTS = {
  architecture: 'llama',
  name: 'tiny-random',
  script: null,
  seed: 1,
  layers: 1, // all that tests need of a model is in one; a second only doubles their time
  dim: 128,
  ff: 128,
  heads: 4,
  kvHeads: 1,
  contextLength: 8192,
  type: 'f32',
}

/** Uniform numbers in [0, 1) from a seed (mulberry32: small, good enough for weights). */
function createRandom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function createGaussian(random) {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Cuts a text into pieces that are in no text cut before and pairwise different, so that a bigram chain can recite it. */
function cutIntoUniquePieces(text, seen) {
  const pieces = []
  let current = ''
  for (const atom of text.match(/\s*\S+|\s+$/g) ?? []) {
    current += atom
    if (seen.has(current)) continue
    seen.add(current)
    pieces.push(current)
    current = ''
  }
  // A repeat at the very end is joined to the piece before it, until the join is new.
  while (current !== '') {
    current = (pieces.pop() ?? '') + current
    if (seen.has(current)) continue
    seen.add(current)
    pieces.push(current)
    current = ''
  }
  return pieces
}

/** Every pair of small letters, and every one of them after a blank. */
function* letterPairs() {
  const letters = Array.from({ length: 26 }, (_, place) => String.fromCharCode(97 + place))
  for (const first of [' ', ...letters]) for (const second of letters) yield first + second
}

/**
 * SentencePiece vocabulary: specials, the 256 bytes, printable ASCII, a few words, the script's pieces. With a script also pairs of
 * letters: prompts take half as many tokens and are read in half the time.
 */
function makeVocabulary(scripts) {
  const tokens = []
  const scores = []
  const types = []
  const ids = new Map()
  const add = (text, type, score = 0) => {
    const known = ids.get(text)
    if (known !== undefined) return known
    ids.set(text, tokens.length)
    types.push(type)
    scores.push(score)
    return tokens.push(text) - 1
  }
  const spell = (text) => text.replaceAll(' ', '\u2581') // SentencePiece writes blanks as U+2581

  const unknown = add('<unk>', TOKEN.unknown)
  const bos = add('<s>', TOKEN.control)
  add('<|im_start|>', TOKEN.control)
  const endOfTurn = add('<|im_end|>', TOKEN.control)
  for (let byte = 0; byte < 256; byte++) {
    add(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`, TOKEN.byte)
  }
  const newline = ids.get('<0x0A>')
  for (let code = 32; code < 127; code++) add(spell(String.fromCharCode(code)), TOKEN.normal, -1000)
  if (scripts.length > 0) for (const pair of letterPairs()) add(spell(pair), TOKEN.normal, -1500)
  for (const word of WORDS.split(' ')) add(spell(` ${word}`), TOKEN.normal, WORD_SCORE)
  const seen = new Set()
  const chains = scripts.map((script) =>
    cutIntoUniquePieces(script, seen).map((piece) => add(spell(piece), TOKEN.normal, -2000)),
  )
  while (tokens.length % 32 !== 0) add(`<|pad${tokens.length}|>`, TOKEN.control) // Q8_0 blocks hold 32 values
  return { tokens, scores, types, unknown, bos, endOfTurn, newline, chains }
}

/** Makes each token of a script the sure successor of the one before. Everything else of the output matrix is zero. */
function linkScript(output, embedding, dim, vocabulary) {
  const { chains, newline, endOfTurn } = vocabulary
  const link = (from, to, weight = 0.25) => {
    for (let i = 0; i < dim; i++) output[to * dim + i] += embedding[from * dim + i] * weight
  }
  chains.forEach((chain, place) => {
    // Whatever the prompt was, the template ends with a newline: that is where a script starts. Where a grammar forbids the first,
    // the next that it allows is recited.
    link(newline, chain[0], 0.25 - 0.05 * Math.min(place, 4))
    for (let k = 0; k + 1 < chain.length; k++) link(chain[k], chain[k + 1])
    link(chain.at(-1), endOfTurn)
  })
}

/** Holds residual dimension 0 constant, so that column 0 of the output is a bias per token: words up, bytes and specials down. */
function favourWords(output, embedding, dim, vocabulary) {
  vocabulary.tokens.forEach((_, token) => {
    embedding[token * dim] = 8
    const isNormal = vocabulary.types[token] === TOKEN.normal
    output[token * dim] = isNormal ? (vocabulary.scores[token] === WORD_SCORE ? 0.5 : 0) : -1
  })
}

function makeTensors(options, vocabulary) {
  const { dim, ff, layers, heads, kvHeads } = options
  const gaussian = createGaussian(createRandom(options.seed))
  const isScripted = vocabulary.chains.length > 0
  const tensors = []
  const addMatrix = (name, columns, rows, fill) => {
    const data = Float32Array.from({ length: columns * rows }, fill)
    tensors.push({ name, dims: [columns, rows], data, type: TENSOR_TYPE[options.type] })
    return data
  }
  const addNorm = (name) =>
    tensors.push({ name, dims: [dim], data: new Float32Array(dim).fill(1), type: TENSOR_TYPE.f32 })

  const embedding = addMatrix('token_embd.weight', dim, vocabulary.tokens.length, () => gaussian())
  addNorm('output_norm.weight')
  const output = addMatrix('output.weight', dim, vocabulary.tokens.length, () =>
    isScripted ? 0 : gaussian() * 0.1,
  )
  if (isScripted) linkScript(output, embedding, dim, vocabulary)
  else favourWords(output, embedding, dim, vocabulary)

  const deviation = isScripted ? 0 : 1 / Math.sqrt(dim)
  const noise = () => gaussian() * deviation
  const kvDim = (dim / heads) * kvHeads
  for (let layer = 0; layer < layers; layer++) {
    const prefix = `blk.${layer}.`
    addNorm(`${prefix}attn_norm.weight`)
    addMatrix(`${prefix}attn_q.weight`, dim, dim, noise)
    addMatrix(`${prefix}attn_k.weight`, dim, kvDim, noise)
    addMatrix(`${prefix}attn_v.weight`, dim, kvDim, noise)
    addMatrix(`${prefix}attn_output.weight`, dim, dim, noise)
    addNorm(`${prefix}ffn_norm.weight`)
    addMatrix(`${prefix}ffn_gate.weight`, dim, ff, noise)
    addMatrix(`${prefix}ffn_up.weight`, dim, ff, noise)
    addMatrix(`${prefix}ffn_down.weight`, ff, dim, noise)
  }
  return tensors.map(({ name, dims, data, type }) => ({ name, dims, type, bytes: encodeTensor(data, type) }))
}

function makeMetadata(options, vocabulary) {
  const { u32, f32, bool, string, i32 } = GGUF_TYPE
  return [
    ['general.architecture', string, options.architecture],
    ['general.name', string, options.name],
    ['general.file_type', u32, options.type === 'q8_0' ? 7 : 0],
    ['general.quantization_version', u32, 2],
    [`${options.architecture}.vocab_size`, u32, vocabulary.tokens.length],
    [`${options.architecture}.context_length`, u32, options.contextLength],
    [`${options.architecture}.embedding_length`, u32, options.dim],
    [`${options.architecture}.block_count`, u32, options.layers],
    [`${options.architecture}.feed_forward_length`, u32, options.ff],
    [`${options.architecture}.attention.head_count`, u32, options.heads],
    [`${options.architecture}.attention.head_count_kv`, u32, options.kvHeads],
    [`${options.architecture}.attention.layer_norm_rms_epsilon`, f32, 1e-5],
    [`${options.architecture}.rope.dimension_count`, u32, options.dim / options.heads],
    [`${options.architecture}.rope.freq_base`, f32, 10000],
    ['tokenizer.ggml.model', string, 'llama'],
    ['tokenizer.ggml.tokens', [string], vocabulary.tokens],
    ['tokenizer.ggml.scores', [f32], vocabulary.scores],
    ['tokenizer.ggml.token_type', [i32], vocabulary.types],
    ['tokenizer.ggml.bos_token_id', u32, vocabulary.bos],
    ['tokenizer.ggml.eos_token_id', u32, vocabulary.endOfTurn],
    ['tokenizer.ggml.unknown_token_id', u32, vocabulary.unknown],
    ['tokenizer.ggml.add_bos_token', bool, true],
    ['tokenizer.ggml.add_space_prefix', bool, false],
    ['tokenizer.chat_template', string, CHAT_TEMPLATE],
  ]
}

/** The model as the bytes of a GGUF file; the same options give the same bytes. See the `.d.mts` for the options. */
export function makeTinyGguf(options = {}) {
  const settings = { ...DEFAULTS, ...options }
  const vocabulary = makeVocabulary(settings.script === null ? [] : [settings.script].flat())
  return writeGguf(new GgufBytes(), makeMetadata(settings, vocabulary), makeTensors(settings, vocabulary))
}
