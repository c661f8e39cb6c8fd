import {
  ALONE_BEHIND,
  BREAKS,
  COPULAS,
  DENIED,
  DENIED_BEHIND,
  DOUBTED,
  DOUBTED_BEHIND,
  FEARED,
  FOUND,
  OPENERS,
  PRONOUNS,
  RESOLVED,
  RESOLVED_BEHIND,
  VERBS,
  forms,
} from './cues'
import { type Sentence, formAt, gapBefore } from './sentences'

const PLURAL = forms('were are have')
const SINGULAR = forms('was is has')
const NOT_RESOLVED = forms('not never incompletely partially until to t')
const RETURNING = forms('recur return occur develop')

/** Marks what stands before a word with what that word says of its subject: "fever, cough and rash were absent". */
export function markBehind(sentence: Sentence, at: number): void {
  const { words, from, to } = sentence
  if (at === from) return
  const form = formAt(words, at)
  const before = formAt(words, at - 1)
  if (RESOLVED_BEHIND.has(form)) {
    if (!NOT_RESOLVED.has(before) && !(form === 'gone' && !COPULAS.has(before)))
      markSubject(sentence, at, RESOLVED)
    return
  }
  if (form === 'away' && (before === 'went' || before === 'gone'))
    return markSubject(sentence, at - 1, RESOLVED)
  if (form === 'not' && COPULAS.has(before) && FOUND.has(formAt(words, at + 1)))
    return markSubject(sentence, at, DENIED)
  if (form === 'would' && RETURNING.has(formAt(words, at + 1))) return markSubject(sentence, at, FEARED)
  const isExcluded = form === 'excluded' || (form === 'out' && before === 'ruled')
  const verb = form === 'out' ? at - 1 : at
  if (isExcluded || FOUND.has(form)) {
    const modal = modalBefore(sentence, verb)
    if (modal) return markSubject(sentence, modal, isExcluded ? DOUBTED : DENIED)
  }
  const isAfterCopula = COPULAS.has(formAt(words, verb - 1)) && verb > from
  if (isAfterCopula && (isExcluded || (DENIED_BEHIND.has(form) && formAt(words, at + 1) !== 'for')))
    return markSubject(sentence, verb, DENIED)
  if (isAfterCopula && DOUBTED_BEHIND.has(form)) return markSubject(sentence, at, DOUBTED)
  if (ALONE_BEHIND.has(form) && standsAlone(sentence, at, to)) markSubject(sentence, at, DENIED)
}

/** "could not be found", "cannot be excluded": where its first word stands. */
function modalBefore({ words, from }: Sentence, verb: number): number | null {
  if (formAt(words, verb - 1) !== 'be') return null
  const at = verb - 2
  if (formAt(words, at) === 'cannot') return at >= from ? at : null
  return formAt(words, at) === 'not' && at - 1 >= from ? at - 1 : null
}

/** "haemoptysis: none", "palpitations – denied", "rash absent": the end of a statement, set off or next to its subject. */
function standsAlone(sentence: Sentence, at: number, to: number): boolean {
  const form = formAt(sentence.words, at)
  const after = at + 1 < to ? gapBefore(sentence, at + 1) : '.'
  if (!/[.,;)]/.test(after)) return false
  const gap = gapBefore(sentence, at)
  return /[:–—]|\s-\s/.test(gap) || ((form === 'absent' || form === 'negative') && gap.trim() === '')
}

/** Marks the subject in front of a predicate: the nearest noun phrase, or a whole list before a plural verb. */
function markSubject(sentence: Sentence, predicate: number, mark: number): void {
  const { words, from, marks } = sentence
  let at = predicate - 1
  let isList = true
  for (; at >= from && isBetween(formAt(words, at)); at--) {
    const form = formAt(words, at)
    if (SINGULAR.has(form)) isList = false
    if (PLURAL.has(form)) isList = true
  }
  for (; at >= from; at--) {
    const form = formAt(words, at)
    if (VERBS.has(form) || BREAKS.has(form) || PRONOUNS.has(form) || form === 'that') return
    marks[at] = (marks[at] ?? 0) | mark
    const gap = gapBefore(sentence, at)
    if (/[;:()]/.test(gap)) return
    const isJoined = form === 'and' || form === 'or' || gap.includes(',')
    if (!isJoined) continue
    if (!isList || OPENERS.has(formAt(words, at + (form === 'and' || form === 'or' ? 1 : 0)))) return
  }
}

const BETWEEN = forms(
  'which that not now then since completely gradually spontaneously rapidly later never t',
)
const isBetween = (form: string) => COPULAS.has(form) || BETWEEN.has(form)
