import { compilePack } from '../../src/knowledge/extraction/compile-pack'
import { loadPack } from '../../src/knowledge/pack/load-pack'
import { type ErrorResult, measureErrors } from './measure-errors'
import { type MannerResult, measureManner, parseLabelledTraces } from './measure-manner'
import { type NoteResult, measureNotes, parseNotes } from './measure-notes'
import { parseRealCases } from './real-cases'

/** The contents of the three files; null where one is not there. */
export interface VerifierFiles {
  readonly cases: string | null
  readonly traces: string | null
  readonly notes: string | null
}

export interface VerifierEvaluation {
  readonly seed: number
  readonly errors: ErrorResult | null
  readonly manner: MannerResult | null
  readonly notes: NoteResult | null
}

/** Measures the verifier on whichever files are there. */
export function evaluateVerifier(
  files: VerifierFiles,
  { seed, plantsErrors }: { readonly seed: number; readonly plantsErrors: boolean },
  now: () => number,
): VerifierEvaluation {
  const compiled = compilePack(loadPack())
  const cases = files.cases === null ? null : parseRealCases(files.cases)
  return {
    seed,
    errors: plantsErrors && cases ? measureErrors(cases, compiled, seed, now) : null,
    manner:
      cases && files.traces !== null
        ? measureManner(parseLabelledTraces(files.traces), cases, compiled)
        : null,
    notes: files.notes === null ? null : measureNotes(parseNotes(files.notes), compiled),
  }
}
