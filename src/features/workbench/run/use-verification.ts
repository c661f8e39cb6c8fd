import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ClinicalCase } from '../../../domain/case'
import type { ReasoningStep } from '../../../domain/reasoning-step'
import type { Run } from '../../../domain/run'
import type { RunCheck } from '../../../domain/run-check'
import { IMPORTED_STRATEGY } from '../../../formats/dataset/draft-runs'
import { useServices } from '../../services'
import { packOnQuery, verificationQuery } from '../queries'

const NO_STEPS: readonly ReasoningStep[] = []
const NO_CHECKS: readonly RunCheck[] = []

/**
 * A run's steps with their flags, and the flags on the run as a whole once it has ended. A run that was imported from a dataset
 * was never checked step by step: it is when it is looked at.
 */
export function useVerification(
  run: Run | null,
  subject: ClinicalCase | null,
): { readonly steps: readonly ReasoningStep[]; readonly run: readonly RunCheck[] } {
  const services = useServices()
  const packId = useQuery(packOnQuery(services)).data
  const hasEnded = run !== null && subject !== null && run.status !== 'running'
  const verification = useQuery({
    ...verificationQuery(services, subject ?? NO_CASE, run ?? NO_RUN, packId ?? null),
    enabled: hasEnded && packId !== undefined,
  }).data
  const steps = run?.steps ?? NO_STEPS
  const isUnchecked = run?.manifest.strategy === IMPORTED_STRATEGY
  const flagged = useMemo(
    () =>
      isUnchecked && verification
        ? steps.map((step, index) => ({ ...step, checks: verification.steps[index] ?? step.checks }))
        : steps,
    [steps, isUnchecked, verification],
  )
  return { steps: flagged, run: (hasEnded && verification?.run) || NO_CHECKS }
}

// Stand in while the query is off; never read.
const NO_CASE = { presentation: '', stages: [] } as unknown as ClinicalCase
const NO_RUN = { id: '', steps: [], differential: null } as unknown as Run
