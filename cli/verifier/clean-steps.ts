import { isEvidence } from '../../src/domain/finding'
import type { ReasoningStepDraft, StepKind } from '../../src/domain/reasoning-step'
import { sliceSpan } from '../../src/domain/span'
import type { SeededRandom } from '../../src/domain/resampling/seeded-random'
import type { VerifierContext } from '../../src/knowledge/verifier/verifier-context'
import type { RealCase } from './real-cases'

export const STEP_ORIGINS = ['reference', 'sentence', 'composed'] as const
/** `reference`: by the case's authors. `sentence`: of the case itself. `composed`: from a finding read in the case. */
export type StepOrigin = (typeof STEP_ORIGINS)[number]

export interface CleanStep {
  readonly origin: StepOrigin
  readonly step: ReasoningStepDraft
}

const MOST_SENTENCES = 5
const MOST_COMPOSED = 6
const LONGEST_SENTENCE = 400

/** The steps of a trace without a planted error, in the order of a run: who, what the case says, how its authors reasoned. */
export function writeCleanSteps(
  subject: RealCase,
  context: VerifierContext,
  random: SeededRandom,
): CleanStep[] {
  const sentences = pick(splitSentences(subject.presentation), MOST_SENTENCES, random)
  const composed = [describeWho(context), ...pick(composeStatements(context), MOST_COMPOSED, random)]
  const drafts: [StepOrigin, StepKind, string, string | null][] = [
    ...sentences.map((text) => ['sentence', 'finding', text, text] as [StepOrigin, StepKind, string, string]),
    ...composed.flatMap((each) =>
      each
        ? [['composed', 'finding', each.text, each.quote] as [StepOrigin, StepKind, string, string | null]]
        : [],
    ),
    ...subject.referenceSteps.map(
      (text) => ['reference', 'support', text, null] as [StepOrigin, StepKind, string, null],
    ),
  ]
  return drafts.map(([origin, kind, text, quote], index) => ({
    origin,
    step: {
      index,
      kind,
      text,
      quotes: quote === null ? [] : [{ text: quote, span: context.locate(quote) }],
      hypotheses: [],
    },
  }))
}

function pick<T>(items: readonly T[], most: number, random: SeededRandom): T[] {
  const left = [...items]
  const picked: T[] = []
  while (left.length > 0 && picked.length < most)
    picked.push(...left.splice(random.nextBelow(left.length), 1))
  return picked
}

/** Sentences and list items of a case, without the marks of the list. */
export function splitSentences(presentation: string): string[] {
  return presentation
    .split(/\n+|(?<=[.!?])\s+(?=[A-Z])/u)
    .map((part) => part.replace(/^[\s\-*•]+(?:\*{0,2}[\w /()'-]{2,50}:\*{0,2}\s*)?/u, '').trim())
    .filter((part) => part.length > 20 && part.length < LONGEST_SENTENCE && /\s\S+\s/.test(part))
}

interface Statement {
  readonly text: string
  readonly quote: string | null
}

function describeWho({ extraction: { age, sex } }: VerifierContext): Statement | null {
  if (!age || !sex || age.years < 2) return null
  const noun = age.years < 16 ? { female: 'girl', male: 'boy' } : { female: 'woman', male: 'man' }
  return { text: `This ${Math.floor(age.years)}-year-old ${noun[sex.value]} is the patient.`, quote: null }
}

/** One statement for each finding and value, by the concept's name rather than the case's words. */
function composeStatements({ extraction, presentation }: VerifierContext): Statement[] {
  const evidence = extraction.findings.filter(isEvidence)
  const consistent = evidence.filter(({ conceptId, polarity }) =>
    evidence.every((other) => other.conceptId !== conceptId || other.polarity === polarity),
  )
  const findings = consistent.map(({ label, polarity, span, laterality }) => {
    const side = laterality ? `${laterality} ` : ''
    const name = lower(label)
    return {
      text: polarity === 'present' ? `The patient has ${side}${name}.` : `There is no ${name}.`,
      quote: sliceSpan(presentation, span),
    }
  })
  const values = extraction.measurements.map(({ span, flag }) => {
    const words = sliceSpan(presentation, span)
    return { text: `On measurement ${words} is ${flag}.`, quote: words }
  })
  // One statement for each text: what is said twice in the case would be a repetition here.
  return [...new Map([...findings, ...values].map((each) => [each.text, each])).values()]
}

const lower = (label: string) =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
