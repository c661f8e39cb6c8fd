import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Grouping } from '../../domain/evaluation/compare-solvers'
import { BOOTSTRAP } from './bootstrap'
import { type EvaluationProgress, getEvaluationClient } from './evaluation-client'
import type { EvaluationScope } from './protocol'

/** Everything the page shows of a scope. What is stored meanwhile shows when it is read again. */
export function useEvaluation(
  scope: EvaluationScope,
  scopeKey: string,
  by: Grouping,
  baseline: string | null,
) {
  const [progress, setProgress] = useState<EvaluationProgress | null>(null)
  const local = { staleTime: Infinity, gcTime: 0, retry: false, networkMode: 'always' } as const
  const outcomes = useQuery({
    queryKey: ['evaluation', scopeKey],
    queryFn: async () => (await getEvaluationClient().call('collect', { scope }, setProgress)).outcomes,
    ...local,
  })
  const measured = useQuery({
    queryKey: ['evaluation', scopeKey, by, baseline, outcomes.dataUpdatedAt],
    queryFn: () => getEvaluationClient().call('measure', { by, baseline, bootstrap: BOOTSTRAP }),
    enabled: outcomes.isSuccess,
    placeholderData: (before) => before,
    ...local,
  })
  return { outcomes, measured, progress }
}
