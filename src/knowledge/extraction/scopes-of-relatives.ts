import { OF_RELATIVE, RELATIVES, RELATIVE_VERBS, TELLING_VERBS, forms } from './cues'
import { type Opening, type Sentence, formAt } from './sentences'

const OF_THE_FAMILY = forms('fh fhx')
/** "by her mother", "with his father", "according to his sister": a companion or a witness. */
const COMPANIONS = forms('by with to from and')
const DETERMINERS = forms(
  'his her their a an the my maternal paternal older younger elder first second degree two three several one both',
)

/** A relative's part of a sentence that opens at a word, if one does. */
export function readRelativeAt(sentence: Sentence, at: number): Opening | null {
  const { words, from, to } = sentence
  const form = formAt(words, at)
  const next = at + 1 < to ? formAt(words, at + 1) : ''
  if ((form === 'family' && next === 'history') || OF_THE_FAMILY.has(form))
    return { mark: OF_RELATIVE, reach: 'wide', since: form === 'family' ? at + 2 : at + 1 }
  if (!RELATIVES.has(form) || next === 'of') return null
  let first = at
  while (first > from && DETERMINERS.has(formAt(words, first - 1))) first--
  const before = first > from ? formAt(words, first - 1) : ''
  if (before === 'in') {
    markWholeClause(sentence, first - 1)
    return null
  }
  if (COMPANIONS.has(before) && before !== 'and') return null
  for (let after = at + 1; after <= Math.min(at + 3, to - 1); after++) {
    const verb = formAt(words, after)
    if (TELLING_VERBS.has(verb)) return null
    if (RELATIVE_VERBS.has(verb)) return { mark: OF_RELATIVE, reach: 'wide', since: at + 1 }
  }
  return null
}

/** "diabetes in his father". */
function markWholeClause({ text, words, from, marks }: Sentence, at: number): void {
  for (let i = at - 1; i >= from; i--) {
    if (/[,;(]/.test(text.slice(words[i]?.end, words[i + 1]?.start))) return
    marks[i] = (marks[i] ?? 0) | OF_RELATIVE
  }
}

/** Whether a relative's part ends at a word: somebody tells of the patient, or the patient is the subject again. */
export function endsRelative(form: string, content: number): boolean {
  return TELLING_VERBS.has(form) || (content > 0 && (form === 'he' || form === 'she' || form === 'patient'))
}
