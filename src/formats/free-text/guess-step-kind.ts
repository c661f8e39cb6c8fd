import type { StepKind } from '../../domain/reasoning-step'

/** Words that tell what a step does, the most telling first. English, for want of anything better: the rest is a finding. */
const SIGNS: readonly (readonly [StepKind, RegExp])[] = [
  [
    'conclude',
    /\b(?:in conclusion|to conclude|concluding|final diagnosis|most likely diagnosis|best explain(?:s|ed)|overall)\b/i,
  ],
  [
    'refute',
    /\b(?:against|unlikely|less likely|rules? out|ruled out|excludes?|excluded|argues? against|not (?:consistent|typical)|does not fit)\b/i,
  ],
  [
    'discriminate',
    /\b(?:distinguish\w*|differentiat\w*|tells? .{0,40} apart|whereas|rather than|in contrast)\b/i,
  ],
  [
    'test',
    /\b(?:next step|next test|should be (?:ordered|done|obtained|performed)|order (?:an?|the)|would confirm|to confirm|biopsy would|confirmatory)\b/i,
  ],
  [
    'hypothesis',
    /\b(?:differential|hypothes\w+|consider(?:ed|ing)?|could (?:be|explain)|possib(?:le|ilities)|suspect\w*)\b/i,
  ],
  [
    'support',
    /\b(?:supports?|consistent with|suggests?|points? (?:to|toward)|favou?rs?|typical of|indicates?|fits)\b/i,
  ],
]

const SUMMARY =
  /^\W*(?:(?:in )?summary|problem representation|(?:an?|the|this)\b.{0,60}\b(?:year|month|week|day)s?[- ]old\b)/i

/** What a step in free text does, guessed from its words. `isFirst`: nothing was said before it. */
export function guessStepKind(text: string, isFirst: boolean): StepKind {
  if (isFirst && SUMMARY.test(text)) return 'problem-representation'
  return SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? 'finding'
}
