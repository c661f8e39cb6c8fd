import { TRACE_EXPORTS } from '../../formats/labelled-traces/export-formats'
import type { ExportChoice } from './protocol'

export const FORMATS: readonly ExportChoice['format'][] = ['flat-parquet', ...TRACE_EXPORTS]

/** What each format is called, and what it is for. */
export const FORMAT_WORDS: Readonly<Record<ExportChoice['format'], { name: string; hint: string }>> = {
  'flat-csv': {
    name: 'CSV, one row a step',
    hint: 'For spreadsheets and statistics. A text that looks like a formula gets an apostrophe in front.',
  },
  'flat-parquet': { name: 'Parquet, one row a step', hint: 'For notebooks; texts exactly as they are.' },
  prm800k: { name: 'PRM800K', hint: 'Rated steps of process reward models.' },
  'trl-stepwise': {
    name: 'TRL stepwise',
    hint: 'Completions with right or wrong each. A step without a label ends its trace.',
  },
  'med-prm': {
    name: 'Med-PRM',
    hint: 'Questions with labelled solutions; soft labels are the reviewers’ shares.',
  },
  potato: { name: 'Potato', hint: 'Rewards by step.' },
  'medr-bench': {
    name: 'MedR-Bench results',
    hint: 'Steps with category and factuality, and what of the reference they cover.',
  },
  supervised: {
    name: 'Corrected traces (SFT)',
    hint: 'Traces with rewrites in place; those with a bad step left in them are left out.',
  },
  'preference-pairs': {
    name: 'Preference pairs (DPO)',
    hint: 'Each rewrite against the words it replaces, after the same prefix.',
  },
  'label-studio': {
    name: 'Label Studio',
    hint: 'Tasks with annotations. The labelling interface is saved beside it.',
  },
  inspect: { name: 'Inspect log', hint: 'Samples with scores and the history of each score.' },
  differentials: { name: 'Differentials (TSV)', hint: 'Ranked lists in LIRICAL’s columns.' },
}
