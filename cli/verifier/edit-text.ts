import { isEvidence } from '../../src/domain/finding'
import type { SeededRandom } from '../../src/domain/resampling/seeded-random'
import { extractFindings } from '../../src/knowledge/extraction/extract-findings'
import type { VerifierContext } from '../../src/knowledge/verifier/verifier-context'

/**
 * Edits that make one statement of a step wrong. They work on plain text, so that what they plant doesn't depend on what the
 * verifier reads; each gives null where a text holds no occasion, or where the case would hold the edited words as well.
 */
type Occasion = { readonly from: number; readonly to: number; readonly by: string }

function applyOne(text: string, occasions: readonly Occasion[], random: SeededRandom): string | null {
  const occasion = occasions[random.nextBelow(Math.max(1, occasions.length))]
  if (!occasion) return null
  const { from, to, by } = occasion
  return text.slice(0, from) + by + text.slice(to)
}

const DENIALS: readonly (readonly [RegExp, string])[] = [
  [
    /\bno (?=[a-z]{4})(?!longer|further|other|more|known|family|past|history|significant|relevant|evidence|specific|previous)/giu,
    '',
  ],
  [/\bno evidence of /giu, 'evidence of '],
  [/\bnegative for /giu, 'positive for '],
  [/\bdenie[sd] /giu, 'reports '],
  [/\bdenied /giu, 'reported '],
  [/\bwithout (?=[a-z]{4})(?!any|history)/giu, 'with '],
  [/\babsence of /giu, 'presence of '],
]

/** "no rash" → "rash", "without cough" → "with cough". Not behind "or", where the list goes on. */
export function negationDropped(text: string, presentation: string, random: SeededRandom): string | null {
  const occasions = DENIALS.flatMap(([pattern, by]) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: words }) => {
      const to = index + words.length
      return isDeniedInCase(presentation, text.slice(to)) ? [{ from: index, to, by }] : []
    }),
  )
  return applyOne(text, occasions, random)
}

/** Whether the case denies what a text begins with: its first two words, or its one word, shortly behind a denial. */
function isDeniedInCase(presentation: string, denied: string): boolean {
  const phrase = /^[\p{L}-]+(?:\s[\p{L}-]+)?/u.exec(denied)?.[0]
  if (phrase === undefined) return false
  const inCase = presentation.toLowerCase()
  const at = inCase.indexOf(phrase.toLowerCase())
  return (
    at !== -1 &&
    /\b(?:no|not|without|denie[sd]|negative|absen\w+|lack)\b[^.;\n]*$/.test(
      inCase.slice(Math.max(0, at - 60), at),
    )
  )
}

/** Where a "no" reads as English. */
const BEFORE_NOUN =
  /(?:^|[,;:(]\s*|\b(?:with|has|had|have|and|of|showed|shows|revealed|reveals|reported|reports|including|experienced|developed)\s+)$/iu

/** "has fever" → "has no fever", before a finding that the case states and nowhere denies. */
export function negationSet(
  text: string,
  _: string,
  context: VerifierContext,
  random: SeededRandom,
): string | null {
  const inCase = context.extraction.findings.filter(isEvidence)
  const occasions = extractFindings(text, context.compiled)
    .findings.filter(
      (finding) =>
        isEvidence(finding) &&
        finding.polarity === 'present' &&
        finding.value === null &&
        BEFORE_NOUN.test(text.slice(0, finding.span.start)) &&
        inCase.some((other) => other.conceptId === finding.conceptId && other.polarity === 'present') &&
        !inCase.some((other) => other.conceptId === finding.conceptId && other.polarity === 'absent'),
    )
    .map(({ span }) => ({ from: span.start, to: span.start, by: 'no ' }))
  return applyOne(text, occasions, random)
}

const NUMBER_WITH_UNIT =
  /(?<![\d.,/^×x-])(\d{1,6}(?:\.\d+)?)(?=\s?(?:%|°|mm\b|cm\b|mg\b|g\b|kg\b|mL\b|ml\b|mmHg\b|bpm\b|beats\b|breaths\b|mmol|µmol|μmol|umol|ng|pg|µg|μg|U\/|IU|mEq|×|x ?10|fL\b|kPa|days?\b|weeks?\b|months?\b|hours?\b|g\/))/gu
const MOST_FACTOR = 4

/** Another number before the same unit: two to four times, or a third, and nowhere in the case. */
export function numberChanged(text: string, presentation: string, random: SeededRandom): string | null {
  const occasions = [...text.matchAll(NUMBER_WITH_UNIT)].flatMap(({ index, 0: digits }) => {
    // A number of the authors' own can't be held against the case.
    if (!holds(presentation, digits)) return []
    const factor = random.nextBelow(2) === 0 ? 2 + random.nextBelow(MOST_FACTOR - 1) : 1 / 3
    const decimals = digits.split('.')[1]?.length ?? 0
    const by = (Number(digits) * factor).toFixed(decimals)
    return by === digits || Number(by) === 0 || holds(presentation, by)
      ? []
      : [{ from: index, to: index + digits.length, by }]
  })
  return applyOne(text, occasions, random)
}

const holds = (text: string, number: string) =>
  new RegExp(`(?<![\\d.,])${number.replace('.', '\\.')}(?![\\d]|[.,]\\d)`, 'u').test(text)

const OTHER_UNIT: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d\s?)mg\/dL/gu, 'g/dL'],
  [/(?<=\d\s?)g\/dL/gu, 'mg/dL'],
  [/(?<=\d\s?)mmol\/L/gu, 'µmol/L'],
  [/(?<=\d\s?)[µμ]mol\/L/gu, 'mmol/L'],
  [/(?<=\d\s?)ng\/mL/gu, 'mg/mL'],
  [/(?<=\d\s?)pg\/mL/gu, 'µg/mL'],
  [/(?<=\d\s?)mg\/L/gu, 'g/L'],
  [/(?<=\d\s?)cm\b/gu, 'mm'],
  [/(?<=\d\s?)mm\b/gu, 'cm'],
  [/(?<=\d[\s-])days?\b/gu, 'months'],
  [/(?<=\d[\s-])weeks?\b/gu, 'years'],
  [/(?<=\d[\s-])months?\b/gu, 'days'],
  [/(?<=\d\s?)kg\b/gu, 'g'],
]

