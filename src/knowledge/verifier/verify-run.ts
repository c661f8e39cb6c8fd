import type { CheckedRun, RunCheck } from '../../domain/run-check'
import { findExcluding } from './run-excluding'
import { findOmitted } from './run-omitted'
import { findOrderFaults } from './run-order'
import { findPrematureClosure } from './run-closure'
import type { VerifierContext } from './verifier-context'

/** Checks a finished run as a whole, against the case and the knowledge pack. Flags are hints, never grades. */
export function verifyRun(context: VerifierContext, run: CheckedRun): RunCheck[] {
  return [
    ...findExcluding(context, run),
    ...findOrderFaults(run),
    ...findOmitted(context, run),
    ...findPrematureClosure(context, run),
  ]
}
