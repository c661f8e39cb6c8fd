import { CHECK_CODES, type Check, type CheckCode } from '../../src/domain/check'
import { computeCohensKappa } from '../../src/domain/agreement/cohens-kappa'
import { defineScale } from '../../src/domain/agreement/label-scale'
import { type Rating, buildLabelTable } from '../../src/domain/agreement/label-table'
import type { ReasoningStepDraft } from '../../src/domain/reasoning-step'
import type { CompiledPack } from '../../src/knowledge/extraction/compile-pack'
import { checkRepetition } from '../../src/knowledge/verifier/check-repetition'
import { classifyManner } from '../../src/knowledge/verifier/classify-manner'
import { readStep } from '../../src/knowledge/verifier/read-step'
import { type VerifierContext, createVerifierContext } from '../../src/knowledge/verifier/verifier-context'
import { verifyStep } from '../../src/knowledge/verifier/verify-step'
import { type RealCase, parseLines } from './real-cases'

export const MANNERS = ['Reasoning', 'Citation', 'Repetition', 'Redundancy'] as const
type MannerLabel = (typeof MANNERS)[number]

/** A model's trace with the label that each step was given elsewhere. */
export interface LabelledTrace {
  readonly caseId: string
  readonly model: string
  readonly steps: readonly {
    readonly text: string
    readonly label: MannerLabel
    readonly isFactual: boolean | null
  }[]
}

export interface Agreement {
  readonly who: string
  readonly steps: number
  readonly agreement: number
  /** Cohen's κ over four labels, and over reasoning against the rest; null where undefined. */
  readonly kappa: number | null
  readonly kappaBinary: number | null
  readonly cited: { readonly labelled: number; readonly hinted: number; readonly both: number }
}

export interface MannerResult {
  readonly traces: number
  readonly agreements: readonly Agreement[]
  /** Rows: the label given; columns: the hint, both in the order of `MANNERS`. */
  readonly table: readonly (readonly number[])[]
  readonly flags: readonly {
    readonly code: CheckCode
    readonly steps: number
    readonly ofNotFactual: number
  }[]
  readonly steps: number
  readonly notFactual: number
}

/** Reads labelled traces: `case_id`, `model`, `steps` with `text`, `efficiency` and `factuality`. */
export function parseLabelledTraces(jsonLines: string): LabelledTrace[] {
  return parseLines(jsonLines).flatMap((row) => {
    const { case_id: caseId, model, steps } = row
    if (typeof caseId !== 'string' || typeof model !== 'string' || !Array.isArray(steps)) return []
    const read = steps.flatMap((step: { text?: unknown; efficiency?: unknown; factuality?: unknown }) => {
      const label = MANNERS.find((each) => each === step.efficiency)
      return typeof step.text === 'string' && label
        ? [
            {
              text: step.text,
              label,
              isFactual: typeof step.factuality === 'boolean' ? step.factuality : null,
            },
          ]
        : []
    })
    return [{ caseId, model, steps: read }]
  })
}

