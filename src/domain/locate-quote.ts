import type { Span } from './span'

/** Signs that people, publishers and ASCII-only models write differently. Decomposition (NFKD) covers the rest. */
const FOLDED: Readonly<Record<string, string>> = {
  '°': '', 'º': '', '˚': '', 'µ': 'u', 'μ': 'u', '×': 'x', '≥': '>=', '≤': '<=', '±': '+/-', '·': '.', '⁄': '/',
  '‘': "'", '’': "'", 'ʼ': "'", '′': "'", '"': '', '“': '', '”': '', '„': '', '″': '', '«': '', '»': '', '[': '(', ']': ')',
  'ß': 'ss', 'ø': 'o', 'æ': 'ae', 'œ': 'oe', 'ł': 'l', 'α': 'alpha', 'β': 'beta', 'γ': 'gamma', 'δ': 'delta',
} // prettier-ignore

const DASH = /[\p{Pd}\u2212]/u
const DROPPED = /[\p{M}\p{Cf}]/u
const EDGE = /^[\s"'“”‘’«».,;:…]+|[\s"'“”‘’«».,;:…]+$/gu

interface FoldedText {
  readonly text: string
  /** For each code unit of `text`, where its source begins and ends in the original. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

interface Gap {
  readonly start: number
  readonly end: number
  readonly hasDash: boolean
}

type CharClass = 'letter' | 'digit' | 'other'

function classify(character: string): CharClass {
  if (/\p{L}/u.test(character)) return 'letter'
  return /\p{N}/u.test(character) ? 'digit' : 'other'
}

function foldCharacter(character: string): string {
  const direct = FOLDED[character]
  if (direct !== undefined) return direct
  if (character < '\u0080') return character.toLowerCase()
  const plain = character.normalize('NFKD').toLowerCase()
  return [...plain].map((part) => (DROPPED.test(part) ? '' : (FOLDED[part] ?? part))).join('')
}

/**
 * Writes a text so that spelling differences without meaning vanish: case, accents, runs of white space, kinds of dash, degree
 * and quotation marks. A gap or dash between two letters becomes one blank, a gap beside a digit or sign vanishes ('38.5 °C'
 * and '38.5C' agree), but a gap between two digits stays, and so does a dash at a digit, which may be a minus or a range.
 */
function fold(original: string): FoldedText {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  let previous: CharClass | null = null
  let gap: Gap | undefined

  function push(piece: string, start: number, end: number): void {
    text += piece
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(start)
      ends.push(end)
    }
  }

  let at = 0
  for (const character of original) {
    const start = at
    at += character.length
    const isDash = DASH.test(character)
    if (isDash || /\s/u.test(character)) {
      gap = { start: gap?.start ?? start, end: at, hasDash: isDash || (gap?.hasDash ?? false) }
      continue
    }
    const piece = foldCharacter(character)
    if (piece === '') {
      // A combining mark belongs to the letter before it.
      if (DROPPED.test(character) && ends.length > 0 && !gap) ends[ends.length - 1] = at
      continue
    }
    const next = classify(piece.charAt(0))
    if (gap) {
      const isBetweenWords = previous === 'letter' && next === 'letter'
      const isLeadingDash = previous === null && next === 'letter'
      if (isBetweenWords) push(' ', gap.start, gap.end)
      else if (gap.hasDash && !isLeadingDash) push('-', gap.start, gap.end)
      else if (previous === 'digit' && next === 'digit') push(' ', gap.start, gap.end)
      gap = undefined
    }
    push(piece, start, at)
    previous = classify(piece.charAt(piece.length - 1))
  }
  return { text, starts, ends }
}

/** Whether a word or number runs on across `at`, so that a match may not begin or end there. */
function isInsideWord(original: string, at: number): boolean {
  const before = classify(original.charAt(at - 1))
  const after = classify(original.charAt(at))
  if (before === 'letter') return after !== 'other' // 'B|12' is one word
  if (before === 'digit') {
    if (after === 'digit') return true // '5|mg' is two, '1|5' is one
    return /[.,·]/u.test(original.charAt(at)) && classify(original.charAt(at + 1)) === 'digit'
  }
  const isDecimalPoint =
    /[.,·]/u.test(original.charAt(at - 1)) && classify(original.charAt(at - 2)) === 'digit'
  return isDecimalPoint && after === 'digit'
}

/**
 * Prepares a presentation for many quotes. The function it gives back returns the first place where a quote stands.
 *
 * @see locateQuote for what counts as the same words.
 */
export function createQuoteLocator(presentation: string): (quote: string) => Span | null {
  const folded = fold(presentation)
  return (quote) => {
    const wanted = fold(quote.replace(EDGE, '')).text
    if (wanted === '') return null
    let at = folded.text.indexOf(wanted)
    while (at !== -1) {
      const last = at + wanted.length - 1
      const start = folded.starts[at] ?? 0
      const end = folded.ends[last] ?? start
      // 'β' is written 'beta', of which 'eta' is no part.
      const isWhole = folded.starts[at - 1] !== start && folded.ends[last + 1] !== end
      if (isWhole && !isInsideWord(presentation, start) && !isInsideWord(presentation, end))
        return { start, end }
      at = folded.text.indexOf(wanted, at + 1)
    }
    return null
  }
}

/**
 * Finds the first place in a case where the words of a quote stand, as a span of UTF-16 offsets into `presentation`, or null.
 *
 * Case, accents, white space, kinds of dash and bracket, quotation marks and degree signs don't matter, nor do marks and full stops around
 * the quote; digits, decimal points, comparison signs and a minus do. A match never begins or ends inside a word or a number:
 * '5 mg' isn't found in '15 mg', nor '38' in '38.5'.
 */
export function locateQuote(presentation: string, quote: string): Span | null {
  return createQuoteLocator(presentation)(quote)
}
