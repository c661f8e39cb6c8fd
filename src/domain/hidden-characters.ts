import type { Span } from './span'

export const HIDDEN_KINDS = ['bidi', 'zero-width', 'control', 'tag'] as const
/** `bidi` reorders what is seen; `zero-width` shows as nothing; `control` has no place in text; `tag` spells unseen words. */
export type HiddenKind = (typeof HIDDEN_KINDS)[number]

/** One character of a text that a reader would not see, or that changes how its neighbours are seen. */
export interface HiddenCharacter {
  readonly kind: HiddenKind
  readonly span: Span
  /** Code point and name, such as "U+202E right-to-left override". */
  readonly label: string
}

const NAMES: Readonly<Record<number, string>> = {
  0x00: 'null',
  0x08: 'backspace',
  0x0b: 'vertical tab',
  0x0c: 'form feed',
  0x1b: 'escape',
  0x7f: 'delete',
  0xad: 'soft hyphen',
  0x061c: 'Arabic letter mark',
  0x115f: 'Hangul filler',
  0x1160: 'Hangul filler',
  0x180e: 'Mongolian vowel separator',
  0x200b: 'zero-width space',
  0x200c: 'zero-width non-joiner',
  0x200d: 'zero-width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'end of embedding',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'end of isolate',
  0x3164: 'Hangul filler',
  0xfeff: 'byte order mark',
}

const HIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const JOINER = /[\u200c\u200d]/u
/** Joiners are ordinary spelling next to these: emoji sequences, and scripts whose letters join. */
const JOINS =
  /[\p{Extended_Pictographic}\ufe0f\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Syriac}\p{Script=Mongolian}]/u

/**
 * Finds characters that a reader would not see: bidirectional controls, zero-width characters, control
 * characters other than tab and line breaks, and Unicode tags. The text itself is left as it is; the UI marks
 * these places. Spans are UTF-16 code units of `text`, in order, at most `limit` of them.
 */
export function revealHidden(text: string, limit = Infinity): HiddenCharacter[] {
  const found: HiddenCharacter[] = []
  for (const match of text.matchAll(HIDDEN)) {
    if (found.length >= limit) break
    const [character] = match
    const start = match.index
    if (JOINER.test(character) && JOINS.test(codePointBefore(text, start))) continue
    found.push({
      kind: hiddenKind(character),
      span: { start, end: start + character.length },
      label: hiddenLabel(character),
    })
  }
  return found
}

function hiddenKind(character: string): HiddenKind {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0xe0000) return 'tag'
  if (BIDI.test(character)) return 'bidi'
  return code < 0xa0 ? 'control' : 'zero-width'
}

function hiddenLabel(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const name =
    NAMES[code] ??
    (code >= 0xe0000 ? 'tag character' : code < 0xa0 ? 'control character' : 'invisible character')
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} ${name}`
}

function codePointBefore(text: string, index: number): string {
  const low = text.charCodeAt(index - 1)
  const isLowSurrogate = low >= 0xdc00 && low <= 0xdfff
  return text.slice(Math.max(0, index - (isLowSurrogate ? 2 : 1)), index)
}
