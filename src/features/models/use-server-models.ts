import { useState } from 'react'
import {
  engineFailure,
  listServerModels,
  readBaseUrl,
  type BaseUrlRead,
  type ServerModel,
} from '../../engines'
import { useServices } from '../services'

/** Patience with a server that doesn't answer. */
const TIMEOUT_MS = 15_000

interface Asked {
  readonly models: readonly ServerModel[] | null
  readonly isAsking: boolean
  readonly failure: unknown
}

const NOTHING: Asked = { models: null, isAsking: false, failure: null }

/** Asks a typed address for its models, once the person has said so; that word allows its host. */
export function useServerModels(address: string, key: string) {
  const { outside } = useServices()
  const [asked, setAsked] = useState<Asked>(NOTHING)
  const read = address.trim() === '' ? null : readBaseUrl(address)
  async function find() {
    if (read?.kind !== 'ok') return
    setAsked({ ...NOTHING, isAsking: true })
    try {
      const outcome = await outside.hosts.allowHost(read.baseUrl, 'model-server')
      if (outcome.kind === 'refused')
        throw engineFailure('host-not-allowed', 'Reload the page once, then try again.')
      const models = await listServerModels(
        read.baseUrl,
        key.trim() || null,
        AbortSignal.timeout(TIMEOUT_MS),
        { fetch: await outside.loadFetch() },
      )
      setAsked({ ...NOTHING, models })
    } catch (error) {
      const isSlow = error instanceof DOMException && error.name === 'TimeoutError'
      setAsked({
        ...NOTHING,
        failure: isSlow
          ? engineFailure('server-unreachable', `No answer within ${TIMEOUT_MS / 1000} s.`)
          : error,
      })
    }
  }
  return { read, ...asked, find, forget: () => setAsked(NOTHING) }
}

/** What is wrong with a typed address. */
export function describeAddress(code: Extract<BaseUrlRead, { kind: 'problem' }>['code']): string {
  switch (code) {
    case 'not-an-address':
      return 'This is no address. Type a host and a port, such as localhost:11434.'
    case 'not-http':
      return 'Only http and https addresses can be asked.'
    case 'has-credentials':
      return 'Leave name and password out of the address; a key goes into its own field.'
  }
}
