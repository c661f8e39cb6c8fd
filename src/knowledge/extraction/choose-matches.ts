import type { Wording } from './compile-pack'
import type { WordingMatch } from './wording-reading'
import type { Word } from './words'

/** A match to report, and the plainer ones inside it that it states as well. */
export interface ChosenMatch {
  readonly match: WordingMatch<Wording>
  readonly implied: readonly WordingMatch<Wording>[]
}

/**
 * Of matches that lie inside one another the longest is reported. A shorter one is stated with it where it is the longer one's
 * head noun: pleuritic chest pain is chest pain, and so is chest pain on exertion; vomiting that brings relief is not.
 */
export function chooseMatches(
  matches: readonly WordingMatch<Wording>[],
  words: readonly Word[],
): ChosenMatch[] {
  const byPlace = [...matches].sort((a, b) => a.first - b.first || b.last - a.last)
  const chosen: { match: WordingMatch<Wording>; implied: WordingMatch<Wording>[] }[] = []
  for (const match of byPlace) {
    const holder = chosen.findLast(
      ({ match: other }) => other.last >= match.last && other.first <= match.first,
    )
    if (holder) {
      if (holder.match.first === match.first && holder.match.last === match.last)
        holder.match = merge(holder.match, match)
      else if (isSharedList(holder.match, match, words)) chosen.push({ match, implied: [] })
      else if (isHeadOf(match, holder.match, words)) holder.implied.push(match)
      continue
    }
    const before = chosen.at(-1)?.match
    // What denies by itself is one statement: nothing is read across its edge.
    if (before && before.last >= match.first && (isDenial(before) || isDenial(match))) continue
    chosen.push({ match, implied: [] })
  }
  return chosen
}

function merge(a: WordingMatch<Wording>, b: WordingMatch<Wording>): WordingMatch<Wording> {
  return { ...a, meanings: [...new Set([...a.meanings, ...b.meanings])] }
}

const isDenial = ({ meanings }: WordingMatch<Wording>) => meanings.every(({ isAbsence }) => isAbsence)
const hasDenial = ({ meanings }: WordingMatch<Wording>) => meanings.some(({ isAbsence }) => isAbsence)
const CONJUNCTIONS = new Set(['and', 'or', 'nor'])

/** "chest and back pain" holds "back pain", which is another member of the list. */
function isSharedList(
  { first, last }: WordingMatch<Wording>,
  inner: WordingMatch<Wording>,
  words: readonly Word[],
): boolean {
  for (let at = first; at <= last; at++)
    if (CONJUNCTIONS.has(words[at]?.form ?? '') && (at < inner.first || at > inner.last)) return true
  return false
}

const RELATIONS = new Set(
  (
    'of in on at to with by after during when for from worse worsened relieved radiating lasting lying following over through without ' +
    'brought induced triggered relief'
  ).split(' '),
)
/** Before a head noun these say that it is something else. */
const OTHERWISE = new Set('non not no without anti post pre un pseudo relief free absent reduced'.split(' '))
const PLAIN = new Set(['symptom', 'sign'])

function isHeadOf(
  inner: WordingMatch<Wording>,
  outer: WordingMatch<Wording>,
  words: readonly Word[],
): boolean {
  const isPlain = [...inner.meanings, ...outer.meanings].every(({ concept }) => PLAIN.has(concept.kind))
  if (!isPlain || hasDenial(inner) || hasDenial(outer)) return false
  if (inner.last === outer.last) {
    for (let at = outer.first; at < inner.first; at++) {
      const form = words[at]?.form ?? ''
      if (RELATIONS.has(form) || OTHERWISE.has(form)) return false
    }
    return true
  }
  const next = words[inner.last + 1]?.form ?? ''
  return inner.first === outer.first && (RELATIONS.has(next) || next === 'productive')
}
