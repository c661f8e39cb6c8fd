import type { CaseDraft } from '../../case-draft'
import { splitReasoning, type NumberingFault } from '../../case-json/split-reasoning'
import { hashText } from '../../../domain/hash-text'
import { normalisePresentation, plainWords } from '../../content-hash'
import { isDiagnosisAmong } from '../../draft-notices'
import type { ArticleCheck } from '../conversion'
import { detectLanguage } from './detect-language'
import { isVeterinary } from './is-veterinary'
import { createNearDuplicateFinder } from './near-duplicates'

export const HYGIENE_RULES = [
  'gold-in-prompt',
  'no-diagnosis',
  'identifier-diagnosis',
  'duplicate',
  'near-duplicate',
  'no-reasoning',
  'one-line-reasoning',
  'damaged-numbering',
  'quote-not-in-article',
  'veterinary',
  'question-in-prompt',
  'language',
] as const
/** What a curator may want to leave out before anything is graded. Each is a hint; nothing is left out by itself. */
export type HygieneRule = (typeof HYGIENE_RULES)[number]

export interface HygieneInput {
  readonly id: string
  readonly draft: Pick<CaseDraft, 'title' | 'presentation' | 'goldDiagnosis' | 'referenceReasoning' | 'extra'>
  readonly article: ArticleCheck | null
}

export interface HygieneHit {
  readonly id: string
  /** What shows it: the diagnosis, the language, the question. Others' words: shown as text. */
  readonly detail: string
  /** The earlier case that it repeats. */
  readonly earlierId: string | null
}

export interface RuleReport {
  /** How many cases the rule could be applied to. */
  readonly checked: number
  readonly hits: readonly HygieneHit[]
}

export interface HygieneReport {
  readonly cases: number
  readonly rules: Readonly<Record<HygieneRule, RuleReport>>
}

export interface HygieneOptions {
  /** Share of word triples from which two presentations count as nearly the same. */
  readonly similarity?: number
  /** ISO 639-1 code of the language that is expected. */
  readonly language?: string
}

export interface HygienePass {
  add(input: HygieneInput): void
  report(): HygieneReport
}

/** Applies every rule to cases as they come, in one pass; the report can be asked for at any time. */
export function createHygienePass({ similarity = 0.8, language = 'en' }: HygieneOptions = {}): HygienePass {
  let cases = 0
  const rules = new Map(HYGIENE_RULES.map((rule) => [rule, { checked: 0, hits: [] as HygieneHit[] }]))
  const seen = new Map<string, string>()
  const finder = createNearDuplicateFinder(similarity)

  function note(rule: HygieneRule, id: string, detail: string | null, earlierId: string | null = null): void {
    const report = rules.get(rule)
    if (!report) return
    report.checked += 1
    if (detail !== null) report.hits.push({ id, detail, earlierId })
  }

  return {
    add({ id, draft, article }) {
      cases += 1
      const { presentation, goldDiagnosis, referenceReasoning } = draft
      const normalised = normalisePresentation(presentation)
      const words = plainWords(normalised)
      note('no-diagnosis', id, goldDiagnosis === null ? '' : null)
      if (goldDiagnosis !== null) {
        note('gold-in-prompt', id, isDiagnosisAmong(goldDiagnosis, words) ? goldDiagnosis : null)
        note('identifier-diagnosis', id, findIdentifier(draft))
      }
      const hash = hashText(normalised)
      const earlier = seen.get(hash)
      note('duplicate', id, earlier === undefined ? null : '', earlier ?? null)
      if (earlier === undefined) {
        seen.set(hash, id)
        const near = finder.add(id, words)
        note('near-duplicate', id, near && `${Math.round(near.similarity * 100)} %`, near?.earlierId ?? null)
      }
      note('no-reasoning', id, referenceReasoning.length === 0 ? '' : null)
      if (referenceReasoning.length > 0) {
        note('one-line-reasoning', id, findOneLine(draft))
        note('damaged-numbering', id, findDamage(draft))
      }
      if (article && article.quotations > 0) {
        const missing = article.missing.map((index) => index + 1)
        note('quote-not-in-article', id, missing.length === 0 ? null : missing.join(', '))
      }
      note('veterinary', id, isVeterinary(presentation, draft.title))
      note('question-in-prompt', id, findQuestion(presentation))
      const found = detectLanguage(presentation)
      if (found !== null) note('language', id, found === language ? null : found)
    },
    report() {
      const entries = [...rules].map(([rule, { checked, hits }]): [HygieneRule, RuleReport] => [
        rule,
        { checked, hits: [...hits] },
      ])
      // The keys are those of HYGIENE_RULES; Object.fromEntries forgets that.
      return { cases, rules: Object.fromEntries(entries) as Record<HygieneRule, RuleReport> }
    },
  }
}

