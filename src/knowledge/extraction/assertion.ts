import type { Experiencer, Temporality } from '../../domain/finding'
import type { Word } from './words'

/** How a mention is meant: stated or denied, sure or not, whose, and when. */
export interface Assertion {
  readonly isNegated: boolean
  readonly isUncertain: boolean
  readonly experiencer: Experiencer
  readonly temporality: Temporality
}

const NEGATIONS = new Set([
  'no',
  'not',
  'without',
  'absence',
  'desn', // doesn't, as folded
  'didn',
  'hasn',
  'isn',
  'wasn',
  'haven',
  'hadn',
  'aren',
  'weren',
  'don',
  'couldn',
  'denie',
  'deny',
  'denied',
  'denying',
  'nor',
  'neither',
  'never',
  'absent',
  'negative',
  'lacked',
  'lack',
  'free',
  'cannot',
])
/** Words after a negation that show it denies something else than the finding. */
const PSEUDO_AFTER = new Set([
  'only',
  'change',
  'further',
  'improvement',
  'relief',
  'improve',
  'improved',
  'increase',
  'delay',
  'longer',
  'respond',
  'responded',
  'relieved',
  'settle',
  'settled',
])
/** Words that end the reach of a cue: a new statement begins. */
const TERMINATORS = new Set([
  'but',
  'however',
  'although',
  'though',
  'except',
  'yet',
  'apart',
  'has',
  'had',
  'have',
  'is',
  'was',
  'were',
  'are',
  'he',
  'she',
  'they',
  'it',
  'there',
  'report',
  'reported',
  'complain',
  'complained',
  'show',
  'showed',
  'shown',
  'reveal',
  'revealed',
  'developed',
  'develop',
  'then',
  'because',
  'after',
  'followed',
  'now',
  'still',
  'while',
  'until',
  'remain',
  'remained',
  'begin',
  'began',
  'noticed',
  'found',
])
const UNCERTAIN = new Set([
  'possible',
  'possibly',
  'suspected',
  'suspicion',
  'questionable',
  'probable',
  'probably',
  'equivocal',
  'may',
  'might',
  'suggestive',
  'query',
])
const HYPOTHETICAL = new Set(['if', 'exclude', 'excluded', 'risk', 'prevent', 'screen', 'return'])
const RELATIVES = new Set([
  'mother',
  'father',
  'brother',
  'sister',
  'aunt',
  'uncle',
  'cousin',
  'grandmother',
  'grandfather',
  'grandparent',
  'parent',
  'sibling',
  'son',
  'daughter',
  'twin',
])
const RELATIVE_VERBS = new Set([
  'has',
  'had',
  'have',
  'with',
  'died',
  'diagnosed',
  'suffered',
  'suffer',
  'take',
  'known',
  'developed',
])
const PAST = new Set(['previou', 'previous', 'previously', 'prior', 'past', 'former', 'childhood'])
const STATES_OF_HEALTH = new Set(['well', 'healthy', 'fit', 'unremarkable'])
const DURATIONS = new Set(['day', 'week', 'month', 'year', 'hour', 'hr', 'yr', 'presenting', 'short', 'long'])
const AFTER_DOUBTS = new Set([
  'suspected',
  'possible',
  'questionable',
  'uncertain',
  'equivocal',
  'considered',
])
const AFTER_NEGATIONS = new Set([
  'absent',
  'negative',
  'denied',
  'normal',
  'unremarkable',
  'excluded',
  'unlikely',
])
const COPULAS = new Set(['is', 'are', 'was', 'were', 'be', 'been', 'also', 'not'])

/** Words a cue reaches, at the most. */
const REACH = 14

