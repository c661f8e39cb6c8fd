import type { FrequencyClass } from '../knowledge/pack/pack'
import type { ClinicalCase } from '../domain/case'
import type { Direction, StepAuthor, StepKind } from '../domain/reasoning-step'
import type { StepLabel, Verdict } from '../domain/rubric'
import type { Run, RunBranch, RunStatus } from '../domain/run'
import type { RunNode } from '../domain/run-start'

/** The words the page uses for the terms of the domain, one place for all. */

export const STEP_KIND_WORDS: Readonly<Record<StepKind, string>> = {
  'problem-representation': 'Problem representation',
  finding: 'Finding',
  hypothesis: 'Hypothesis',
  support: 'Support',
  refute: 'Refute',
  discriminate: 'Discriminate',
  test: 'Test',
  conclude: 'Conclude',
}

export const LABEL_WORDS: Readonly<Record<StepLabel, string>> = {
  good: 'Good',
  neutral: 'Neutral',
  bad: 'Bad',
}

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  correct: 'Correct',
  broader: 'Too broad',
  narrower: 'Too narrow',
  wrong: 'Wrong',
  'cant-tell': 'Can’t tell',
}

export const DIRECTION_WORDS: Readonly<Record<Direction, string>> = {
  for: 'speaks for',
  against: 'speaks against',
  neutral: 'leaves open',
}

const STATUS_WORDS: Readonly<Record<RunStatus, string>> = {
  running: 'running',
  finished: 'finished',
  stopped: 'stopped',
  interrupted: 'interrupted',
  failed: 'failed',
}

export const ENGINE_WORDS: Readonly<Record<Run['manifest']['engine'], string>> = {
  knowledge: 'Knowledge engine',
  replay: 'Replay',
  wllama: 'Model file',
  webllm: 'WebLLM',
  'prompt-api': 'Browser model',
  openai: 'Server model',
}

const AUTHOR_WORDS: Readonly<Record<StepAuthor, string>> = {
  hypotheses: 'hypotheses',
  'test-choice': 'choice of tests',
  challenger: 'challenger',
  stewardship: 'stewardship',
  checklist: 'checklist',
  critic: 'critic',
  reader: 'corrected by the reader',
}

/** Who a step is by, where it isn't the engine's one voice. */
export function describeAuthor(author: StepAuthor): string {
  return AUTHOR_WORDS[author]
}

const BRANCH_WORDS: Readonly<Record<RunBranch['kind'], string>> = {
  edit: 'corrected step',
  delete: 'without step',
  insert: 'added step',
  replace: 'other step',
  rerun: 'anew from step',
}

/** What made a run leave the one it grew from; null for a run from the beginning. */
export function describeBranch({ branch, continuedFrom }: Run): string | null {
  if (branch) return `${BRANCH_WORDS[branch.kind]} ${branch.atStep + 1}`
  return continuedFrom === null ? null : 'continued'
}

/** A run in the tree of a case's runs: indented below the one it grew from, with what made the branch. */
export function describeRunNode({ run, depth }: RunNode, now: number): string {
  const branch = describeBranch(run)
  const why = branch === null ? '' : `${branch}: `
  return `${'\u2003'.repeat(Math.max(0, depth - 1))}${depth > 0 ? '↳ ' : ''}${why}${describeRun(run, now)}`
}

/** A run in the run picker: time of day or date first, which tells runs apart where there is room for little; engine or model; how it ended. */
export function describeRun(run: Run, now: number): string {
  const name = run.manifest.model?.name ?? ENGINE_WORDS[run.manifest.engine]
  const started = new Date(run.startedAt)
  const isToday = new Date(now).toDateString() === started.toDateString()
  const when = started.toLocaleString(
    undefined,
    isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  )
  return `${when}, ${name}, ${STATUS_WORDS[run.status]}`
}

/** What kind of case it is, in one line. */
export function describeCase({ isFictional, specialty, revision }: ClinicalCase): string {
  return [isFictional ? 'Fictional case' : null, specialty, `revision ${revision}`]
    .filter(Boolean)
    .join(' · ')
}

/** A likelihood as a percentage that never claims certainty. */
export function formatLikelihood(fraction: number): string {
  const percent = fraction * 100
  if (percent > 0 && percent < 1) return '<1 %'
  if (percent > 99 && percent < 100) return '>99 %'
  return `${Math.round(percent)} %`
}

/** A likelihood ratio as it multiplies the odds: two figures, `×` before it. */
export function formatRatio(ratio: number): string {
  return `×${ratio >= 10 ? Math.round(ratio) : ratio >= 1 ? ratio.toFixed(1) : ratio.toPrecision(2)}`
}

/** How often a finding occurs in a disease. */
export const FREQUENCY_WORDS = {
  obligate: 'always',
  'very-frequent': 'nearly always',
  frequent: 'often',
  occasional: 'sometimes',
  rare: 'rarely',
  excluded: 'never',
} as const satisfies Record<FrequencyClass, string>
