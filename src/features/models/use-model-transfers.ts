import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { GgufLibrary, KeptModel, TransferProgress } from '../../engines'
import { engineFailure } from '../../engines'
import { showToast } from '../../ui/toasts'
import { askToKeepData } from '../keep-data'
import { KEPT_MODELS_KEY, dropTransfer, loadModelLibrary, putTransfer, useTransfers } from '../kept-models'
import { useServices } from '../services'

type Work = (
  library: GgufLibrary,
  on: (progress: TransferProgress) => void,
  signal: AbortSignal,
) => Promise<unknown>

/** Copies, fetches, verifies and deletes models, each with its progress and its failure in words. */
export function useModelTransfers() {
  const services = useServices()
  const client = useQueryClient()
  const [failure, setFailure] = useState<unknown>(null)

  async function transfer(key: string, label: string, work: Work): Promise<boolean> {
    if (useTransfers.getState().transfers.some((other) => other.key === key)) return false
    const controller = new AbortController()
    const { signal } = controller
    const startedAt = services.clock()
    let startedBytes: number | null = null
    const show = (progress: TransferProgress) => {
      startedBytes ??= progress.doneBytes
      putTransfer({ key, label, progress, startedAt, startedBytes, cancel: () => controller.abort() })
    }
    setFailure(null)
    putTransfer({
      key,
      label,
      progress: { doneBytes: 0, totalBytes: null },
      startedAt,
      startedBytes,
      cancel: () => controller.abort(),
    })
    try {
      await work(await loadModelLibrary(services), show, signal)
      return true
    } catch (error) {
      if (!signal.aborted) setFailure(error)
      return false
    } finally {
      dropTransfer(key)
      await client.invalidateQueries({ queryKey: KEPT_MODELS_KEY })
    }
  }

  return {
    failure,
    async importFile(file: File) {
      const isKept = await transfer(file.name, `Copying ${file.name}`, (library, on, signal) =>
        library.importFile(file, on, signal),
      )
      if (isKept) void askToKeepData(services)
    },
    async download(url: string) {
      const isKept = await transfer(url, `Fetching ${url}`, async (library, on, signal) => {
        const outcome = await services.outside.hosts.allowHost(url, 'model-source')
        if (outcome.kind === 'refused')
          throw engineFailure('host-not-allowed', 'Reload the page once, then try again.')
        return library.download(url, on, signal)
      })
      if (isKept) void askToKeepData(services)
    },
    verify: (model: KeptModel) =>
      transfer(model.id, `Verifying ${model.name}`, async (library, on, signal) => {
        const verdict = await library.verify(model, on, signal)
        if (verdict === 'changed')
          throw engineFailure('hash-mismatch', `${model.name} has other bytes than before`)
        showToast(
          verdict === 'intact'
            ? `${model.name} is intact.`
            : `${model.name} was read whole; its hash is kept for the next time.`,
        )
      }),
    async remove(model: KeptModel) {
      await (await loadModelLibrary(services)).remove(model.id)
      await client.invalidateQueries({ queryKey: KEPT_MODELS_KEY })
      showToast(`${model.name} was deleted.`)
    },
  }
}
