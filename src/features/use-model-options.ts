import { useMemo } from 'react'
import { useKeptModels } from './kept-models'
import { toOptionId, useMlcModels } from './mlc-models'
import { FILE_MODEL_ID, type ModelOption, useModelChoice } from './model-choice'
import { useBrowserModel } from './use-browser-model'
import { toModelRef, useModelServers } from './model-servers'

/** Every language model that can reason now, in the order of the models page. */
export function useModelOptions(): readonly ModelOption[] {
  const file = useModelChoice((state) => state.file)
  const mlc = useMlcModels()
  const kept = useKeptModels()
  const servers = useModelServers()
  const browserModel = useBrowserModel()
  return useMemo(
    () => [
      ...(file
        ? [
            {
              id: FILE_MODEL_ID,
              label: file.name,
              engine: 'wllama' as const,
              ref: { kind: 'file' as const, file },
            },
          ]
        : []),
      ...(mlc ?? [])
        .filter(({ state }) => state === 'complete')
        .map(({ id }) => ({
          id: toOptionId(id),
          label: id,
          engine: 'webllm' as const,
          ref: { kind: 'mlc' as const, modelId: id },
        })),
      ...(kept ?? []).flatMap(({ model, file: keptFile }) =>
        keptFile
          ? [
              {
                id: `gguf:${model.id}`,
                label: model.name,
                engine: 'wllama' as const,
                ref: { kind: 'file' as const, file: keptFile },
              },
            ]
          : [],
      ),
      ...servers.map((server) => ({
        id: server.id,
        label: `${server.model} on ${new URL(server.baseUrl).host}`,
        engine: 'openai' as const,
        ref: toModelRef(server),
      })),
      ...(browserModel && browserModel.kind !== 'unsupported'
        ? [
            {
              id: 'browser',
              label: 'The browser’s own model',
              engine: 'prompt-api' as const,
              ref: { kind: 'built-in' as const },
            },
          ]
        : []),
    ],
    [file, mlc, kept, servers, browserModel],
  )
}