export function checkHygiene(inputs: Iterable<HygieneInput>, options: HygieneOptions = {}): HygieneReport {
  const pass = createHygienePass(options)
  for (const input of inputs) pass.add(input)
  return pass.report()
}

type Draft = HygieneInput['draft']

function originalText(draft: Draft, field: string): string | null {
  const original = Object.hasOwn(draft.extra, field) ? draft.extra[field] : null
  return typeof original === 'string' ? original : null
}

/** "Scleroderma_renal_crisis", "OMIM:101200", "C34.1", "acuteAppendicitis": a key, not words. */
function findIdentifier(draft: Draft): string | null {
  const stored = (originalText(draft, 'final_diagnosis') ?? draft.goldDiagnosis ?? '').trim()
  const isKey =
    /^\S+_\S+$/u.test(stored) ||
    /^[A-Z]{2,10}:\d+$/u.test(stored) ||
    /^[A-TV-Z]\d{2}(?:\.\d{1,4})?$/u.test(stored) ||
    /^\d+$/u.test(stored) ||
    /^\p{Ll}+(?:\p{Lu}\p{Ll}+)+$/u.test(stored)
  return isKey ? stored : null
}

const ONE_LINE = 300

function findOneLine({ referenceReasoning }: Draft): string | null {
  const [only] = referenceReasoning
  if (referenceReasoning.length !== 1 || !only) return null
  return only.text.length <= ONE_LINE && !only.text.includes('\n') ? only.text : null
}

/** Words above the list are no damage to its numbers. */
const DAMAGE: ReadonlySet<NumberingFault> = new Set([
  'late-start',
  'missing',
  'repeated',
  'restart',
  'inline',
])

function findDamage(draft: Draft): string | null {
  const text = originalText(draft, 'diagnostic_reasoning')
  if (text === null) return null
  const faults = splitReasoning(text).faults.filter(({ code }) => DAMAGE.has(code))
  return faults.length === 0 ? null : [...new Set(faults.map(({ code }) => code))].join(', ')
}

const QUESTION =
  /\b(?:what|which|how|why|where|who|when|identify|name|choose|select)\b[^.?!\n]{0,300}\?\s*$/iu
const ASKS =
  /\b(?:what(?:’s|'s| is| would be| was| are)|which)\b[^.?!\n]{0,120}\b(?:diagnos[ei]s|next step|treatment|management|cause|explain\w*|finding)\b[^.?!\n]{0,80}\?/iu
const OPTIONS = /(?:^|\n|\s)\(?A[.)]\s+\S[\s\S]{0,200}\(?B[.)]\s+\S[\s\S]{0,200}\(?C[.)]\s+\S[\s\S]{0,600}$/u
const TAIL = 900

/** The question that exam books put behind a case, or its options; null where it ends as a case does. */
function findQuestion(presentation: string): string | null {
  const tail = presentation.trimEnd().slice(-TAIL)
  const found = QUESTION.exec(tail) ?? ASKS.exec(tail) ?? OPTIONS.exec(tail)
  return found ? found[0].trim().slice(0, 300) : null
}
