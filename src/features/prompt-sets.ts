import { useQuery } from '@tanstack/react-query'
import type { PromptSet } from '../reasoning'
import { live } from '../storage'
import { type Services, useServices } from './services'

const KEY = 'prompt-sets'

const readSets = async ({ storage }: Services) => (await storage.settings.get<PromptSet[]>(KEY)) ?? []

/** The copies of strategies with words of one's own, oldest first; undefined until they have been read. */
export function usePromptSets(): readonly PromptSet[] | undefined {
  const services = useServices()
  return useQuery(live(['setting', KEY], () => readSets(services))).data
}

/** Stores a copy, new or changed. */
export async function savePromptSet(services: Services, set: PromptSet): Promise<void> {
  const sets = await readSets(services)
  const isKnown = sets.some(({ id }) => id === set.id)
  await services.storage.settings.set(
    KEY,
    isKnown ? sets.map((other) => (other.id === set.id ? set : other)) : [...sets, set],
  )
}

/** Runs made with it keep their hash; the words are gone. */
export async function removePromptSet(services: Services, id: string): Promise<void> {
  const sets = await readSets(services)
  await services.storage.settings.set(
    KEY,
    sets.filter((other) => other.id !== id),
  )
}
