import {
  BREAKS,
  COPULAS,
  CUES_BY_FIRST,
  type Cue,
  DENIED,
  DOUBTED,
  FEARED,
  FINDING_VERBS,
  FOUND,
  LINKING,
  MODALS,
  OF_RELATIVE,
  ONGOING,
  OPENERS,
  OTHERWISE_DENIED,
  PRONOUNS,
  type Reach,
  RESOLVED,
  VERBS,
} from './cues'
import { readPastAt } from './scopes-of-past'
import { endsRelative, readRelativeAt } from './scopes-of-relatives'
import { type Opening, type Sentence, formAt, gapBefore } from './sentences'
import { markBehind } from './scopes-behind'

/** A cue at work: it marks the words from `since` on until something ends it. */
export interface Scope {
  readonly mark: number
  readonly reach: Reach
  /** The first word that it marks. */
  readonly since: number
  readonly depth: number
  /** Words so far that name something. */
  content: number
  commas: number
  hasOr: boolean
}

/** The most words a cue reaches. */
const FARTHEST = 24

/** Marks the words of a sentence with what its cues say of them, reading it once from left to right. */
export function markSentence(sentence: Sentence): void {
  const { words, from, to, marks } = sentence
  let open: Scope[] = []
  let depth = 0
  for (let at = from; at < to; at++) {
    const gap = gapBefore(sentence, at)
    if (gap.length > 1) {
      if (gap.includes(')')) depth--
      if (open.length > 0) open = open.filter((scope) => !endsInGap(scope, gap, depth))
      if (gap.includes('(')) depth++
    }
    if (open.length > 0) {
      const hasComma = gap.includes(',')
      open = open.filter((scope) => !endsAt(sentence, scope, at, hasComma))
      for (const scope of open) {
        marks[at] = (marks[at] ?? 0) | scope.mark
        if (!LINKING.has(formAt(words, at))) scope.content++
      }
    }
    const opened = readCue(sentence, at) ?? readPastAt(sentence, at) ?? readRelativeAt(sentence, at)
    if (opened) {
      const { mark, reach, since } = opened
      open.push({ mark, reach, since, depth, content: 0, commas: 0, hasOr: false })
      // Words of the cue itself are not read again.
      for (; at + 1 < since && at + 1 < to; at++)
        for (const scope of open) marks[at + 1] = (marks[at + 1] ?? 0) | scope.mark
    }
    markBehind(sentence, at)
  }
}

function readCue(sentence: Sentence, at: number): Opening | null {
  const { words, to } = sentence
  const form = formAt(words, at)
  if (form === 'should' && at === sentence.from) return { mark: FEARED, reach: 'wide', since: at + 1 }
  if (form === 've' && /[-–−]$/.test(sentence.text.slice(0, words[at]?.start).slice(-1)))
    return { mark: DENIED, reach: 'comma', since: at + 1 }
  for (const cue of CUES_BY_FIRST.get(form) ?? []) {
    const since = at + cue.words.length
    if (since > to || !cue.words.every((word, index) => formAt(words, at + index) === word)) continue
    return isRealCue(sentence, cue, at) ? { mark: cue.mark, reach: cue.reach, since } : null
  }
  return null
}

/** Whether a cue's words are meant as one here. */
function isRealCue(sentence: Sentence, cue: Cue, at: number): boolean {
  const { text, words } = sentence
  const [first = ''] = cue.words
  const before = at > sentence.from ? formAt(words, at - 1) : ''
  const next = formAt(words, at + cue.words.length)
  if (cue.mark === DENIED) {
    if (first === 'without') return !isDeniedShortlyBefore(sentence, at)
    if ((first === 'negative' && cue.words.length === 1) || first === 'absent') return !COPULAS.has(before)
    if (first === 'excluded' || (first === 'ruled' && cue.words.length > 1)) return !COPULAS.has(before)
    if (first === 'no' && (/^\d/.test(next) || OTHERWISE_DENIED.has(next))) return false
    if (first === 'w') return text.slice(words[at]?.end, words[at + 1]?.start) === '/'
    if (first !== 'not' && !isContraction(first)) return true
    const verb = isContraction(first) && next === 't' ? formAt(words, at + 2) : next
    if (OTHERWISE_DENIED.has(verb) || verb === 'rule' || verb === 'exclude') return false
    if (MODALS.has(before) || first === 'couldn') return FINDING_VERBS.has(verb)
    return !(COPULAS.has(before) && FOUND.has(verb))
  }
  if (first === 'may') return text.charAt(words[at]?.start ?? 0) === 'm' || at === sentence.from
  if (first === 'likely') return next !== 'due' && before !== 'un'
  if (first === 'risk') return next !== 'factor'
  if (first === 'if') return before !== 'as'
  if (first === 'rule' || first === 'exclude') return before !== 'not' && before !== 'cannot'
  if (first === 'resolved') return !COPULAS.has(before) && before !== 'not' && LISTED.has(before)
  if (first === 's' || first === 'w') return text.slice(words[at]?.end, words[at + 1]?.start) === '/'
  return true
}

/** "a resolved headache": an adjective, not the verb behind its subject. */
const LISTED = new Set(['', 'a', 'the', 'his', 'her', 'and', 'with', 'now', 'of'])

const isContraction = (form: string) =>
  /^(?:desn|didn|hasn|isn|wasn|haven|hadn|aren|weren|don|couldn)$/.test(form)

/** "unable to walk without …" says that it is there. */
function isDeniedShortlyBefore({ words, from }: Sentence, at: number): boolean {
  for (let i = at - 1; i >= Math.max(from, at - 6); i--)
    if (/^(?:not|never|cannot|unable|cant)$/.test(formAt(words, i))) return true
  return false
}

function endsInGap(scope: Scope, gap: string, depth: number): boolean {
  return gap.includes(')') && scope.depth > depth
}

function endsAt(sentence: Sentence, scope: Scope, at: number, hasComma: boolean): boolean {
  const { words } = sentence
  const form = formAt(words, at)
  const next = at + 1 < sentence.to ? formAt(words, at + 1) : ''
  if (hasComma) scope.commas++
  if (form === 'or' || form === 'nor') scope.hasOr = true
  if (at - scope.since >= FARTHEST) return true
  if (scope.mark === OF_RELATIVE) return endsRelative(form, scope.content)
  if (scope.reach === 'wide') {
    if (scope.mark === FEARED) return hasComma || form === 'but'
    return form === 'but' || form === 'now' || form === 'currently' || form === 'today'
  }
  if (at === scope.since) return false
  if (BREAKS.has(form) || (form === 'other' && next === 'than')) return true
  if (hasComma && scope.reach === 'comma') return true
  if (scope.content === 0) return false
  if (VERBS.has(form) || PRONOUNS.has(form)) return true
  if (OPENERS.has(form) && (hasComma || (scope.mark === RESOLVED && (form === 'a' || form === 'an'))))
    return true
  if (form === 'and' && scope.mark === RESOLVED && ONGOING.has(next)) return true
  if (form !== 'and' && form !== 'with') return false
  if (VERBS.has(next) || PRONOUNS.has(next) || OPENERS.has(next)) return true
  if (form === 'with') return scope.mark === DOUBTED
  // "no fever, and cough"; "no fever or chills, and cough": what "and" adds is no part of the denied list.
  return scope.mark === DENIED && hasComma && (scope.hasOr || scope.commas === 1)
}
