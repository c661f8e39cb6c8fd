import type { Run, RunManifest } from './run'

/** What became of running a case again with everything the same. */
export type Reproduction =
  | { readonly kind: 'reproduced'; readonly twin: Run }
  | {
      readonly kind: 'drifted'
      readonly twin: Run
      /** Steps that differ in text or kind, those that only one run has included. */
      readonly stepsDiffering: number
      readonly isRankingSame: boolean
    }

/**
 * Compares a finished run with the newest earlier one of the same manifest (engine, model, prompt, sampling, case) and the
 * same start. Null where there is none.
 */
export function checkReproduction(run: Run, runs: readonly Run[]): Reproduction | null {
  if (run.status !== 'finished') return null
  const twin = runs
    .filter((other) => other.id !== run.id && other.startedAt < run.startedAt && isSameSetUp(run, other))
    .sort((a, b) => b.startedAt - a.startedAt)[0]
  if (!twin) return null
  const length = Math.max(run.steps.length, twin.steps.length)
  let stepsDiffering = 0
  for (let index = 0; index < length; index++) {
    const [own, other] = [run.steps[index], twin.steps[index]]
    if (own?.text !== other?.text || own?.kind !== other?.kind) stepsDiffering++
  }
  const isRankingSame = namesOf(run) === namesOf(twin)
  return stepsDiffering === 0 && isRankingSame
    ? { kind: 'reproduced', twin }
    : { kind: 'drifted', twin, stepsDiffering, isRankingSame }
}

function isSameSetUp(a: Run, b: Run): boolean {
  return (
    b.status === 'finished' &&
    a.caseRevision === b.caseRevision &&
    a.continuedFrom === b.continuedFrom &&
    a.branch?.kind === b.branch?.kind &&
    a.branch?.atStep === b.branch?.atStep &&
    describe(a.manifest) === describe(b.manifest)
  )
}

/** All that decides a run's words. The app's own version does not, as long as prompt and engine are the same. */
function describe({
  engine,
  engineVersion,
  model,
  strategy,
  promptVersion,
  sampling,
  caseHash,
}: RunManifest): string {
  return JSON.stringify([
    engine,
    engineVersion,
    model?.name,
    model?.fingerprint,
    strategy,
    promptVersion,
    sampling?.temperature,
    sampling?.seed,
    caseHash,
  ])
}

function namesOf({ differential }: Run): string {
  return JSON.stringify(
    differential?.entries.map(({ diagnosis, likelihood }) => [diagnosis, likelihood.toFixed(6)]) ?? null,
  )
}
