import type { Run, RunFailureCode } from '../../../domain/run'

/** What a person can do about a run that ended badly. */
export type Remedy =
  /** Go on after the last finished step. */
  | 'continue'
  | 'again'
  /** Where the same seed would only fail the same way. */
  | 'other-seed'
  /** Choose another model, or load this one afresh. */
  | 'models'
  /** Reason without a model. */
  | 'knowledge'
  | 'edit-case'
  | 'free-space'

/** The most sensible first. What can't help is left out. */
const REMEDIES: Readonly<Record<RunFailureCode, readonly Remedy[]>> = {
  'empty-case': ['edit-case'],
  'model-missing': ['models', 'knowledge'],
  'model-corrupt': ['models', 'knowledge'],
  'model-too-large': ['models', 'knowledge'],
  'out-of-memory': ['models', 'again', 'knowledge'],
  // A run goes on with its steps alone, which take less room than the conversation that led to them.
  'context-overflow': ['continue', 'models', 'edit-case', 'knowledge'],
  'malformed-output': ['continue', 'other-seed', 'models'],
  stalled: ['continue', 'again', 'models'],
  'engine-crashed': ['continue', 'again', 'models'],
  'engine-unsupported': ['models', 'knowledge'],
  'device-lost': ['continue', 'again', 'models', 'knowledge'],
  'download-failed': ['models', 'knowledge'],
  'hash-mismatch': ['models', 'knowledge'],
  'server-unreachable': ['continue', 'again', 'models', 'knowledge'],
  'cors-refused': ['continue', 'again', 'models', 'knowledge'],
  'server-refused': ['models', 'again'],
  'server-missing': ['models', 'again'],
  'server-busy': ['continue', 'again'],
  'server-error': ['continue', 'again', 'models'],
  'answer-cut': ['continue', 'again'],
  'host-not-allowed': ['again', 'models'],
  'mixed-content': ['models', 'knowledge'],
  'storage-full': ['free-space', 'again'],
  unknown: ['continue', 'again'],
}

/** What can be done about a failure; `stepCount`: finished steps that a run could go on after. */
export function remediesOf(code: RunFailureCode, stepCount: number): readonly Remedy[] {
  return REMEDIES[code].filter((remedy) => remedy !== 'continue' || stepCount > 0)
}

/** What can be done about a run that ended, and ended neither well nor by itself. */
export function remediesOfRun({ failure, steps }: Pick<Run, 'failure' | 'steps'>): readonly Remedy[] {
  if (failure) return remediesOf(failure.code, steps.length)
  return steps.length > 0 ? ['continue', 'again'] : ['again']
}
