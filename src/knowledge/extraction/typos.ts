/** Shorter words have too many neighbours that are words themselves. */
const SHORTEST = 8
const EDGE = 4
/** Words that are one letter from a medical one and mean something else. */
const REAL_WORDS = new Set(
  (
    'breeding spelling prostrate perineal peroneal peritoneal injection infection inflection inspection presence absences ' +
    'intension attention conscience conscious continence dysphasia dysphagia macrocytosis microcytosis macrocytic microcytic ' +
    'arteritis arthritis ureteral urethral trending treading palpation deceased diseased decreased increased suspicion'
  ).split(' '),
)
/** Remembered answers; cleared when there are more. */
const MOST_REMEMBERED = 20_000

/** The long words of wordings, found again with one letter wrong, missing, too much or swapped with its neighbour. */
export class TypoIndex {
  readonly #byEdge = new Map<string, string[]>()
  readonly #known = new Set<string>()
  readonly #mended = new Map<string, string | null>()

  add(form: string): void {
    if (this.#known.has(form)) return
    this.#known.add(form)
    if (form.length < SHORTEST - 1 || /\d/.test(form)) return
    for (const key of [`<${form.slice(0, EDGE)}`, `>${form.slice(-EDGE)}`]) {
      const words = this.#byEdge.get(key)
      if (words) words.push(form)
      else this.#byEdge.set(key, [form])
    }
  }

  /** The known word that a long unknown one is a slip of; null where there is none or more than one. */
  mend(form: string): string | null {
    if (form.length < SHORTEST || this.#known.has(form)) return null
    const remembered = this.#mended.get(form)
    if (remembered !== undefined) return remembered
    const mended = this.#search(form)
    if (this.#mended.size >= MOST_REMEMBERED) this.#mended.clear()
    this.#mended.set(form, mended)
    return mended
  }

  #search(form: string): string | null {
    if (REAL_WORDS.has(form)) return null
    let found: string | null = null
    // One edit leaves the beginning or the end of a word as it was.
    for (const key of [`<${form.slice(0, EDGE)}`, `>${form.slice(-EDGE)}`])
      for (const word of this.#byEdge.get(key) ?? []) {
        if (word === found || !isSlip(form, word)) continue
        if (found !== null) return null
        found = word
      }
    return found
  }
}

/** Whether two words differ by one letter; an ending that merely inflects the word is no slip. */
function isSlip(written: string, meant: string): boolean {
  if (Math.abs(written.length - meant.length) > 1 || written[0] !== meant[0]) return false
  let at = 0
  while (at < written.length && written[at] === meant[at]) at++
  let end = 0
  const most = Math.min(written.length, meant.length) - at
  while (end < most && written[written.length - 1 - end] === meant[meant.length - 1 - end]) end++
  const [left, right] = [written.length - at - end, meant.length - at - end]
  if (left <= 1 && right <= 1) return !isInflection(written, meant, end)
  return left === 2 && right === 2 && written[at] === meant[at + 1] && written[at + 1] === meant[at]
}

const ENDING = /(?:s|e|d|y|a|r|n)$/

function isInflection(written: string, meant: string, sameEnd: number): boolean {
  if (sameEnd > 0) return false
  return written.length !== meant.length && ENDING.test(written.length > meant.length ? written : meant)
}
