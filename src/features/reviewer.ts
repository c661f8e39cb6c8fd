import { useQuery } from '@tanstack/react-query'
import type { ReviewerId } from '../domain/ids'
import { live } from '../storage'
import { type Services, useServices } from './services'

/** Who grades in this browser. */
export interface Reviewer {
  readonly id: ReviewerId
  readonly name: string
}

const KEY = 'reviewer'

/** The reviewer of this browser; made at the first need, with a name that can be changed in the settings. */
export async function ensureReviewer({ storage, ids }: Services): Promise<Reviewer> {
  const stored = await storage.settings.get<Reviewer>(KEY)
  if (stored) return stored
  const made: Reviewer = { id: ids.reviewId() as string as ReviewerId, name: 'Reviewer' } // any unique id will do
  await storage.settings.set(KEY, made)
  return made
}

export async function renameReviewer(services: Services, name: string): Promise<void> {
  const reviewer = await ensureReviewer(services)
  await services.storage.settings.set(KEY, { ...reviewer, name })
}

/** From now on this browser grades as that reviewer. Grades made before keep theirs. */
export async function becomeReviewer({ storage }: Services, { id, name }: Reviewer): Promise<void> {
  await storage.settings.set(KEY, { id, name })
}

export function useReviewer(): Reviewer | null {
  const services = useServices()
  const query = useQuery(live(['setting', KEY], () => services.storage.settings.get<Reviewer>(KEY)))
  const made = useQuery({
    queryKey: ['ensure-reviewer'],
    queryFn: () => ensureReviewer(services),
    enabled: query.data === null,
    networkMode: 'always',
    staleTime: Infinity,
  })
  return query.data ?? made.data ?? null
}
