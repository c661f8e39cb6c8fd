import { extractFindings } from '../src/knowledge/extraction/extract-findings'
import type { CompiledPack } from '../src/knowledge/extraction/compile-pack'
import type { TeachingText } from './teaching-cases'

/** Words that say the same to a doctor; swapping them must not change a ranking. */
const NEUTRAL: readonly (readonly [RegExp, string])[] = [
  [/\bpresents\b/g, 'comes in'],
  [/\bpresented\b/g, 'came in'],
  [/\bexamination\b/g, 'clinical examination'],
  [/\bemergency department\b/g, 'acute admissions unit'],
  [/\bnoticed\b/g, 'observed'],
  [/\bstudent\b/g, 'trainee'],
  [/\bteacher\b/g, 'librarian'],
  [/\bdriver\b/g, 'courier'],
  [/\bshows\b/g, 'demonstrates'],
  [/\bOn admission\b/g, 'On arrival'],
  [/\bweekend\b/g, 'few days'],
]
const MOST_YEARS = 4
const SWAPPED_SHARE = 0.3

/**
 * The same case told otherwise, the same for one seed: age up to four years off, neutral words changed, sentences of a stage
 * in another order (its first stays first, it says who the patient is), and some wordings replaced by another of the same concept.
 */
export function perturbCase(teaching: TeachingText, compiled: CompiledPack, seed: number): TeachingText {
  const random = createRandom(seed)
  const stages = teaching.stages.map((stage, index) => {
    const swapped = swapWordings(index === 0 ? shiftAge(stage, random) : stage, compiled, random)
    const reworded = NEUTRAL.reduce((text, [from, to]) => text.replace(from, to), swapped)
    return shuffleSentences(reworded, random)
  })
  return { ...teaching, stages, presentation: stages.join('\n\n') }
}

/** Mulberry32: small, and the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Children's ages stay: a few years make another patient of them. */
function shiftAge(text: string, random: () => number): string {
  const years = Math.round((random() * 2 - 1) * MOST_YEARS)
  return text.replace(/\b(\d{2})(?=[-\s]year)/, (age) =>
    Number(age) < 20 ? age : String(Number(age) + years),
  )
}

function swapWordings(text: string, compiled: CompiledPack, random: () => number): string {
  const { findings } = extractFindings(text, compiled)
  let result = text
  let bound = text.length
  for (const { conceptId, span, value, polarity } of findings.toReversed()) {
    const wordings = compiled.concepts.get(conceptId)?.synonyms ?? []
    const choice = wordings[Math.floor(random() * wordings.length)]
    const isPlain = value === null && polarity === 'present' && span.end <= bound
    if (random() > SWAPPED_SHARE || choice === undefined || !isPlain) continue
    result = result.slice(0, span.start) + choice + result.slice(span.end)
    bound = span.start
  }
  return result
}

function shuffleSentences(stage: string, random: () => number): string {
  const [first, ...rest] = stage.split(/(?<=[.!?])\s+(?=[A-Z])/)
  for (let at = rest.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const [a, b] = [rest[at], rest[other]]
    if (a === undefined || b === undefined) continue
    rest[at] = b
    rest[other] = a
  }
  return [first, ...rest].join(' ')
}
