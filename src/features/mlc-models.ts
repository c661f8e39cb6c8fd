import { queryOptions, useQuery } from '@tanstack/react-query'
import type { MlcLibrary, MlcModel } from '../engines'
import { type Services, useServices } from './services'

let shared: Promise<MlcLibrary> | null = null

/** One library for the tab; its code is loaded when it is first asked for. */
export function loadMlcLibrary({ outside }: Services): Promise<MlcLibrary> {
  return (shared ??= (async () => {
    const [{ createMlcLibrary }, fetch] = await Promise.all([import('../engines'), outside.loadFetch()])
    return createMlcLibrary({ fetch })
  })())
}

export const MLC_MODELS_KEY = ['mlc-models'] as const

const mlcModelsQuery = (services: Services) =>
  queryOptions({
    queryKey: MLC_MODELS_KEY,
    queryFn: async (): Promise<readonly MlcModel[]> => (await loadMlcLibrary(services)).list(),
    networkMode: 'always',
    staleTime: Infinity,
    retry: false,
  })

/** The models for WebGPU kept in this browser, whole or not; undefined until they have been read. */
export function useMlcModels(): readonly MlcModel[] | undefined {
  return useQuery(mlcModelsQuery(useServices())).data
}

/** How such a model is named among all that can reason. */
export const toOptionId = (id: string) => `mlc:${id}`
