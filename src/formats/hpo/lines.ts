/** How many lines are read between two words on progress. */
const BETWEEN_REPORTS = 20_000

/**
 * The lines of a text without their ends, one at a time: splitting a file of tens of megabytes at once would hold it twice.
 * `onProgress` is told the share of the text behind each few thousand lines, 0 to 1.
 */
export function* readLines(
  text: string,
  onProgress: (fraction: number) => void = () => {},
): Generator<{ readonly line: number; readonly words: string }, void, void> {
  let [from, line] = [0, 0]
  while (from < text.length) {
    const end = text.indexOf('\n', from)
    const to = end === -1 ? text.length : end
    line++
    yield { line, words: text.slice(from, text.charCodeAt(to - 1) === 13 && to > from ? to - 1 : to) }
    from = to + 1
    if (line % BETWEEN_REPORTS === 0) onProgress(to / text.length)
  }
}
