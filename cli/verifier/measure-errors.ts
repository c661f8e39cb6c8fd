import { CHECK_CODES, type Check, type CheckCode, certaintyOf } from '../../src/domain/check'
import { createSeededRandom } from '../../src/domain/resampling/seeded-random'
import type { CompiledPack } from '../../src/knowledge/extraction/compile-pack'
import { type VerifierContext, createVerifierContext } from '../../src/knowledge/verifier/verifier-context'
import { verifyStep } from '../../src/knowledge/verifier/verify-step'
import { type CleanStep, STEP_ORIGINS, type StepOrigin, splitSentences, writeCleanSteps } from './clean-steps'
import { ERROR_KINDS, EXPECTED, type ErrorKind, isMannerHint, plantError } from './plant-errors'
import type { RealCase } from './real-cases'

export interface KindScore {
  readonly kind: ErrorKind
  readonly planted: number
  /** Flagged for what it is. */
  readonly caught: number
  /** Flagged at all, and the clean step was not flagged so. */
  readonly flagged: number
}

export interface CleanScore {
  readonly origin: StepOrigin | 'all'
  readonly steps: number
  /** Steps with a flag that is `certain` or `likely`; with any but those on manner; with one on manner. */
  readonly firm: number
  readonly any: number
  readonly manner: number
}

export interface ErrorResult {
  readonly cases: number
  readonly kinds: readonly KindScore[]
  readonly clean: readonly CleanScore[]
  /** False alarms by code, on clean steps. */
  readonly alarms: readonly { readonly code: CheckCode; readonly steps: number }[]
  readonly missed: readonly Example[]
  readonly falseAlarms: readonly Example[]
  /** Median over cases, to prepare one and to check all its clean steps. */
  readonly medianMs: number | null
}

export interface Example {
  readonly caseId: string
  readonly what: string
  readonly text: string
}

/** Plants one error of every kind in a trace of every case, and checks the clean traces as well. Same for one seed. */
export function measureErrors(
  cases: readonly RealCase[],
  compiled: CompiledPack,
  seed: number,
  now: () => number,
): ErrorResult {
  const contexts = new Map<string, VerifierContext>()
  const contextOf = ({ id, presentation }: RealCase) => {
    const known = contexts.get(id)
    if (known) return known
    const context = createVerifierContext(presentation, compiled)
    contexts.set(id, context)
    return context
  }
  const counts = new Map(ERROR_KINDS.map((kind) => [kind, { planted: 0, caught: 0, flagged: 0 }]))
  const clean: { origin: StepOrigin; checks: readonly Check[] }[] = []
  const [missed, falseAlarms, times]: [Example[], Example[], number[]] = [[], [], []]
  cases.forEach((subject, index) => {
    const random = createSeededRandom(seed + index)
    const startedAt = now()
    const context = contextOf(subject)
    const steps = writeCleanSteps(subject, context, random)
    const checks = checkAll(context, steps)
    times.push(now() - startedAt)
    steps.forEach(({ origin, step }, at) => {
      const own = checks[at] ?? []
      clean.push({ origin, checks: own })
      const what = own
        .filter((check) => !isMannerHint(check))
        .map((check) => `${check.code} ${JSON.stringify(check)}`)
      if (what.length > 0)
        falseAlarms.push({ caseId: subject.id, what: `${origin}: ${what.join(' ')}`, text: step.text })
    })
    const neighbour =
      cases[(index + 1 + random.nextBelow(Math.max(1, cases.length - 1))) % cases.length] ?? subject
    const other = { context: contextOf(neighbour), sentences: splitSentences(neighbour.presentation) }
    for (const kind of ERROR_KINDS) {
      const planted = plantError(kind, steps, context, other, random)
      const count = counts.get(kind)
      if (!planted || !count) continue
      const { step, isAdded } = planted
      const found = verify(context, steps, step)
      const before = new Set(isAdded ? [] : (checks[step.index] ?? []).map(({ code }) => code))
      const fresh = found.filter((check) => !before.has(check.code) && !isMannerHint(check))
      count.planted++
      if (fresh.length > 0) count.flagged++
      if (fresh.some(({ code }) => EXPECTED[kind].includes(code))) count.caught++
      else missed.push({ caseId: subject.id, what: kind, text: step.text })
    }
  })
  return {
    cases: cases.length,
    kinds: ERROR_KINDS.map((kind) => ({
      kind,
      ...(counts.get(kind) ?? { planted: 0, caught: 0, flagged: 0 }),
    })),
    clean: [...STEP_ORIGINS, 'all' as const].map((origin) => scoreClean(origin, clean)),
    alarms: CHECK_CODES.map((code) => ({
      code,
      steps: clean.filter(({ checks }) => checks.some((check) => check.code === code)).length,
    })),
    missed,
    falseAlarms,
    medianMs: times.sort((a, b) => a - b)[times.length >> 1] ?? null,
  }
}

function checkAll(context: VerifierContext, steps: readonly CleanStep[]): Check[][] {
  return steps.map(({ step }) => verify(context, steps, step))
}

/** Quotes of reference statements are never looked for in the case; these steps declare none. */
function verify(context: VerifierContext, steps: readonly CleanStep[], step: CleanStep['step']): Check[] {
  const earlier = steps.slice(0, step.index).map((each) => each.step)
  const isReference = steps[step.index]?.origin === 'reference'
  return verifyStep(context, step, earlier, { checksQuotes: !isReference })
}

function scoreClean(
  origin: CleanScore['origin'],
  clean: readonly { origin: StepOrigin; checks: readonly Check[] }[],
): CleanScore {
  const steps = clean.filter((step) => origin === 'all' || step.origin === origin)
  const count = (isCounted: (check: Check) => boolean) =>
    steps.filter(({ checks }) => checks.some(isCounted)).length
  return {
    origin,
    steps: steps.length,
    firm: count((check) => certaintyOf(check) !== 'hint'),
    any: count((check) => !isMannerHint(check)),
    manner: count(isMannerHint),
  }
}
