import { readWords } from '../extraction/words'
import type { Disease } from '../pack/pack'

/** Words that say nothing of which test it is. */
const GENERAL = new Set(
  'and with for the test level measurement serum blood urgent without contrast both after from repeat of'.split(
    ' ',
  ),
)

/** Folded words of a presentation, to tell what was done already. */
export function wordsOfCase(presentation: string): ReadonlySet<string> {
  return new Set(readWords(presentation).map(({ form }) => form))
}

/**
 * The first of a disease's next tests that the case doesn't speak of yet; a test counts as spoken of when all its first three
 * telling words stand in the case. The first test of all where the case speaks of every one.
 */
export function pickNextTest(disease: Disease, caseWords: ReadonlySet<string>): string | null {
  const isOpen = (test: string) => {
    const telling = readWords(test)
      .filter(({ form }) => form.length > 2 && !GENERAL.has(form))
      .slice(0, 3)
    return telling.length === 0 || !telling.every(({ form }) => caseWords.has(form))
  }
  return disease.nextTests.find(isOpen) ?? disease.nextTests[0] ?? null
}
