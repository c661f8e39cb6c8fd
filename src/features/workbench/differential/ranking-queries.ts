import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { RankingRequest } from '../../../engines'
import type { Services } from '../../services'

// The same words, answers and pins always rank the same.
const COMPUTED = { staleTime: Infinity, gcTime: 60_000, networkMode: 'always', retry: false } as const

/** The knowledge engine's ranking with its reasons; the one before stays on screen until the next is there. */
export const rankingQuery = ({ reasoners }: Services, request: RankingRequest) =>
  queryOptions({
    queryKey: ['ranking', request],
    queryFn: () => reasoners.rank(request),
    placeholderData: keepPreviousData,
    ...COMPUTED,
  })

export const focusQuery = ({ reasoners }: Services, request: RankingRequest, diseaseId: string) =>
  queryOptions({
    queryKey: ['focus', request, diseaseId],
    queryFn: () => reasoners.focus(request, diseaseId),
    ...COMPUTED,
  })
