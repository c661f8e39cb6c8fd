import { useQueryClient } from '@tanstack/react-query'
import { type MlcModel, type MlcSource, engineFailure } from '../../engines'
import { showToast } from '../../ui/toasts'
import { askToKeepData } from '../keep-data'
import { MLC_MODELS_KEY, loadMlcLibrary } from '../mlc-models'
import { useServices } from '../services'
import { useTransfer } from './transfers'
import { allowSource } from './use-model-transfers'

/** Fetches, copies, verifies and deletes models for WebGPU, each with its progress and its failure in words. */
export function useMlcTransfers() {
  const services = useServices()
  const client = useQueryClient()
  const { failure, transfer } = useTransfer('mlc', MLC_MODELS_KEY)

  return {
    failure,
    async download(id: string, source: MlcSource) {
      const isKept = await transfer(
        {
          key: id,
          label: `Fetching ${id}`,
          canResume: true,
          remove: async () => (await loadMlcLibrary(services)).remove(id),
        },
        async (on, signal) => {
          for (const url of [source.modelUrl, source.libraryUrl]) await allowSource(services, url)
          return (await loadMlcLibrary(services)).download(id, source, on, signal)
        },
      )
      if (isKept) void askToKeepData(services)
    },
    async importFolder(files: readonly File[]) {
      const id = nameOfFolder(files)
      const isKept = await transfer(
        { key: id, label: `Copying ${id}`, canResume: false },
        async (on, signal) => (await loadMlcLibrary(services)).importFolder(id, files, on, signal),
      )
      if (isKept) void askToKeepData(services)
    },
    verify: (model: MlcModel) =>
      transfer({ key: model.id, label: `Verifying ${model.id}`, canResume: false }, async (on, signal) => {
        const broken = await (await loadMlcLibrary(services)).verify(model, on, signal)
        if (broken.length > 0) throw engineFailure('hash-mismatch', `changed or gone: ${broken.join(', ')}`)
        showToast(`${model.id} is intact.`)
      }),
    async remove({ id }: MlcModel) {
      await (await loadMlcLibrary(services)).remove(id)
      await client.invalidateQueries({ queryKey: MLC_MODELS_KEY })
      showToast(`${id} was deleted.`)
    },
  }
}

function nameOfFolder(files: readonly File[]): string {
  const [folder] = (files[0]?.webkitRelativePath ?? '').split('/')
  return folder || 'Model from disk'
}
