import type { HygieneRule } from '../../formats/dataset/hygiene/check-hygiene'

interface RuleWords {
  readonly title: string
  readonly why: string
}

/** What each rule of the hygiene report looks for, and why a curator may care. */
export const RULE_WORDS: Readonly<Record<HygieneRule, RuleWords>> = {
  'gold-in-prompt': {
    title: 'The diagnosis stands in the case',
    why: 'A model can copy the answer; accuracy on these says little.',
  },
  'no-diagnosis': {
    title: 'No gold diagnosis',
    why: 'Nothing can be scored against it. Steps can still be graded.',
  },
  'identifier-diagnosis': {
    title: 'The diagnosis is an identifier',
    why: 'A code or key, not words: matching by name will fail.',
  },
  duplicate: { title: 'The same case again', why: 'Counts twice in every figure.' },
  'near-duplicate': {
    title: 'Nearly the same case',
    why: 'Shares at least 80 % of its word triples with an earlier one.',
  },
  'no-reasoning': { title: 'No reference reasoning', why: 'Reasoning recall can’t be measured.' },
  'one-line-reasoning': {
    title: 'Reference reasoning of one line',
    why: 'Recall over a single statement is all or nothing.',
  },
  'damaged-numbering': {
    title: 'Damaged numbering in the reference reasoning',
    why: 'Statements may be split in the wrong place; look at the case.',
  },
  'quote-not-in-article': {
    title: 'A quotation that the article does not hold',
    why: 'The numbers are the statements whose quotation was not found in the article’s text.',
  },
  veterinary: { title: 'The patient is an animal', why: 'Another medicine.' },
  'question-in-prompt': {
    title: 'The reader’s question was left in the case',
    why: 'It tells what is asked for, and is no part of the presentation.',
  },
  language: { title: 'Not in English', why: 'The knowledge engine and the verifier read English.' },
}
