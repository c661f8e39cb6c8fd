import { isEvidence } from '../../src/domain/finding'
import type { Check, CheckCode } from '../../src/domain/check'
import type { ReasoningStepDraft } from '../../src/domain/reasoning-step'
import type { SeededRandom } from '../../src/domain/resampling/seeded-random'
import { sliceSpan } from '../../src/domain/span'
import type { VerifierContext } from '../../src/knowledge/verifier/verifier-context'
import type { CleanStep } from './clean-steps'
import {
  ageChanged,
  levelSwapped,
  negationDropped,
  negationSet,
  numberChanged,
  sexChanged,
  sideSwapped,
  unitChanged,
} from './edit-text'

export const ERROR_KINDS = [
  'negation set',
  'negation dropped',
  'number changed',
  'unit changed',
  'age changed',
  'sex changed',
  'side swapped',
  'level swapped',
  'quote invented',
  'quote altered',
  'finding of another case',
  'step duplicated',
  'relative’s taken as the patient’s',
  'past taken as present',
  'doubted taken as certain',
] as const
export type ErrorKind = (typeof ERROR_KINDS)[number]

/** The flags that say what is wrong in words that fit; any other flag on the step counts apart. */
export const EXPECTED: Readonly<Record<ErrorKind, readonly CheckCode[]>> = {
  'negation set': ['finding-negated'],
  'negation dropped': ['finding-negated'],
  'number changed': ['number-differs', 'level-differs', 'finding-negated', 'unit-differs'],
  'unit changed': ['unit-differs', 'number-differs'],
  'age changed': ['age-differs'],
  'sex changed': ['sex-differs'],
  'side swapped': ['laterality-differs'],
  'level swapped': ['level-differs', 'finding-negated'],
  'quote invented': ['quote-not-in-case'],
  'quote altered': ['quote-not-in-case'],
  'finding of another case': ['finding-not-in-case'],
  'step duplicated': ['repeats-step'],
  'relative’s taken as the patient’s': ['finding-of-relative'],
  'past taken as present': ['finding-past'],
  'doubted taken as certain': ['finding-uncertain'],
}

/** A step with one planted error. It stands where the clean one stood, or behind the last. */
export interface PlantedError {
  readonly kind: ErrorKind
  readonly step: ReasoningStepDraft
  readonly isAdded: boolean
}

/** Everything another case lends. */
export interface OtherCase {
  readonly context: VerifierContext
  readonly sentences: readonly string[]
}

/** Plants one error of a kind somewhere in a trace; null where the case gives no occasion for it. */
export function plantError(
  kind: ErrorKind,
  clean: readonly CleanStep[],
  context: VerifierContext,
  other: OtherCase,
  random: SeededRandom,
): PlantedError | null {
  const steps = clean.map(({ step }) => step)
  const added = (text: string, quotes: readonly string[] = []): PlantedError => ({
    kind,
    isAdded: true,
    step: {
      index: steps.length,
      kind: 'finding',
      text,
      quotes: quotes.map((quote) => ({ text: quote, span: context.locate(quote) })),
      hypotheses: [],
    },
  })
  const edited = (edit: (text: string, presentation: string, random: SeededRandom) => string | null) => {
    const changed = steps.flatMap((step) => {
      const text = edit(step.text, context.presentation, random)
      // The quote of a clean step would give the error away.
      return text === null || text === step.text ? [] : [{ ...step, text, quotes: [] }]
    })
    const step = choose(changed, random)
    return step ? { kind, isAdded: false, step } : null
  }
  switch (kind) {
    case 'negation set':
      return edited((text, presentation) => negationSet(text, presentation, context, random))
    case 'negation dropped':
      return edited(negationDropped)
    case 'number changed':
      return edited(numberChanged)
    case 'unit changed':
      return edited(unitChanged)
    case 'age changed':
      return edited(ageChanged)
    case 'sex changed':
      return edited((text) => sexChanged(text, context))
    case 'side swapped':
      return edited(sideSwapped)
    case 'level swapped':
      return edited(levelSwapped)
    case 'quote invented': {
      const quote = choose(
        other.sentences.filter((each) => context.locate(each) === null),
        random,
      )
      return quote ? added('The case says so itself.', [quote]) : null
    }
    case 'quote altered': {
      const word = choose(other.context.words.filter(({ form }) => form.length > 5 && !context.placesOfForm.has(form)), random) // prettier-ignore
      const quoted = choose(
        clean.filter(({ origin }) => origin === 'sentence'),
        random,
      )?.step.text.split(' ')
      if (!word || !quoted) return null
      quoted[random.nextBelow(quoted.length)] = sliceSpan(other.context.presentation, word)
      const quote = quoted.join(' ')
      return context.locate(quote) ? null : added('The case says so itself.', [quote])
    }
    case 'finding of another case': {
      const mentioned = new Set(context.extraction.findings.map(({ conceptId }) => conceptId))
      const foreign = other.context.extraction.findings.filter(
        (finding) => isEvidence(finding) && finding.polarity === 'present' && finding.value === null && !mentioned.has(finding.conceptId),
      ) // prettier-ignore
      const finding = choose(foreign, random)
      return finding
        ? added(`The patient also has ${sliceSpan(other.context.presentation, finding.span)}.`)
        : null
    }
    case 'step duplicated': {
      const step = choose(
        steps.filter(({ text }) => text.split(' ').length >= 6),
        random,
      )
      if (!step) return null
      return added(random.nextBelow(2) === 0 ? step.text : `As noted, ${step.text}`)
    }
    case 'relative’s taken as the patient’s':
    case 'past taken as present':
    case 'doubted taken as certain': {
      const finding = choose(notOfNow(context, kind), random)
      return finding ? added(`The patient has ${finding.label.toLowerCase()}.`) : null
    }
  }
}

function notOfNow({ extraction }: VerifierContext, kind: ErrorKind) {
  const { findings } = extraction
  return findings.filter((finding) => {
    if (finding.polarity !== 'present') return false
    if (findings.some((other) => other.conceptId === finding.conceptId && isEvidence(other))) return false
    if (kind === 'relative’s taken as the patient’s') return finding.experiencer === 'relative'
    if (finding.experiencer !== 'patient') return false
    if (kind === 'past taken as present') return finding.temporality === 'past' && !finding.isUncertain
    return finding.isUncertain || finding.temporality === 'hypothetical'
  })
}

function choose<T>(items: readonly T[], random: SeededRandom): T | null {
  return items[random.nextBelow(Math.max(1, items.length))] ?? null
}

/** Whether a flag is one that style and rules of thumb raise on correct steps too; these are counted apart. */
export const isMannerHint = ({ code }: Check) => code === 'only-cites' || code === 'adds-nothing'
