import type { Laterality } from '../../domain/finding'
import { BREAKS, PRONOUNS, RESOLVED_BEHIND, VERBS, forms } from './cues'
import { type Duration, readDurations } from './durations'
import type { Word } from './words'

/** Reads on which side a mention is and how long it has lasted. Mentions are words `first` to `last`, both included. */
export interface QualifierReader {
  readonly readLaterality: (first: number, last: number) => Laterality | null
  readonly readDuration: (first: number, last: number) => number | null
}

const SIDES: Readonly<Record<string, Laterality>> = {
  left: 'left',
  right: 'right',
  bilateral: 'bilateral',
  bilaterally: 'bilateral',
  both: 'bilateral',
}
const ON = forms('of in on at over to affecting involving')
const DETERMINERS = forms('the his her their lower upper')
/** Adjectives that stand between a side and its noun. */
const ADJECTIVES = forms(
  'sided side acute chronic severe mild moderate marked large small sudden lower upper progressive painful new persistent intermittent',
)
/** A verb that joins a finding to how long it has lasted. */
const LASTING = forms(
  'lasting lasted lasts persisted persisting persisted present ongoing worsening increasing continued going on has been having',
)

export function createQualifierReader(
  text: string,
  words: readonly Word[],
  starts: ReadonlySet<number>,
): QualifierReader {
  const side = (at: number): Laterality | null => SIDES[words[at]?.form ?? ''] ?? null
  let durations: readonly Duration[] | null = null
  return {
    readLaterality(first, last) {
      for (let at = first; at <= last; at++) {
        const inside = side(at)
        if (inside) return inside
      }
      for (let at = first - 1; at >= Math.max(0, first - 3) && !starts.has(at + 1); at--) {
        const before = side(at)
        if (before && !ON.has(words[at - 1]?.form ?? '')) return before
        if (
          !ADJECTIVES.has(words[at]?.form ?? '') ||
          text.slice(words[at]?.end, words[at + 1]?.start).includes(',')
        )
          break
      }
      let at = last + 1
      if (starts.has(at)) return null
      if (words[at]?.form === 'bilaterally') return 'bilateral'
      if (!ON.has(words[at]?.form ?? '')) return null
      at++
      for (; DETERMINERS.has(words[at]?.form ?? '') && !starts.has(at); at++);
      return starts.has(at) ? null : side(at)
    },
    readDuration(first, last) {
      durations ??= readDurations(text, words, starts)
      for (const duration of durations) {
        const { from, to } = duration
        if (duration.direction === 'ahead' && to <= first && reachesAhead(to, first)) return duration.days
        if (duration.direction === 'behind' && from > last && reachesBehind(last + 1, from))
          return duration.days
      }
      return null
    },
  }

  /** "3-day history of fever and cough, vomiting": through a list, not into the next statement or past another duration. */
  function reachesAhead(from: number, first: number): boolean {
    if (first - from > 12) return false
    for (let at = from; at <= first; at++) {
      if (starts.has(at)) return false
      if (at === first) break
      const form = words[at]?.form ?? ''
      if (VERBS.has(form) || BREAKS.has(form) || PRONOUNS.has(form) || durationAt(at)) return false
    }
    return !/\)/.test(text.slice(words[from]?.start, words[first]?.start))
  }

  /** "fever and cough for 3 days". */
  function reachesBehind(from: number, to: number): boolean {
    if (to - from > 10) return false
    for (let at = from; at < to; at++) {
      const form = words[at]?.form ?? ''
      if (starts.has(at) || durationAt(at)) return false
      if (
        (VERBS.has(form) && !LASTING.has(form)) ||
        BREAKS.has(form) ||
        PRONOUNS.has(form) ||
        RESOLVED_BEHIND.has(form) ||
        form === 'with'
      )
        return false
      if (form === 'without' || form === 'no' || form === 'took' || form === 'treated') return false
    }
    return !starts.has(to) && !/[;)]/.test(text.slice(words[from - 1]?.end, words[to]?.start))
  }

  function durationAt(at: number): boolean {
    return (durations ?? []).some(({ from, to }) => from <= at && at < to)
  }
}
