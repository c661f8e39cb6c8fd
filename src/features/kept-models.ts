import { queryOptions, useQuery } from '@tanstack/react-query'
import type { GgufLibrary, KeptModel } from '../engines'
import { type Services, useServices } from './services'

let shared: Promise<GgufLibrary> | null = null

/** One library for the tab; its code is loaded when it is first asked for. */
export function loadModelLibrary({ outside }: Services): Promise<GgufLibrary> {
  return (shared ??= (async () => {
    const [{ createGgufLibrary }, fetch] = await Promise.all([import('../engines'), outside.loadFetch()])
    return createGgufLibrary({ fetch })
  })())
}

export interface KeptModelFile {
  readonly model: KeptModel
  /** Null for one that is not complete. */
  readonly file: File | null
}

export const KEPT_MODELS_KEY = ['kept-models'] as const

const keptModelsQuery = (services: Services) =>
  queryOptions({
    queryKey: KEPT_MODELS_KEY,
    queryFn: async (): Promise<readonly KeptModelFile[]> => {
      const library = await loadModelLibrary(services)
      const models = await library.list()
      return Promise.all(
        models.map(async (model) => ({
          model,
          file: model.state === 'complete' ? await library.open(model) : null,
        })),
      )
    },
    networkMode: 'always',
    staleTime: Infinity,
    retry: false,
  })

/** The models kept in this browser; undefined until they have been read. */
export function useKeptModels(): readonly KeptModelFile[] | undefined {
  return useQuery(keptModelsQuery(useServices())).data
}
