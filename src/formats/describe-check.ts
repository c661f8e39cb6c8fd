import type { Certainty, Check, Level } from '../domain/check'
import type { Laterality } from '../domain/finding'
import type { RunCheck } from '../domain/run-check'

const LEVEL_WORDS = { high: 'high', low: 'low', normal: 'normal' } as const satisfies Record<Level, string>
const SIDE_WORDS = {
  left: 'on the left',
  right: 'on the right',
  bilateral: 'on both sides',
} as const satisfies Record<Laterality, string>

/** One flag of the verifier as a sentence: what the step has, and what the case has instead. Steps count from 1. */
export function describeCheck(check: Check): string {
  switch (check.code) {
    case 'quote-not-in-case':
      return check.nearest
        ? `“${check.quote}” is not in the case. Nearest words: “${check.nearest.text}”.`
        : `“${check.quote}” is not in the case.`
    case 'finding-negated':
      return `The case says ${check.finding} is ${check.caseSays}.`
    case 'finding-uncertain':
      return `The case only suspects ${check.finding}.`
    case 'finding-of-relative':
      return `The case says ${check.finding} of a relative.`
    case 'finding-past':
      return `The case has ${check.finding} in the past.`
    case 'finding-not-in-case':
      return `The case does not mention ${check.finding}.`
    case 'number-differs':
    case 'age-differs':
    case 'sex-differs':
      return `The step says ${check.claimed}, the case says ${check.inCase}.`
    case 'unit-differs':
      return `Another unit: the step says ${check.claimed}, the case says ${check.inCase}.`
    case 'laterality-differs':
      return `The step has ${check.of} ${SIDE_WORDS[check.claimed]}, the case says ${check.inCase}.`
    case 'level-differs':
      return `The step calls ${check.of} ${LEVEL_WORDS[check.claimed]}; it is ${LEVEL_WORDS[check.actual]}.`
    case 'repeats-step':
      return `Repeats step ${check.earlierStep + 1} (${Math.round(check.similarity * 100)} % of its words).`
    case 'only-cites':
      return 'Cites the case and draws nothing from it.'
    case 'adds-nothing':
      return 'Adds nothing to the reasoning.'
    case 'conclusion-unsupported':
      return `No step before this one speaks for ${check.diagnosis}.`
    case 'argues-otherwise':
      return check.stepSays === 'for'
        ? `By the knowledge pack, ${check.finding} speaks against ${check.diagnosis} (×${formatFactor(check.likelihoodRatio)}).`
        : `By the knowledge pack, ${check.finding} speaks for ${check.diagnosis} (×${formatFactor(check.likelihoodRatio)}).`
  }
}

/** One flag on a whole run as a sentence. */
export function describeRunCheck(check: RunCheck): string {
  switch (check.code) {
    case 'excluding-finding':
      return `${check.diagnosis} leads, although ${check.finding} is ${check.caseSays}.`
    case 'cant-miss-omitted':
      return `${check.diagnosis} is not named and should not be missed: the case has ${check.finding}.${check.settledBy ? ` Settle it: ${check.settledBy}.` : ''}`
    case 'premature-closure':
      return `${check.diagnosis} was the first idea (step ${check.firstStep + 1}) and is the last; no step challenges it.`
    case 'order-contradicts':
      return `${check.above} ranks above ${check.below}, but its own steps speak against it (${formatBalance(check.balanceAbove)}) and those of the other for it (${formatBalance(check.balanceBelow)}).`
  }
}

/** Why a flag is raised: the rule behind it. */
export function explainCheck({ code }: Check | RunCheck): string {
  switch (code) {
    case 'quote-not-in-case':
      return 'A quotation must stand in the case. Letter case, spacing and signs are forgiven.'
    case 'finding-negated':
      return 'Every mention in the case says the opposite.'
    case 'finding-uncertain':
      return 'The step states it as a fact.'
    case 'finding-of-relative':
      return 'The step states it of the patient.'
    case 'finding-past':
      return 'The step states it as present now.'
    case 'finding-not-in-case':
      return 'Neither it nor its words were found. It may stand there in words the pack does not know.'
    case 'number-differs':
      return 'The same thing has another number in the case. Rounding is forgiven.'
    case 'unit-differs':
      return 'The number is the same; the unit makes it another value.'
    case 'age-differs':
      return 'No age in the case agrees.'
    case 'sex-differs':
      return 'The case tells of one patient of the other sex.'
    case 'laterality-differs':
      return 'The case has it on the other side only.'
    case 'level-differs':
      return 'Compared with the usual range for age and sex, or with the words of the case.'
    case 'repeats-step':
      return 'The words are as good as the same.'
    case 'only-cites':
      return 'No word that infers or weighs, and most words are the case’s own.'
    case 'adds-nothing':
      return 'Too few words to say anything.'
    case 'conclusion-unsupported':
      return 'A conclusion should rest on a step.'
    case 'argues-otherwise':
      return 'The step names no finding that argues its way.'
    case 'excluding-finding':
      return 'By the knowledge pack that finding as good as rules it out.'
    case 'cant-miss-omitted':
      return 'The knowledge engine finds it likely enough, and neither steps nor differential name it.'
    case 'premature-closure':
      return 'No step speaks against it, for another diagnosis, or weighs one.'
    case 'order-contradicts':
      return 'Steps for less steps against were counted.'
  }
}

export const CERTAINTY_WORDS = {
  certain: 'certain: words or numbers compared',
  likely: 'likely: meaning read by rules',
  hint: 'a hint: rule of thumb or knowledge pack',
} as const satisfies Record<Certainty, string>

const formatFactor = (ratio: number) => (ratio >= 10 ? String(Math.round(ratio)) : ratio.toPrecision(2))
const formatBalance = (balance: number) => (balance > 0 ? `+${balance}` : `−${-balance}`)
