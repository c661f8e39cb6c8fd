import { createContext, useContext } from 'react'
import type { Clock, IdSource } from '../domain/ids'
import type { ReasonerRegistry } from '../reasoning'
import type { Storage } from '../storage'

/** Hosts other than the app's own: none may be asked until a person allows it. */
export interface Outside {
  readonly hosts: {
    /** Lets the app ask the host of this address. Only ever called at a person's word. */
    allowHost(
      address: string,
      purpose: 'model-server' | 'model-source',
    ): Promise<{ readonly kind: 'allowed' | 'refused' }>
    forbidHost(origin: string): Promise<boolean>
    checkHost(origin: string): Promise<'allowed' | 'not-allowed' | 'locked' | 'unavailable'>
  }
  /** The `fetch` that reaches the allowed hosts. */
  loadFetch(): Promise<typeof fetch>
}

/** All that features need from outside React. `app` builds it; tests build their own. */
export interface Services {
  readonly storage: Storage
  readonly reasoners: ReasonerRegistry
  readonly outside: Outside
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
