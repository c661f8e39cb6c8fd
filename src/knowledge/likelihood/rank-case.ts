import type { CaseAnswer } from '../../domain/case-answer'
import type { Finding } from '../../domain/finding'
import type { CompiledPack } from '../extraction/compile-pack'
import type { Extraction } from '../extraction/extract-findings'
import { summariseEvidence } from '../extraction/summarise-evidence'
import { type CaseContext, type Posterior, computePosterior } from './posterior'
import type { Demographics } from './prior'
import { fitWords } from './word-fit'

/** A case ready to be ranked: what it says, and what the reader answered since. */
export interface RankableCase {
  readonly evidence: readonly Finding[]
  readonly who: Demographics
  readonly context: CaseContext & { readonly mentioned: ReadonlySet<string> }
}

const NOWHERE = { start: 0, end: 0 }

/**
 * Gathers what a presentation and a reader's answers say. An answer takes the place of what the text says of the same concept;
 * its finding has the empty span. An answer "not known" only takes the concept off the list of what is unmentioned.
 */
export function prepareCase(
  compiled: CompiledPack,
  presentation: string,
  extraction: Extraction,
  answers: readonly CaseAnswer[] = [],
  mustExplain: readonly string[] = [],
): RankableCase {
  const mentioned = new Set(extraction.findings.map(({ conceptId }) => conceptId))
  const read: RankableCase = {
    evidence: summariseEvidence(extraction.findings),
    who: { ageYears: extraction.age?.years ?? null, sex: extraction.sex?.value ?? null },
    context: { wordFit: fitWords(compiled, presentation), mentioned, mustExplain: new Set(mustExplain) },
  }
  return answers.reduce(withAnswer, read)
}

/** The case with one more answer. */
export function withAnswer({ evidence, who, context }: RankableCase, answer: CaseAnswer): RankableCase {
  const others = evidence.filter(({ conceptId }) => conceptId !== answer.conceptId)
  const mentioned = new Set(context.mentioned).add(answer.conceptId)
  return { evidence: [...others, ...writeFinding(answer)], who, context: { ...context, mentioned } }
}

/** The ranking of a prepared case. */
export function rankCase(compiled: CompiledPack, { evidence, who, context }: RankableCase): Posterior {
  return computePosterior(compiled, evidence, who, context)
}

/** Whether a finding was answered by the reader and stands nowhere in the text. */
export function isAnswer({ span }: Pick<Finding, 'span'>): boolean {
  return span.start === span.end
}

function writeFinding({ conceptId, label, said }: CaseAnswer): Finding[] {
  if (said === 'unknown') return []
  return [
    {
      conceptId,
      label,
      polarity: said,
      isUncertain: false,
      experiencer: 'patient',
      temporality: 'current',
      value: null,
      unit: null,
      span: NOWHERE,
    },
  ]
}
