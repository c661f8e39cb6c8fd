import { Button } from '../../ui/button'
import { showToast } from '../../ui/toasts'
import { chooseModel, useModelChoice } from '../model-choice'
import { removeServer, useModelServers } from '../model-servers'
import { useServices } from '../services'

/** The servers that were added; one of them can be what the next run uses. */
export function ServerList() {
  const services = useServices()
  const servers = useModelServers()
  const chosen = useModelChoice((state) => state.modelId)
  if (servers.length === 0) return null
  return (
    <ul aria-label="Servers" className="border-t border-line">
      {servers.map((server) => (
        <li key={server.id} className="flex flex-wrap items-center gap-2 border-b border-line py-2">
          <div className="min-w-0 flex-1">
            <p className="font-medium wrap-anywhere">{server.model}</p>
            <p className="text-xs text-ink-faint wrap-anywhere">
              {server.baseUrl}
              {server.apiKey !== null && ', with a key'}
            </p>
          </div>
          <Button
            size="sm"
            aria-pressed={chosen === server.id}
            onClick={() => chooseModel(chosen === server.id ? null : server.id)}
          >
            {chosen === server.id ? 'Used for the next run' : 'Use'}
          </Button>
          <Button
            size="sm"
            tone="quiet"
            onClick={() => {
              if (chosen === server.id) chooseModel(null)
              void removeServer(services, server).then(() => showToast(`${server.model} was removed.`))
            }}
          >
            Remove
          </Button>
        </li>
      ))}
    </ul>
  )
}
