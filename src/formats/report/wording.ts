import type { StageKind } from '../../domain/case'
import type { StepKind } from '../../domain/reasoning-step'
import type { StepLabel, Verdict } from '../../domain/rubric'
import { DEFAULT_RUBRIC } from '../../domain/rubric'
import type { RunStatus } from '../../domain/run'

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
  correct: 'The leading diagnosis is correct.',
  broader: 'The leading diagnosis is broader than the right one.',
  narrower: 'The leading diagnosis is narrower than the right one.',
  wrong: 'The leading diagnosis is wrong.',
  'cant-tell': 'The reviewer could not tell whether the leading diagnosis is correct.',
}

export const STATUS_WORDS: Readonly<Record<RunStatus, string>> = {
  running: 'was still running when this was written',
  finished: 'finished',
  stopped: 'was stopped by the reader',
  interrupted: 'was interrupted before its end',
  failed: 'failed before its end',
}

export const STAGE_WORDS: Readonly<Record<StageKind, string>> = {
  history: 'History',
  exam: 'Examination',
  labs: 'Laboratory tests',
  imaging: 'Imaging',
  other: 'Further findings',
}

/** An error type by its name in the default rubric, or else its id. */
export function errorTypeWords(id: string): string {
  return DEFAULT_RUBRIC.errorTypes.find((type) => type.id === id)?.label ?? id
}

/** A fraction as a percentage without false precision: whole numbers, and "<1 %" for what is not nothing. */
export function formatPercent(fraction: number): string {
  if (fraction > 0 && fraction < 0.01) return '<1 %'
  if (fraction > 0.99 && fraction < 1) return '>99 %'
  return `${Math.round(fraction * 100)} %`
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** A moment as "20 November 2026, 09:05 UTC". Pure code knows no time zone, so it says which one this is. */
export function formatMoment(at: number): string {
  const date = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`
}