/** The same number with another unit. */
export function unitChanged(text: string, presentation: string, random: SeededRandom): string | null {
  const occasions = OTHER_UNIT.flatMap(([pattern, by]) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: unit }) => {
      const number = /[\d.]+(?=[\s-]?$)/.exec(text.slice(0, index))?.[0]
      const isOld = /^[\s-]*old\b/.test(text.slice(index + unit.length))
      return number === undefined || isOld || !holds(presentation, number)
        ? []
        : [{ from: index, to: index + unit.length, by }]
    }),
  )
  return applyOne(text, occasions, random)
}

/** The patient's age, a decade or two off. */
export function ageChanged(text: string, presentation: string, random: SeededRandom): string | null {
  const occasions = [...text.matchAll(/\b\d{1,2}(?=[-\s]year[-\s]old)/gu)].flatMap(({ index, 0: digits }) => {
    const by = String(Number(digits) + 7 + random.nextBelow(20))
    return holds(presentation, by) ? [] : [{ from: index, to: index + digits.length, by }]
  })
  return applyOne(text, occasions, random)
}

const SEXES: Readonly<Record<string, string>> = { man: 'woman', woman: 'man', male: 'female', female: 'male', boy: 'girl', girl: 'boy', he: 'she', she: 'he', his: 'her', her: 'his' } // prettier-ignore

/** Every word that tells the patient's sex turned to the other. */
export function sexChanged(text: string, { extraction }: VerifierContext): string | null {
  if (!extraction.sex) return null
  let count = 0
  const changed = text.replace(/\b(?:woman|man|female|male|girl|boy|he|she|his|her)\b/giu, (word) => {
    count++
    const other = SEXES[word.toLowerCase()] ?? word
    return /^[A-Z]/.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other
  })
  return count === 0 ? null : changed
}

const OTHER_SIDE: Readonly<Record<string, string>> = { left: 'right', right: 'left' }

/** One side turned to the other, where the case has that thing on the one side only. */
export function sideSwapped(text: string, presentation: string, random: SeededRandom): string | null {
  const inCase = presentation.toLowerCase()
  const occasions = [...text.matchAll(/\b(left|right)([-\s](?:sided\s)?)([a-z]{3,})/giu)].flatMap(
    ({ index, 0: all, 1: side = '', 2: joint = '', 3: thing = '' }) => {
      const by = OTHER_SIDE[side.toLowerCase()] ?? side
      const isInCase = inCase.includes(all.toLowerCase())
      const isOtherToo =
        inCase.includes(`${by}${joint}${thing}`.toLowerCase()) || /bilateral|\bboth\b/.test(inCase)
      return isInCase && !isOtherToo ? [{ from: index, to: index + side.length, by }] : []
    },
  )
  return applyOne(text, occasions, random)
}

const OTHER_LEVEL: Readonly<Record<string, string>> = { elevated: 'reduced', raised: 'reduced', increased: 'decreased', high: 'low', decreased: 'increased', reduced: 'raised', low: 'high', above: 'below', below: 'above' } // prettier-ignore

/** High turned to low and back, beside words that the case has with the first. */
export function levelSwapped(text: string, presentation: string, random: SeededRandom): string | null {
  const inCase = presentation.toLowerCase()
  const occasions = [
    ...text.matchAll(
      /\b(elevated|raised|increased|high|decreased|reduced|low)\s([a-z-]{4,})|(?<= is )(high|low)(?=\.$)/giu,
    ),
  ].flatMap(({ index, 0: all, 1: level, 3: range }) => {
    const own = (level ?? range ?? '').toLowerCase()
    const isInCase = range !== undefined || inCase.includes(all.toLowerCase())
    return isInCase ? [{ from: index, to: index + own.length, by: OTHER_LEVEL[own] ?? own }] : []
  })
  return applyOne(text, occasions, random)
}
