import {
  type CompiledGrammar,
  GrammarCompiler,
  GrammarMatcher,
  Testings,
  TokenizerInfo,
} from '@mlc-ai/web-xgrammar'
import { beforeAll, expect, test } from 'vitest'
import { writeEbnf } from '../../engines'
import { ALL_SCHEMAS } from './all-schemas'
import { findViolation, maxAnswerTokens } from './bounded-schema'

// The grammar compiler inside WebLLM, on its own: what a model there is held to, without a model.
const QUOTE = 34
const STOP = 256
const SAMPLES = 5
let compiler: GrammarCompiler

beforeAll(async () => {
  const bytes = Array.from(
    { length: 256 },
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  )
  compiler = await GrammarCompiler.createGrammarCompiler(
    await TokenizerInfo.createTokenizerInfo([...bytes, '</s>'], 'byte_fallback', false, 257, STOP),
  )
})

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Writes random bytes that the grammar allows, until it allows no more; strings are ended early more often than not. */
async function writeAtRandom(grammar: CompiledGrammar, seed: number, most: number): Promise<string> {
  const matcher = await GrammarMatcher.createGrammarMatcher(grammar)
  const random = createRandom(seed)
  const written: number[] = []
  while (written.length < most) {
    const masked = await Testings.debugGetMaskedTokensFromBitmask(await matcher.getNextTokenBitmask(), 257)
    const forbidden = new Set(masked)
    const allowed = Array.from({ length: 257 }, (_, token) => token).filter((token) => !forbidden.has(token))
    const any = allowed[Math.floor(random() * allowed.length)] ?? STOP
    const token = allowed.includes(QUOTE) && random() < 0.2 ? QUOTE : any
    if (token === STOP) break
    expect(matcher.acceptToken(token)).toBe(true)
    written.push(token)
  }
  matcher.dispose()
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(written))
}

test.each(Object.entries(ALL_SCHEMAS))(
  `random answers under the grammar of %s obey its schema, ${SAMPLES} of ${SAMPLES}`,
  async (_, schema) => {
    const grammar = await compiler.compileGrammar(writeEbnf(schema))
    for (let seed = 1; seed <= SAMPLES; seed++) {
      const text = await writeAtRandom(grammar, seed, maxAnswerTokens(schema))
      const value: unknown = JSON.parse(text)
      expect(findViolation(schema, value)).toBeNull()
      expect(text).toBe(JSON.stringify(value)) // no white space between tokens
    }
  },
)
