import type { WordingReading } from './wording-reading'
import { foldWord } from './words'

/** Abbreviations that mean this only in capitals, as the wording that a pack may have. */
const IN_CAPITALS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    CP: 'chest pain',
    SOB: 'shortness of breath',
    DOE: 'dyspnoea on exertion',
    SOBOE: 'dyspnoea on exertion',
    PND: 'paroxysmal nocturnal dyspnoea',
    HA: 'headache',
    LOC: 'loss of consciousness',
    AMS: 'altered mental status',
    DM: 'diabetes mellitus',
    CAD: 'coronary artery disease',
    IHD: 'ischaemic heart disease',
    AF: 'atrial fibrillation',
    AFIB: 'atrial fibrillation',
    BRBPR: 'rectal bleeding',
    LBP: 'low back pain',
    ST: 'sore throat',
    LAD: 'lymphadenopathy',
    HSM: 'hepatosplenomegaly',
    OSA: 'sleep apnoea',
    IVDU: 'injection drug use',
    NSAID: 'nsaid use',
    NSAIDS: 'nsaid use',
    TLOC: 'transient loss of consciousness',
  }).map(([short, wording]) => [short, wording.split(' ').map(foldWord)]),
)
/** Single letters count only beside each other: "N/V/D". */
const SINGLE: ReadonlyMap<string, readonly string[]> = new Map([
  ['N', ['nausea']],
  ['V', [foldWord('vomiting')]],
  ['D', [foldWord('diarrhoea')]],
])
const LONGEST = 5
const BESIDE = /^(?:[/&+]|\s[&+]\s)$/

/** The words that the abbreviation at a place stands for; null where none stands there. */
export function abbreviationAt(
  { text, words }: WordingReading<unknown>,
  at: number,
): readonly string[] | null {
  const word = words[at]
  if (!word || word.end - word.start > LONGEST) return null
  const first = text.charCodeAt(word.start)
  if (first < 65 || first > 90) return null
  const written = text.slice(word.start, word.end)
  if (written.length > 1) return IN_CAPITALS.get(written) ?? null
  const single = SINGLE.get(written)
  if (!single) return null
  const before = words[at - 1]
  const after = words[at + 1]
  const isBeside = (gap: string, other: string) => BESIDE.test(gap) && SINGLE.has(other)
  const isOne =
    (before !== undefined &&
      isBeside(text.slice(before.end, word.start), text.slice(before.start, before.end))) ||
    (after !== undefined && isBeside(text.slice(word.end, after.start), text.slice(after.start, after.end)))
  return isOne ? single : null
}
