import { createContext, useContext } from 'react'
import type { Clock, IdSource } from '../domain/ids'
import type { ReasonerRegistry } from '../reasoning'
import type { Storage } from '../storage'

/** All that features need from outside React. `app` builds it; tests build their own. */
export interface Services {
  readonly storage: Storage
  readonly reasoners: ReasonerRegistry
  readonly clock: Clock
  readonly ids: IdSource
  readonly appVersion: string
}

const ServicesContext = createContext<Services | null>(null)
export const ServicesProvider = ServicesContext.Provider

/** @throws Error when used outside the provider, which is a bug. */
export function useServices(): Services {
  const services = useContext(ServicesContext)
  if (!services) throw new Error('useServices needs a ServicesProvider above it')
  return services
}
