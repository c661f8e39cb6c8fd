import { ONGOING, PAST, PRESENTING, STATES_OF_HEALTH, TIME_UNITS, forms } from './cues'
import { type Opening, type Sentence, formAt } from './sentences'

const YEAR = /^(?:19|20)\d\d$/
const BACK_THEN = forms('ago earlier before previously prior back')
const LONG_UNITS = forms('year decade yr')
const BEGINNINGS = forms('began begun started start onset since first diagnosed beginning for')
const CHILDHOOD = forms('childhood adolescence infancy youth')

/** A cue of the past at a word, if one stands there. What says when of a whole clause marks what stands before it too. */
export function readPastAt(sentence: Sentence, at: number): Opening | null {
  const { words, from, to } = sentence
  const form = formAt(words, at)
  const next = at + 1 < to ? formAt(words, at + 1) : ''
  const before = at > from ? formAt(words, at - 1) : ''
  if (form === 'history' || form === 'hx' || form === 'pmh' || form === 'pmhx')
    return readHistory(sentence, at, form, next, before)
  if (form === 'h' && next === 'o') return { mark: PAST, reach: 'clause', since: at + 2 }
  if (form === 'previous' || form === 'prior' || form === 'former' || form === 'past')
    return readPastAdjective(sentence, at, form, next, before)
  if (form === 'previously' || form === 'formerly')
    return STATES_OF_HEALTH.has(next) || TIME_UNITS.has(before)
      ? null
      : { mark: PAST, reach: 'clause', since: at + 1 }
  if (isWhenLongAgo(sentence, at, form, next, before)) {
    markBackToClause(sentence, at)
    return { mark: PAST, reach: 'wide', since: at + 1 }
  }
  return null
}

function readHistory(
  sentence: Sentence,
  at: number,
  form: string,
  next: string,
  before: string,
): Opening | null {
  const { words, from } = sentence
  if (before === 'family' || before === 'social' || before === 'travel') return null
  if (form === 'pmh' || form === 'pmhx' || before === 'medical' || before === 'past')
    return { mark: PAST, reach: 'clause', since: at + 1 }
  if (next !== 'of') return null
  // The heading "History of Present Illness".
  if (formAt(words, at + 2).startsWith('present')) return null
  for (let i = at - 1; i >= Math.max(from, at - 4); i--)
    if (TIME_UNITS.has(formAt(words, i)) || PRESENTING.has(formAt(words, i))) return null
  if (ONGOING.has(formAt(words, at + 2))) return null
  // Never had is not there now either.
  if (before === 'no' || before === 'any') return null
  return { mark: PAST, reach: 'clause', since: at + 2 }
}

function readPastAdjective(
  sentence: Sentence,
  at: number,
  form: string,
  next: string,
  before: string,
): Opening | null {
  const { words, to } = sentence
  if (STATES_OF_HEALTH.has(next) || next === 'to' || TIME_UNITS.has(before)) return null
  if (form !== 'past') return { mark: PAST, reach: 'comma', since: at + 1 }
  if (before === 'the') {
    const isSpan = TIME_UNITS.has(next) || TIME_UNITS.has(formAt(words, at + 2)) || TIME_UNITS.has(formAt(words, at + 3)) // prettier-ignore
    if (isSpan || formAt(words, at - 2) !== 'in') return null
    markBackToClause(sentence, at)
    return at + 1 < to ? { mark: PAST, reach: 'wide', since: at + 1 } : null
  }
  return { mark: PAST, reach: 'comma', since: at + 1 }
}

function isWhenLongAgo(sentence: Sentence, at: number, form: string, next: string, before: string): boolean {
  const { words, from, to } = sentence
  const isNow = () => {
    for (let i = from; i < to; i++) {
      const each = formAt(words, i)
      if (PRESENTING.has(each) && each !== 'long' && each !== 'short' && each !== 'recent') return true
    }
    return false
  }
  if (YEAR.test(form)) return before === 'in' && !isNow()
  if (BACK_THEN.has(form) && LONG_UNITS.has(before)) {
    for (let i = Math.max(from, at - 7); i < at; i++) if (BEGINNINGS.has(formAt(words, i))) return false
    return !(form === 'before' && next === 'that')
  }
  if (CHILDHOOD.has(form))
    return before === 'in' || before === 'during' || before === 'her' || before === 'his'
  if (form === 'child') return before === 'a' && formAt(words, at - 2) === 'as'
  if (form === 'year') return before === 'last' && formAt(words, at - 2) !== 'the'
  if (form === 'age') return (before === 'at' || formAt(words, at - 2) === 'at') && !isNow()
  return false
}

/** "he had a rash in 2010": the clause that the time closes. */
function markBackToClause({ text, words, from, marks }: Sentence, at: number): void {
  for (let i = at - 1; i >= from; i--) {
    if (/[,:(]/.test(text.slice(words[i]?.end, words[i + 1]?.start)) && at - i > 4) return
    const form = formAt(words, i)
    if (form === 'but' || form === 'now') return
    marks[i] = (marks[i] ?? 0) | PAST
  }
}
