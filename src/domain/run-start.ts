import type { Differential, DifferentialSnapshot } from './differential'
import type { RunId } from './ids'
import { createQuoteLocator } from './locate-quote'
import { READER, type Quote, type ReasoningStep, type StepKind } from './reasoning-step'
import type { Run, RunBranch, StepEditKind } from './run'

/** What a new run takes over from another before it reasons on. */
export interface RunStart {
  readonly parent: RunId
  /** Null where an interrupted run is gone on with as it stands. */
  readonly branch: RunBranch | null
  readonly caseRevision: number
  readonly problemRepresentation: string | null
  readonly steps: readonly ReasoningStep[]
  readonly differential: Differential | null
  readonly trajectory: readonly DifferentialSnapshot[]
}

/**
 * A person's change to a trace. `step` is 0-based; what followed it is dropped, since it rested on what was changed.
 * `insert` puts a new step at that place; `rerun` lets the engine write that step anew; `replace` takes another in its stead.
 */
export type StepEdit =
  | { readonly kind: 'edit'; readonly step: number; readonly text: string }
  | { readonly kind: 'delete'; readonly step: number }
  | { readonly kind: 'insert'; readonly step: number; readonly stepKind: StepKind; readonly text: string }
  | { readonly kind: 'replace'; readonly step: number; readonly by: ReasoningStep }
  | { readonly kind: 'rerun'; readonly step: number }

/** Everything a stopped, interrupted or failed run had finished. */
export function continueRun(run: Run): RunStart {
  const { id, caseRevision, problemRepresentation, steps, differential, trajectory } = run
  return { parent: id, branch: null, caseRevision, problemRepresentation, steps, differential, trajectory }
}

/**
 * The start of a branch: the steps before the change, and the changed one. A corrected or new step holds no checks yet; its
 * quotes are the passages in quotation marks that stand in the case, and those of the step it corrects.
 *
 * @throws RangeError when the run has no such step.
 */
export function branchRun(run: Run, presentation: string, edit: StepEdit): RunStart {
  const last = edit.kind === 'insert' ? run.steps.length : run.steps.length - 1
  if (!Number.isInteger(edit.step) || edit.step < 0 || edit.step > last)
    throw new RangeError(`The run has no step ${edit.step + 1}`)
  const kept = run.steps.slice(0, edit.step)
  const changed = changedStep(run.steps[edit.step], presentation, edit)
  const trajectory = run.trajectory.filter(({ afterStep }) => afterStep < edit.step)
  return {
    parent: run.id,
    branch: { kind: edit.kind satisfies StepEditKind, atStep: edit.step },
    caseRevision: run.caseRevision,
    problemRepresentation: run.problemRepresentation,
    steps: changed ? [...kept, changed] : kept,
    differential: null,
    trajectory,
  }
}

function changedStep(
  original: ReasoningStep | undefined,
  presentation: string,
  edit: StepEdit,
): ReasoningStep | null {
  switch (edit.kind) {
    case 'delete':
    case 'rerun':
      return null
    case 'replace':
      return { ...edit.by, index: edit.step }
    case 'insert': {
      const quotes = findQuotations(presentation, edit.text)
      const { step: index, stepKind: kind, text } = edit
      return { index, kind, text, quotes, hypotheses: [], checks: [], author: READER }
    }
    case 'edit': {
      if (!original) throw new RangeError('There is no step to correct')
      const found = findQuotations(presentation, edit.text)
      const known = original.quotes.filter(({ text }) => found.every((quote) => quote.text !== text))
      return { ...original, text: edit.text, quotes: [...found, ...known], checks: [], author: READER }
    }
  }
}

const QUOTATION = /["“]([^"“”]{3,300})["”]/gu

function findQuotations(presentation: string, text: string): Quote[] {
  const locate = createQuoteLocator(presentation)
  return [...text.matchAll(QUOTATION)].flatMap((match) => {
    const quoted = match[1] ?? ''
    const span = locate(quoted)
    return span ? [{ text: quoted, span }] : []
  })
}

/** A run in the tree of a case's runs: `depth` counts the branches above it. */
export interface RunNode {
  readonly run: Run
  readonly depth: number
}

/** A run and those that grew from it. */
export interface RunTreeNode {
  readonly run: Run
  readonly branches: readonly RunTreeNode[]
}

/** The runs of a case as a tree, roots and siblings from the newest to the oldest. */
export function growTree(runs: readonly Run[]): RunTreeNode[] {
  const known = new Set<string>(runs.map(({ id }) => id))
  const children = new Map<string | null, Run[]>()
  for (const run of runs) {
    const parent = run.continuedFrom !== null && known.has(run.continuedFrom) ? run.continuedFrom : null
    children.set(parent, [...(children.get(parent) ?? []), run])
  }
  const grow = (parent: string | null): RunTreeNode[] =>
    [...(children.get(parent) ?? [])]
      .sort((a, b) => b.startedAt - a.startedAt)
      .map((run) => ({ run, branches: grow(run.id) }))
  return grow(null)
}

/** The same in one row: each run after the one it grew from. */
export function orderAsTree(runs: readonly Run[]): RunNode[] {
  const flatten = (nodes: readonly RunTreeNode[], depth: number): RunNode[] =>
    nodes.flatMap(({ run, branches }) => [{ run, depth }, ...flatten(branches, depth + 1)])
  return flatten(growTree(runs), 0)
}
