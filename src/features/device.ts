import { useQuery } from '@tanstack/react-query'
import type { Device } from '../engines'

/** What this machine can run models with; undefined until it has been looked at. */
export function useDevice(): Device | undefined {
  return useQuery({
    queryKey: ['device'],
    queryFn: async () => (await import('../engines')).readDevice(),
    staleTime: 60_000,
    networkMode: 'always',
    retry: false,
  }).data
}
