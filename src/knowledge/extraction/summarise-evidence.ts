import { type Finding, isEvidence } from '../../domain/finding'

/**
 * One verdict per concept from all its mentions: only what is said of the patient, now and for certain, counts; a present
 * mention beats absent ones, since a note denies at one time what it finds at another. The first mention stands for all.
 */
export function summariseEvidence(findings: readonly Finding[]): Finding[] {
  const byConcept = new Map<string, Finding>()
  for (const finding of findings) {
    if (!isEvidence(finding)) continue
    const kept = byConcept.get(finding.conceptId)
    if (!kept || (kept.polarity === 'absent' && finding.polarity === 'present'))
      byConcept.set(finding.conceptId, finding)
  }
  return [...byConcept.values()]
}
