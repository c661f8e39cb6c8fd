import { useQuery } from '@tanstack/react-query'
import type { ModelRef } from '../engines'
import { live } from '../storage'
import { type Services, useServices } from './services'

/** An OpenAI-compatible server that a person typed in, and the model they picked of it. */
export interface ModelServer {
  readonly id: string
  readonly baseUrl: string
  readonly model: string
  readonly apiKey: string | null
}

const KEY = 'model-servers'

export function useModelServers(): readonly ModelServer[] {
  const { storage } = useServices()
  return useQuery(live(['setting', KEY], () => storage.settings.get<readonly ModelServer[]>(KEY))).data ?? []
}

export async function saveServer({ storage }: Services, server: ModelServer): Promise<void> {
  const kept = (await storage.settings.get<readonly ModelServer[]>(KEY)) ?? []
  const isSame = (other: ModelServer) => other.baseUrl === server.baseUrl && other.model === server.model
  await storage.settings.set(KEY, [...kept.filter((other) => !isSame(other)), server])
}

/** Forgets a server, its key too; where no other one is on its host, the host is forbidden again. */
export async function removeServer({ storage, outside }: Services, server: ModelServer): Promise<void> {
  const kept = (await storage.settings.get<readonly ModelServer[]>(KEY)) ?? []
  const left = kept.filter(({ id }) => id !== server.id)
  await storage.settings.set(KEY, left)
  const { origin } = new URL(server.baseUrl)
  if (!left.some(({ baseUrl }) => new URL(baseUrl).origin === origin)) await outside.hosts.forbidHost(origin)
}

export function toModelRef({ baseUrl, model, apiKey }: ModelServer): ModelRef {
  return { kind: 'server', baseUrl, model, apiKey }
}
