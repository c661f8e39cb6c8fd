import { useMemo } from 'react'
import { FILE_MODEL_ID, type ModelOption, useModelChoice } from './model-choice'
import { toModelRef, useModelServers } from './model-servers'

/** Every language model that can reason now, in the order of the models page. */
export function useModelOptions(): readonly ModelOption[] {
  const file = useModelChoice((state) => state.file)
  const servers = useModelServers()
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
      ...servers.map((server) => ({
        id: server.id,
        label: `${server.model} on ${new URL(server.baseUrl).host}`,
        engine: 'openai' as const,
        ref: toModelRef(server),
      })),
    ],
    [file, servers],
  )
}
