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

/**
 * The `count` candidates whose words are most like the text's, best first: cosine of term frequencies (1 + ln) times inverse
 * document frequencies over the candidates and the text (Salton & Buckley 1988), smoothed so that a word they all have still counts.
 * Candidates without a word in common are left out.
 */
export function findSimilarTexts<T>(
  text: string,
  candidates: readonly TextCandidate<T>[],
  count: number,
): T[] {
  const documents = [text, ...candidates.map((candidate) => candidate.text)].map(countWords)
  const frequency = new Map<string, number>()
  for (const words of documents)
    for (const word of words.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  const weigh = (words: ReadonlyMap<string, number>) => {
    const weights = [...words].map(
      ([word, times]) =>
        [word, (1 + Math.log(times)) * Math.log(1 + documents.length / (frequency.get(word) ?? 1))] as const,
    )
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1
    return new Map(weights.map(([word, weight]) => [word, weight / length]))
  }
  const [own = new Map<string, number>(), ...others] = documents.map(weigh)
  const scored = others.map((weights, index) => {
    let score = 0
    for (const [word, weight] of weights) score += weight * (own.get(word) ?? 0)
    return { index, score }
  })
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, count)
    .flatMap(({ index }) => {
      const candidate = candidates[index]
      return candidate ? [candidate.value] : []
    })
}
