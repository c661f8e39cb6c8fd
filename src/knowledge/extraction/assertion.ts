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
const PAST = new Set([
  'previou',
  'previous',
  'previously',
  'prior',
  'past',
  'former',
  'childhood',
  'resolved',
  'ago',
])
const DURATIONS = new Set(['day', 'week', 'month', 'year', 'hour', 'hr', 'yr', 'presenting', 'short', 'long'])
const DENIALS = new Set(['absent', 'negative', 'denied', 'excluded'])
const NORMALS = new Set(['normal', 'unremarkable', 'unlikely'])
const NOT_SEEN = new Set([
  'present',
  'seen',
  'heard',
  'palpable',
  'felt',
  'detected',
  'found',
  'evident',
  'identified',
  'raised',
  'swollen',
  'enlarged',
])
const COPULAS = new Set(['is', 'are', 'was', 'were', 'be', 'been', 'also', 'not'])

/** Words a cue reaches, at the most. */
const REACH = 14

/** Reads how the words `from … to` (exclusive) are meant. `starts` marks the words that begin a sentence or clause of their own. */
export function readAssertion(
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
    if (isOpen && PAST.has(form)) isPast = true
    if (isOpen && form === 'history' && next === 'of' && !hasDurationBefore(words, starts, at)) isPast = true
    if (TERMINATORS.has(form) || (form === 'and' && TERMINATORS.has(next))) isOpen = false
  }
  if (isDeniedAfter(words, starts, to)) isNegated = true
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

function isDeniedAfter(words: readonly Word[], starts: ReadonlySet<number>, to: number): boolean {
  const [last, next] = [words[to - 1], words[to]]
  // "rub absent" denies; in "effusion, normal wall motion" a new thought begins at the comma.
  const isAdjoining = last !== undefined && next !== undefined && next.start - last.end === 1
  if (isAdjoining && !starts.has(to) && DENIALS.has(next.form)) return true
  let hasCopula = false
  for (let at = to; at < Math.min(words.length, to + 4); at++) {
    if (starts.has(at)) return false
    const form = words[at]?.form ?? ''
    if (hasCopula && (DENIALS.has(form) || NORMALS.has(form))) return true
    if (form === 'not' && NOT_SEEN.has(words[at + 1]?.form ?? '')) return true
    if (!COPULAS.has(form)) return false
    hasCopula = true
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
