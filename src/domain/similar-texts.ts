/** A text among which similar ones are looked for. */
export interface TextCandidate<T> {
  readonly text: string
  readonly value: T
}

const WORD = /[\p{L}\p{N}]{3,}/gu

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [word] of text.toLowerCase().matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** A text's words, each with its weight; the squares of the weights add up to 1. */
type Weights = ReadonlyMap<string, number>

/** Frequencies (1 + ln) times inverse document frequencies over all the texts (Salton & Buckley 1988), smoothed so that a word they all have still counts. */
function weighTexts(texts: readonly string[]): Weights[] {
  const documents = texts.map(countWords)
  const frequency = new Map<string, number>()
  for (const words of documents)
    for (const word of words.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  return documents.map((words) => {
    const weights = [...words].map(
      ([word, times]) =>
        [word, (1 + Math.log(times)) * Math.log(1 + documents.length / (frequency.get(word) ?? 1))] as const,
    )
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1
    return new Map(weights.map(([word, weight]) => [word, weight / length]))
  })
}

/** Cosine of two texts' weights, 0 to 1. */
function likenessOf(a: Weights, b: Weights): number {
  let likeness = 0
  for (const [word, weight] of b) likeness += weight * (a.get(word) ?? 0)
  return likeness
}

/** How like each of `texts` is to each of `others`, 0 to 1: a row for each of `texts`. */
export function compareTexts(texts: readonly string[], others: readonly string[]): number[][] {
  const weights = weighTexts([...texts, ...others])
  const of = weights.slice(texts.length)
  return weights.slice(0, texts.length).map((own) => of.map((other) => likenessOf(own, other)))
}

/**
 * The `count` candidates whose words are most like the text's, best first. Candidates without a word in common are left
 * out.
 */
export function findSimilarTexts<T>(
  text: string,
  candidates: readonly TextCandidate<T>[],
  count: number,
): T[] {
  const [scores = []] = compareTexts(
    [text],
    candidates.map((candidate) => candidate.text),
  )
  return scores
    .map((score, index) => ({ score, index }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, count)
    .flatMap(({ index }) => {
      const candidate = candidates[index]
      return candidate ? [candidate.value] : []
    })
}
