import type { Differential, DifferentialSnapshot } from './differential'
import type { CaseId, RunId } from './ids'
import type { ReasoningStep } from './reasoning-step'

export const ENGINE_IDS = ['knowledge', 'replay', 'wllama', 'webllm', 'prompt-api', 'openai'] as const
export type EngineId = (typeof ENGINE_IDS)[number]

/** Enough to repeat a run, or to doubt it. */
export interface RunManifest {
  readonly engine: EngineId
  readonly engineVersion: string
  /** Model name and, for a file, its fingerprint; null for engines without a model. */
  readonly model: { readonly name: string; readonly fingerprint: string | null } | null
  readonly strategy: string
  /** Hash of the prompt or knowledge-pack version. */
  readonly promptVersion: string
  readonly sampling: { readonly temperature: number; readonly seed: number } | null
  readonly appVersion: string
  /** Of the presentation's words; absent in runs kept by older versions. */
  readonly caseHash?: string
}

/**
 * Why a run ended without a conclusion. The sentence for a person is written at the UI edge.
 * `detail` is the engine's own words, shown as text.
 */
export const RUN_FAILURE_CODES = [
  'empty-case',
  'model-missing',
  'model-corrupt',
  'model-too-large',
  'out-of-memory',
  'context-overflow',
  'malformed-output',
  'stalled',
  'engine-crashed',
  'engine-unsupported',
  'device-lost',
  'download-failed',
  'hash-mismatch',
  'server-unreachable',
  'cors-refused',
  'server-refused',
  'server-missing',
  'server-busy',
  'server-error',
  'answer-cut',
  'host-not-allowed',
  'mixed-content',
  'storage-full',
  'unknown',
] as const
export type RunFailureCode = (typeof RUN_FAILURE_CODES)[number]
export interface RunFailure {
  readonly code: RunFailureCode
  readonly detail: string
}

/** Milliseconds: `computeMs` is the engine's own work, `totalMs` wall time with painting and pauses. */
export interface RunTiming {
  readonly totalMs: number
  readonly computeMs: number | null
  readonly firstStepMs: number | null
  /** Until a model's first word, thinking included; absent where nothing is written word by word, and in older runs. */
  readonly firstTokenMs?: number | null
  /** From the first to the last word of each call, added up: what a model's tokens per second are counted by. */
  readonly writingMs?: number | null
}

export interface RunCounts {
  readonly steps: number
  readonly findings: number | null
  readonly promptTokens: number | null
  readonly outputTokens: number | null
}

export const RUN_STATUSES = ['running', 'finished', 'stopped', 'interrupted', 'failed'] as const
/** `stopped` by the reader; `interrupted` by a closed or crashed tab. */
export type RunStatus = (typeof RUN_STATUSES)[number]

export const STEP_EDIT_KINDS = ['edit', 'delete', 'insert', 'replace', 'rerun'] as const
export type StepEditKind = (typeof STEP_EDIT_KINDS)[number]

/** Where a run leaves the one it grew from, and by what. Steps before `atStep` (0-based) are the parent's. */
export interface RunBranch {
  readonly kind: StepEditKind
  readonly atStep: number
}

/** What a thinking model thought before a step (0-based index); after the last step for the differential. */
export interface RunThinking {
  readonly beforeStep: number
  readonly text: string
}

/** One engine, one strategy, one case revision. Its steps live inside it. Immutable once ended. */
export interface Run {
  readonly id: RunId
  readonly caseId: CaseId
  readonly caseRevision: number
  readonly manifest: RunManifest
  /** The run whose steps this one took over and went on from. */
  readonly continuedFrom: RunId | null
  /** Absent where the steps were taken over as they were, after an interruption. */
  readonly branch?: RunBranch
  readonly status: RunStatus
  readonly problemRepresentation: string | null
  readonly steps: readonly ReasoningStep[]
  readonly differential: Differential | null
  readonly trajectory: readonly DifferentialSnapshot[]
  /** Milliseconds after `startedAt` at which each step was complete; replay keeps this pace. */
  readonly stepTimesMs: readonly number[]
  readonly failure: RunFailure | null
  readonly timing: RunTiming | null
  readonly counts: RunCounts | null
  /** In the order thought; absent where the model didn't think aloud. */
  readonly thinking?: readonly RunThinking[]
  readonly startedAt: number
  readonly endedAt: number | null
}
