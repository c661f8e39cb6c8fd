import { useEffect } from 'react'
import { useServices } from '../services'
import { BatchForm } from './batch-form'
import { BatchProgress } from './batch-progress'
import { loadBatch, useBatch } from './batch-runner'

/** Many cases, one after the other, in this tab. */
export function BatchPage() {
  const services = useServices()
  const batch = useBatch((state) => state.batch)
  useEffect(() => void loadBatch(services), [services])
  return (
    <div className="mx-auto grid max-w-3xl gap-6 px-4 py-6 sm:px-6">
      <div>
        <h1 className="font-serif text-2xl font-semibold">Batch</h1>
        <p className="mt-1 max-w-prose text-ink-soft">
          Cases × models × strategies × samples as a queue in this tab. It goes on while you work on other
          pages, stops when the tab is closed, and can be resumed. For thousands of cases there is the command
          line (see the README).
        </p>
      </div>
      {batch === null && <BatchForm />}
      {batch && <BatchProgress batch={batch} />}
    </div>
  )
}
