import { useQueryClient } from '@tanstack/react-query'
import type { KeptModel } from '../../engines'
import { engineFailure } from '../../engines'
import { showToast } from '../../ui/toasts'
import { askToKeepData } from '../keep-data'
import { KEPT_MODELS_KEY, loadModelLibrary } from '../kept-models'
import { type Services, useServices } from '../services'
import { useTransfer } from './transfers'

/** Copies, fetches, verifies and deletes GGUF models, each with its progress and its failure in words. */
export function useModelTransfers() {
  const services = useServices()
  const client = useQueryClient()
  const { failure, transfer } = useTransfer('gguf', KEPT_MODELS_KEY)

  return {
    failure,
    async importFile(file: File) {
      const isKept = await transfer(
        { key: file.name, label: `Copying ${file.name}`, canResume: false },
        async (on, signal) => (await loadModelLibrary(services)).importFile(file, on, signal),
      )
      if (isKept) void askToKeepData(services)
    },
    async download(url: string, sha256: string | null = null) {
      const isKept = await transfer(
        { key: url, label: `Fetching ${url}`, canResume: true, remove: () => removeBegun(services, url) },
        async (on, signal) => {
          await allowSource(services, url)
          return (await loadModelLibrary(services)).download(url, on, signal, sha256)
        },
      )
      if (isKept) void askToKeepData(services)
    },
    verify: (model: KeptModel) =>
      transfer({ key: model.id, label: `Verifying ${model.name}`, canResume: false }, async (on, signal) => {
        const verdict = await (await loadModelLibrary(services)).verify(model, on, signal)
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

/** Deletes what came of a download. */
async function removeBegun(services: Services, url: string): Promise<void> {
  const library = await loadModelLibrary(services)
  const begun = (await library.list()).find((model) => model.url === url)
  if (begun) await library.remove(begun.id)
}

/** Lets the app ask the host of a model's address, at the person's word. @throws EngineFailure `host-not-allowed` */
export async function allowSource({ outside }: Pick<Services, 'outside'>, url: string): Promise<void> {
  const { kind } = await outside.hosts.allowHost(url, 'model-source')
  if (kind === 'refused') throw engineFailure('host-not-allowed', 'Reload the page once, then try again.')
}
