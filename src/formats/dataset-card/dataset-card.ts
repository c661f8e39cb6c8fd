import { EXPORT_EXTENSIONS, type ExportTally, type TraceExport } from '../labelled-traces/export-formats'
import type { NeutralChoice } from '../labelled-traces/export-options'
import type { LabelSource } from '../labelled-traces/labelled-trace'

/** One coefficient as it is to be printed; `value` is null where it is undefined, and `note` says why. */
export interface CardAgreement {
  readonly name: string
  readonly value: number | null
  readonly interval: readonly [number, number] | null
  readonly note: string
}

/** What a dataset card tells. All counts are of what is in the file. */
export interface DatasetCardFacts {
  readonly name: string
  readonly format: TraceExport | 'flat-parquet'
  readonly tally: ExportTally
  readonly cases: number
  readonly runs: number
  readonly reviewers: number
  readonly labels: Readonly<Record<'good' | 'neutral' | 'bad' | 'ungraded', number>>
  readonly models: readonly string[]
  readonly rubrics: readonly { readonly name: string; readonly version: number }[]
  readonly source: LabelSource
  readonly withCaseText: boolean
  readonly neutralAs: NeutralChoice
  readonly agreement: readonly CardAgreement[]
  /** In the curator's words; the cases' own licence is theirs to state. */
  readonly licence: string
  readonly citations: readonly string[]
  readonly appVersion: string
  readonly createdAt: number
}

const SOURCE_WORDS: Readonly<Record<LabelSource, string>> = {
  adjudicated:
    'Adjudicated: the label all reviewers agree on, or the adjudicator’s. Where reviewers differ and nobody decided, the label is null.',
  'per-reviewer': 'Per reviewer: one trace for each review.',
  soft: 'Soft: the share of reviewers behind each label. A hard label stands only where all agree.',
}

const NEUTRAL_WORDS: Readonly<Record<NeutralChoice, string>> = {
  good: 'a neutral step counts as right',
  bad: 'a neutral step counts as wrong',
  end: 'a trace ends before its first neutral step',
}

/** Formats that know right and wrong only, where the choice about neutral steps matters. */
const BINARY: readonly DatasetCardFacts['format'][] = ['trl-stepwise', 'med-prm']

/** A README for the data, in Markdown with the usual front matter. */
export function formatDatasetCard(facts: DatasetCardFacts): string {
  const { tally, labels } = facts
  const extension = facts.format === 'flat-parquet' ? 'parquet' : EXPORT_EXTENSIONS[facts.format]
  return [
    '---',
    `license: ${JSON.stringify(facts.licence || 'unknown')}`,
    'tags: [clinical-reasoning, process-supervision]',
    '---',
    '',
    `# ${facts.name}`,
    '',
    `Steps of clinical reasoning, graded in Rounds ${facts.appVersion}. Written on ${new Date(facts.createdAt).toISOString().slice(0, 10)}.`,
    'For research and teaching. Not a medical device, and not for use on patients.',
    '',
    '## What is in it',
    '',
    `- Format: \`${facts.format}\` (\`*.${extension}\`), ${count(tally.rows, 'row')}.`,
    `- ${count(facts.cases, 'case')}, ${count(facts.runs, 'run')} of ${facts.models.join(', ') || 'no model'}, ${count(facts.reviewers, 'reviewer')}.`,
    `- Labels: ${labels.good} good, ${labels.neutral} neutral, ${labels.bad} bad; ${labels.ungraded} steps without a label. Not graded is null, never 0.`,
    `- ${SOURCE_WORDS[facts.source]}`,
    ...(BINARY.includes(facts.format)
      ? [`- Right and wrong only: ${NEUTRAL_WORDS[facts.neutralAs]}; a step without a label ends its trace.`]
      : []),
    `- The words of the cases are ${facts.withCaseText ? 'included' : 'left out; cases are named by id'}.`,
    `- Left out: ${count(tally.skipped, 'trace')} without what the format needs, ${count(tally.invalid.length, 'row')} that its schema refused.`,
    `- Rubric: ${facts.rubrics.map(({ name, version }) => `${name}, version ${version}`).join('; ') || 'none'}.`,
    '',
    '## Agreement of the reviewers',
    '',
    ...formatAgreement(facts.agreement),
    '',
    '## Licence and sources',
    '',
    facts.licence || 'No licence was stated. Ask the curator before you use or pass on the data.',
    ...(facts.citations.length > 0 ? ['', ...facts.citations.map((citation) => `- ${citation}`)] : []),
    '',
  ].join('\n')
}

function formatAgreement(agreement: readonly CardAgreement[]): string[] {
  if (agreement.length === 0)
    return ['Fewer than two reviewers graded the same steps, so there is none to state.']
  return [
    '| coefficient | value | 95 % interval |',
    '|---|---|---|',
    ...agreement.map(({ name, value, interval, note }) => {
      const shown = value === null ? `undefined (${note})` : value.toFixed(3)
      return `| ${name} | ${shown} | ${interval ? `${interval[0].toFixed(3)} to ${interval[1].toFixed(3)}` : '–'} |`
    }),
  ]
}

const count = (n: number, thing: string) => `${n} ${thing}${n === 1 ? '' : 's'}`
