import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { type LocalChange, keyOfChange } from '../../knowledge/local/local-change'
import { live } from '../../storage'
import { type Services, useServices } from '../services'

/** What stands in the database beside the built-in pack: answers of the knowledge engine hold for one such state. */
export interface KnowledgeState {
  /** Changes with every pack switched and every local change. */
  readonly key: string
  readonly changes: readonly LocalChange[]
}

const stateQuery = ({ storage }: Services) =>
  live(['knowledge-state'], async (): Promise<KnowledgeState> => {
    const packs = await storage.packs.all()
    const changes = await storage.localChanges.all()
    const stamps = changes.map((change) => `${keyOfChange(change)}@${change.at}`)
    return { key: [packs.find(({ isOn }) => isOn)?.id ?? '', ...stamps].join(' '), changes }
  })

export function useKnowledgeState() {
  return useQuery(stateQuery(useServices()))
}

const ASKED = {
  staleTime: Infinity,
  networkMode: 'always',
  retry: false,
  placeholderData: keepPreviousData,
} as const

/** Diseases whose names hold the words. */
export function useDiseaseSearch(words: string, limit: number) {
  const { reasoners } = useServices()
  const state = useKnowledgeState().data
  return useQuery(
    queryOptions({
      queryKey: ['disease-search', words, limit, state?.key],
      queryFn: () => reasoners.diseases.search(words, limit),
      enabled: state !== undefined,
      ...ASKED,
    }),
  )
}

/** Findings whose wordings hold the words; none where there are none. */
export function useFindingSearch(words: string, limit: number) {
  const { reasoners } = useServices()
  const state = useKnowledgeState().data
  return useQuery(
    queryOptions({
      queryKey: ['finding-search', words, limit, state?.key],
      queryFn: () => reasoners.diseases.searchFindings(words, limit),
      enabled: state !== undefined,
      ...ASKED,
    }),
  )
}

/** The scripts of some diseases, in the order of the ids. */
export function useScripts(ids: readonly string[]) {
  const { reasoners } = useServices()
  const state = useKnowledgeState().data
  return useQuery(
    queryOptions({
      queryKey: ['scripts', ids, state?.key],
      queryFn: () => reasoners.diseases.readScripts(ids),
      enabled: state !== undefined && ids.length > 0,
      ...ASKED,
    }),
  )
}
