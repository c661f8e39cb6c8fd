import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { type Services, ServicesProvider } from '../features/services'
import { createStorage } from '../storage'
import './app.css'
import { createIdSource } from './ids'
import { bridgeLiveQueries } from './live-bridge'
import { outside, startNetwork } from './network/start-network'
import { prepareStorage } from './prepare-storage'
import { createReasonerRegistry } from './reasoners'
import { router } from './routes'

void startNetwork()

const storage = createStorage()
const services: Services = {
  storage,
  reasoners: createReasonerRegistry(outside, storage),
  outside,
  clock: Date.now,
  ids: createIdSource(),
  appVersion: __APP_VERSION__,
}

const queries = new QueryClient({
  defaultOptions: { queries: { networkMode: 'always', retry: false }, mutations: { networkMode: 'always' } },
})
bridgeLiveQueries(queries.getQueryCache())
void prepareStorage(services)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ServicesProvider value={services}>
        <RouterProvider router={router} />
      </ServicesProvider>
    </QueryClientProvider>
  </StrictMode>,
)
