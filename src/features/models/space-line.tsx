import { useQuery, useQueryClient } from '@tanstack/react-query'
import { askToPersist, readSpace } from '../../storage'
import { Button } from '../../ui/button'
import { showToast } from '../../ui/toasts'
import { describePersistence, formatBytes } from '../keep-data'
import { useKeptModels } from '../kept-models'
import { useMlcModels } from '../mlc-models'

const KEY = ['models-space'] as const

/** What the models take, where they lie, what is left, and whether the browser may throw them away. */
export function SpaceLine() {
  const client = useQueryClient()
  const gguf = useKeptModels() ?? []
  const mlc = useMlcModels() ?? []
  const takenBytes =
    gguf.reduce((sum, { model }) => sum + model.storedBytes, 0) +
    mlc.reduce((sum, { storedBytes }) => sum + storedBytes, 0)
  const space = useQuery({
    queryKey: [...KEY, takenBytes],
    queryFn: readSpace,
    networkMode: 'always',
    retry: false,
  }).data
  if (!space) return null
  const { usedBytes, quotaBytes, isPersisted } = space
  const count = gguf.length + mlc.length
  const free = usedBytes === null || quotaBytes === null ? null : quotaBytes - usedBytes
  return (
    <div className="grid justify-items-start gap-2 text-sm text-ink-soft">
      <p className="max-w-prose numerals">
        {count === 0
          ? 'No model is kept yet. Models are kept'
          : `${count} ${count === 1 ? 'model takes' : 'models take'} ${formatBytes(takenBytes)},`}{' '}
        in this browser’s storage for this site
        {free !== null && `; ${formatBytes(free)} more are allowed`}.{' '}
        {isPersisted
          ? describePersistence('granted')
          : 'The browser may delete them when the disk runs full.'}
      </p>
      {isPersisted === false && (
        <Button
          size="sm"
          onClick={() =>
            void askToPersist().then((answer) => {
              showToast(describePersistence(answer))
              return client.invalidateQueries({ queryKey: KEY })
            })
          }
        >
          Ask the browser to keep them
        </Button>
      )}
    </div>
  )
}