/** Reads how the words `from … to` (exclusive) are meant. `starts` marks the words that begin a sentence or clause of their own. */
export function readAssertion(
  text: string,
  words: readonly Word[],
  starts: ReadonlySet<number>,
  from: number,
  to: number,
): Assertion {
  let isNegated = false
  let isUncertain = false
  let isHypothetical = false
  let isPast = false
  let isOpen = true
  for (let at = from - 1; at >= Math.max(0, from - REACH); at--) {
    if (starts.has(at + 1)) break
    const form = words[at]?.form ?? ''
    const next = words[at + 1]?.form ?? ''
    if (isOpen && NEGATIONS.has(form) && !PSEUDO_AFTER.has(next)) isNegated = true
    if (isOpen && UNCERTAIN.has(form)) isUncertain = true
    if (HYPOTHETICAL.has(form) || (form === 'rule' && next === 'out')) isHypothetical = true
    if (isOpen && PAST.has(form) && !STATES_OF_HEALTH.has(next)) isPast = true
    if (isYear(words[at], words[at - 1])) isPast = true
    if (isOpen && form === 'history' && next === 'of' && !hasDurationBefore(words, starts, at)) isPast = true
    const isAuxiliary =
      ['had', 'have'].includes(form) && ['not', 't', 'never'].includes(words[at - 1]?.form ?? '')
    if (
      (TERMINATORS.has(form) && !isAuxiliary) ||
      (form === 'and' && (TERMINATORS.has(next) || OPENERS.has(next)))
    )
      isOpen = false
    if (OPENERS.has(next) && /,/.test(text.slice(words[at]?.end, words[at + 1]?.start))) isOpen = false
  }
  const after = readAfter(text, words, starts, to)
  if (after === 'denied') isNegated = true
  if (
    after === 'doubted' ||
    /\?\s?$/.test(text.slice(Math.max(0, (words[from]?.start ?? 0) - 2), words[from]?.start))
  )
    isUncertain = true
  for (let at = to; at < Math.min(words.length, to + 6) && !starts.has(at); at++)
    if (isYear(words[at], words[at - 1]) || (isYearUnit(words[at]) && words[at + 1]?.form === 'ago'))
      isPast = true
  return {
    isNegated,
    isUncertain,
    experiencer: isOfRelative(words, starts, from) ? 'relative' : 'patient',
    temporality: isHypothetical ? 'hypothetical' : isPast ? 'past' : 'current',
  }
}

function hasDurationBefore(words: readonly Word[], starts: ReadonlySet<number>, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 3) && !starts.has(i + 1); i--)
    if (DURATIONS.has(words[i]?.form ?? '')) return true
  return false
}

/** Words that open a statement of its own behind a comma. */
const OPENERS = new Set(['a', 'an', 'the', 'with', 'his', 'her', 'this', 'on', 'in', 'at'])

/** "in 2010". */
function isYear(word: Word | undefined, before: Word | undefined): boolean {
  return /^(?:19|20)\d\d$/.test(word?.form ?? '') && ['in', 'since'].includes(before?.form ?? '')
}

const isYearUnit = (word: Word | undefined) => word?.form === 'year' || word?.form === 'decade'

/** What the words behind a mention, or behind the list that it stands in, say of it. */
function readAfter(
  text: string,
  words: readonly Word[],
  starts: ReadonlySet<number>,
  to: number,
): 'denied' | 'doubted' | null {
  const behindList = endOfList(text, words, starts, to)
  for (const at of new Set([to, behindList])) {
    if (isDeniedAfter(words, starts, at)) return 'denied'
    let next = at
    while (COPULAS.has(words[next]?.form ?? '') && !starts.has(next)) next++
    if (next > at && !starts.has(next) && AFTER_DOUBTS.has(words[next]?.form ?? '')) return 'doubted'
  }
  return null
}

/** "cough, fever and vomiting|": the place behind a list of short items that goes on from a mention; the mention's end where none does. */
function endOfList(text: string, words: readonly Word[], starts: ReadonlySet<number>, to: number): number {
  const opensItem = (at: number) =>
    /,/.test(text.slice(words[at - 1]?.end, words[at]?.start)) ||
    ['and', 'or'].includes(words[at]?.form ?? '')
  if (!words[to] || starts.has(to) || !opensItem(to)) return to
  for (let at = to + 1; at < Math.min(words.length, to + 10); at++) {
    const form = words[at]?.form ?? ''
    if (starts.has(at)) return to
    if (COPULAS.has(form)) return ['were', 'are'].includes(form) ? at : to
    if (TERMINATORS.has(form) || NEGATIONS.has(form) || OPENERS.has(form)) return to
  }
  return to
}

function isDeniedAfter(words: readonly Word[], starts: ReadonlySet<number>, to: number): boolean {
  for (let at = to; at < Math.min(words.length, to + 4); at++) {
    if (starts.has(at)) return false
    const form = words[at]?.form ?? ''
    if (AFTER_NEGATIONS.has(form)) return true
    if (
      form === 'not' &&
      /^(present|seen|heard|palpable|felt|detected|found|evident|identified)$/.test(words[at + 1]?.form ?? '')
    )
      return true
    if (!COPULAS.has(form)) return false
  }
  return false
}

function isOfRelative(words: readonly Word[], starts: ReadonlySet<number>, from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - REACH); at--) {
    if (starts.has(at + 1)) return false
    const form = words[at]?.form ?? ''
    if (form === 'family' && words[at + 1]?.form === 'history') return true
    if (!RELATIVES.has(form)) continue
    for (let after = at + 1; after <= at + 3; after++)
      if (RELATIVE_VERBS.has(words[after]?.form ?? '')) return true
  }
  return false
}
