import type { CheckedRun, RunCheck } from '../../domain/run-check'
import { summariseEvidence } from '../extraction/summarise-evidence'
import { idOf } from './check-conclusion'
import { nameOf } from './read-step'
import type { VerifierContext } from './verifier-context'

/** The leading diagnosis where the case has a finding that it never has, or lacks one that it always has. */
export function findExcluding(context: VerifierContext, { differential, steps }: CheckedRun): RunCheck[] {
  const concluded = steps.findLast(({ kind }) => kind === 'conclude')?.hypotheses.find(({ direction }) => direction === 'for') // prettier-ignore
  const leader = differential?.entries[0] ?? concluded
  if (!leader) return []
  const id = idOf(context, leader)
  const disease = context.compiled.pack.diseases.find((each) => each.id === id)
  if (!disease) return []
  return summariseEvidence(context.extraction.findings).flatMap((finding): RunCheck[] => {
    const frequency = disease.findings[finding.conceptId]
    const isAgainst =
      (frequency === 'excluded' && finding.polarity === 'present') ||
      (frequency === 'obligate' && finding.polarity === 'absent')
    if (!isAgainst) return []
    const { polarity: caseSays, span } = finding
    return [{ code: 'excluding-finding', diagnosis: leader.diagnosis, finding: nameOf(finding), caseSays, span }] // prettier-ignore
  })
}
