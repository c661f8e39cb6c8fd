import { useQuery } from '@tanstack/react-query'
import type { Availability } from '../engines'

/** Whether the browser brings a model of its own; undefined until it has said so. */
export function useBrowserModel(): Availability | undefined {
  return useQuery({
    queryKey: ['browser-model'],
    queryFn: async () => (await import('../engines')).createPromptApiEngine().availability(),
    staleTime: 60_000,
    networkMode: 'always',
    retry: false,
  }).data
}
