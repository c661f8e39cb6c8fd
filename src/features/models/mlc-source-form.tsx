import { useRef, useState } from 'react'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/field'
import { Icon } from '../../ui/icon'
import type { useMlcTransfers } from './use-mlc-transfers'

/** A model folder of one's own: from disk, as on a ward without a network, or from a server in the house. */
export function MlcSourceForm({ actions }: { actions: ReturnType<typeof useMlcTransfers> }) {
  const picker = useRef<HTMLInputElement>(null)
  const [folder, setFolder] = useState('')
  const [library, setLibrary] = useState('')
  const source = readSource(folder, library)
  return (
    <div className="mt-3 grid max-w-xl gap-4 rounded-md border border-line p-4">
      <div className="grid justify-items-start gap-2">
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          aria-label="Model folder"
          // The attribute has no property in React's types.
          {...{ webkitdirectory: '' }}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])]
            if (files.length > 0) void actions.importFolder(files)
            event.target.value = ''
          }}
        />
        <Button onClick={() => picker.current?.click()}>
          <Icon name="upload" />
          Copy a model folder from disk
        </Button>
        <p className="text-xs text-ink-faint">
          With mlc-chat-config.json, tensor-cache.json, its params_shard files, the tokenizer, and the one
          .wasm library built for it.
        </p>
      </div>
      <form
        aria-label="Model on your own server"
        className="grid gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (source.kind !== 'ok') return
          void actions.download(source.id, source.source)
          setFolder('')
          setLibrary('')
        }}
      >
        <TextField
          label="Address of the model folder"
          placeholder="https://models.ward.example/Qwen3-4B/"
          value={folder}
          onChange={(event) => setFolder(event.target.value)}
          error={folder.trim() !== '' && !isAddress(folder) ? 'This is no http or https address.' : null}
        />
        <TextField
          label="Address of its library (.wasm)"
          placeholder="https://models.ward.example/Qwen3-4B/library.wasm"
          value={library}
          onChange={(event) => setLibrary(event.target.value)}
          error={library.trim() !== '' && !isAddress(library) ? 'This is no http or https address.' : null}
        />
        <div>
          <Button type="submit" disabled={source.kind !== 'ok'}>
            {source.kind === 'ok' ? `Allow ${new URL(source.source.modelUrl).origin} and fetch` : 'Fetch'}
          </Button>
        </div>
      </form>
    </div>
  )
}

const isAddress = (text: string) => URL.canParse(text.trim()) && /^https?:/i.test(text.trim())

function readSource(folder: string, library: string) {
  if (!isAddress(folder) || !isAddress(library)) return { kind: 'incomplete' } as const
  const modelUrl = folder.trim().endsWith('/') ? folder.trim() : `${folder.trim()}/`
  const parts = new URL(modelUrl).pathname
    .split('/')
    .filter((part) => part && part !== 'resolve' && part !== 'main')
  const id = decodeURIComponent(parts.at(-1) ?? new URL(modelUrl).host)
  return { kind: 'ok', id, source: { modelUrl, libraryUrl: library.trim() } } as const
}