/** Compares the verifier's hint with the labels, by model and by two halves of the cases, and counts its flags. */
export function measureManner(
  traces: readonly LabelledTrace[],
  cases: readonly RealCase[],
  compiled: CompiledPack,
): MannerResult {
  const byId = new Map(cases.map((each) => [each.id, each]))
  const contexts = new Map<string, VerifierContext>()
  const rows: {
    trace: LabelledTrace
    label: MannerLabel
    hint: MannerLabel
    isFactual: boolean | null
    checks: Check[]
  }[] = []
  for (const trace of traces) {
    const subject = byId.get(trace.caseId)
    if (!subject) continue
    const context = contexts.get(subject.id) ?? createVerifierContext(subject.presentation, compiled)
    contexts.set(subject.id, context)
    const drafts = trace.steps.map(({ text }, index): ReasoningStepDraft => ({ index, kind: 'support', text, quotes: [], hypotheses: [] })) // prettier-ignore
    trace.steps.forEach(({ label, isFactual }, index) => {
      const draft = drafts[index]
      if (!draft) return
      const earlier = drafts.slice(0, index)
      const checks = verifyStep(context, draft, earlier)
      rows.push({ trace, label, hint: hintOf(context, draft, earlier), isFactual, checks })
    })
  }
  const models = [...new Set(rows.map(({ trace }) => trace.model))]
  const groups: [string, typeof rows][] = [
    ['all', rows],
    ...models.map(
      (model) => [model, rows.filter(({ trace }) => trace.model === model)] as [string, typeof rows],
    ),
    ...[0, 1].map(
      (half) =>
        [`half ${half + 1} of the cases`, rows.filter(({ trace }) => halfOf(trace.caseId) === half)] as [
          string,
          typeof rows,
        ],
    ),
  ]
  const notFactual = rows.filter(({ isFactual }) => isFactual === false)
  const has = (code: CheckCode) => (row: (typeof rows)[number]) =>
    row.checks.some((check) => check.code === code)
  return {
    traces: new Set(rows.map(({ trace }) => trace)).size,
    agreements: groups.map(([who, of]) => agree(who, of)),
    table: MANNERS.map((label) =>
      MANNERS.map((hint) => rows.filter((row) => row.label === label && row.hint === hint).length),
    ),
    flags: CHECK_CODES.map((code) => ({
      code,
      steps: rows.filter(has(code)).length,
      ofNotFactual: notFactual.filter(has(code)).length,
    })),
    steps: rows.length,
    notFactual: notFactual.length,
  }
}

function hintOf(
  context: VerifierContext,
  step: ReasoningStepDraft,
  earlier: readonly ReasoningStepDraft[],
): MannerLabel {
  if (checkRepetition(step, earlier).length > 0) return 'Repetition'
  const manner = classifyManner(context, readStep(step, context.compiled), step)
  return LABEL_OF[manner]
}

const LABEL_OF = { reasoning: 'Reasoning', citation: 'Citation', redundancy: 'Redundancy' } as const

/** A stable half of the cases by their name. */
export function halfOf(caseId: string): 0 | 1 {
  let hash = 0
  for (const character of caseId) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0
  return (hash >>> 7) % 2 === 0 ? 0 : 1
}

function agree(
  who: string,
  rows: readonly { trace: LabelledTrace; label: MannerLabel; hint: MannerLabel }[],
): Agreement {
  const count = (isCounted: (row: (typeof rows)[number]) => boolean) => rows.filter(isCounted).length
  return {
    who,
    steps: rows.length,
    agreement: rows.length === 0 ? 0 : count(({ label, hint }) => label === hint) / rows.length,
    kappa: kappaOf(rows, (label) => label),
    kappaBinary: kappaOf(rows, (label) => (label === 'Reasoning' ? 'Reasoning' : 'other')),
    cited: {
      labelled: count(({ label }) => label === 'Citation'),
      hinted: count(({ hint }) => hint === 'Citation'),
      both: count(({ label, hint }) => label === 'Citation' && hint === 'Citation'),
    },
  }
}

function kappaOf(
  rows: readonly { trace: LabelledTrace; label: MannerLabel; hint: MannerLabel }[],
  fold: (label: MannerLabel) => string,
): number | null {
  const ratings = rows.flatMap(({ trace, label, hint }, index): Rating[] => [
    { caseId: trace.caseId, unitId: String(index), raterId: 'label', label: fold(label) },
    { caseId: trace.caseId, unitId: String(index), raterId: 'hint', label: fold(hint) },
  ])
  const labels = [...new Set(MANNERS.map(fold))]
  const kappa = computeCohensKappa(
    buildLabelTable(ratings, defineScale('nominal', labels), ['label', 'hint']),
  )
  return kappa.kind === 'value' ? kappa.value : null
}
