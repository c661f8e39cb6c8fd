import { useRef, useState } from 'react'
import { type ModelNeeds, readModelAddress } from '../../engines'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { formatBytes } from '../keep-data'
import { type KeptModelFile, useKeptModels } from '../kept-models'
import { chooseModel, useModelChoice } from '../model-choice'
import { TransferLines } from './transfer-line'
import { useModelTransfers } from './use-model-transfers'
import { VerdictLine } from './verdict-line'

/** GGUF models on this machine: copied from disk or fetched once, then used without a network. */
export function KeptModelList() {
  const models = useKeptModels()
  const actions = useModelTransfers()
  return (
    <section className="grid gap-3">
      <h2 className="text-lg font-semibold">GGUF files</h2>
      <p className="text-ink-soft">
        They run in the browser by llama.cpp: on the processor, and on the graphics processor where that has
        16-bit numbers. A file from disk, on a stick for instance, is copied into the browser’s own storage;
        nothing leaves the machine.
      </p>
      {models && models.length > 0 && (
        <ul aria-label="Models on this machine" className="border-t border-line">
          {models.map((kept) => (
            <ModelRow key={kept.model.id} kept={kept} actions={actions} />
          ))}
        </ul>
      )}
      <TransferLines kind="gguf" failure={actions.failure} />
      <AddModel actions={actions} />
    </section>
  )
}

type Actions = ReturnType<typeof useModelTransfers>

function ModelRow({ kept: { model, file }, actions }: { kept: KeptModelFile; actions: Actions }) {
  const id = `gguf:${model.id}`
  const isChosen = useModelChoice((state) => state.modelId === id)
  const { url } = model
  return (
    <li className="flex flex-wrap items-center gap-2 border-b border-line py-2">
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">{model.name}</p>
        <p className="text-xs text-ink-faint wrap-anywhere numerals">
          {file
            ? formatBytes(model.storedBytes)
            : `${formatBytes(model.storedBytes)} of ${model.bytes === null ? 'an unknown size' : formatBytes(model.bytes)} came`}
          {', '}
          {url === null ? 'from disk' : `from ${new URL(url).host}`}
          {model.sha256 && `, SHA-256 ${model.sha256.slice(0, 12)}…`}
        </p>
        {file && <VerdictLine modelId={id} needs={needsOf(model.storedBytes)} />}
      </div>
      {file ? (
        <>
          <Button size="sm" aria-pressed={isChosen} onClick={() => chooseModel(isChosen ? null : id)}>
            {isChosen ? 'Used for the next run' : 'Use'}
          </Button>
          <Button size="sm" tone="quiet" onClick={() => void actions.verify(model)}>
            Verify
          </Button>
        </>
      ) : (
        url !== null && (
          <Button size="sm" onClick={() => void actions.download(url)}>
            Resume
          </Button>
        )
      )}
      <Button
        size="sm"
        tone="quiet"
        aria-label={`Delete ${model.name}`}
        onClick={() => {
          if (isChosen) chooseModel(null)
          void actions.remove(model)
        }}
      >
        Delete
      </Button>
    </li>
  )
}

/** llama.cpp keeps the file and a context of about a fifth of it in memory. */
const needsOf = (bytes: number): ModelNeeds => ({
  engine: 'wllama',
  memoryBytes: bytes * 1.2,
  diskBytes: 0,
  needsF16: false,
  bufferBytes: null,
})

function AddModel({ actions }: { actions: Actions }) {
  const picker = useRef<HTMLInputElement>(null)
  const [address, setAddress] = useState('')
  const [hash, setHash] = useState('')
  const read = address.trim() === '' ? null : readModelAddress(address)
  const sha256 = hash.trim()
  const isHash = sha256 === '' || /^[\da-f]{64}$/iu.test(sha256)
  return (
    <div className="grid max-w-xl gap-3 rounded-md border border-line p-4">
      <input
        ref={picker}
        type="file"
        hidden
        aria-label="Model to keep"
        accept=".gguf"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) void actions.importFile(file)
          event.target.value = ''
        }}
      />
      <div>
        <Button onClick={() => picker.current?.click()}>
          <Icon name="upload" />
          Copy a .gguf file from disk
        </Button>
      </div>
      <form
        aria-label="Fetch a model"
        className="grid gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (read?.kind !== 'ok' || !isHash) return
          setAddress('')
          setHash('')
          void actions.download(read.url, sha256 || null)
        }}
      >
        <TextField
          label="Or fetch one"
          placeholder="https://… .gguf, or owner/repository/file.gguf on Hugging Face"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          error={read?.kind === 'problem' ? ADDRESS_WORDS[read.code] : null}
          hint={
            read?.kind === 'ok'
              ? `Asks ${new URL(read.url).origin}. Only the model’s address is sent, no words of a case.`
              : 'Files of up to 2 GB run here; a few hundred MB to 1 GB suit most laptops.'
          }
        />
        <TextField
          label="Its SHA-256 (optional)"
          autoComplete="off"
          value={hash}
          onChange={(event) => setHash(event.target.value)}
          error={isHash ? null : 'A SHA-256 has 64 digits, 0 to 9 and a to f.'}
          hint="What comes is held to it. Hugging Face is asked for it where none is given."
        />
        <div>
          <Button type="submit" disabled={read?.kind !== 'ok' || !isHash}>
            {read?.kind === 'ok' ? `Allow ${new URL(read.url).origin} and fetch` : 'Fetch'}
          </Button>
        </div>
      </form>
    </div>
  )
}

const ADDRESS_WORDS = {
  'not-an-address': 'This is neither an address nor owner/repository/file.gguf.',
  'not-http': 'Only http and https addresses can be fetched.',
  'no-file': 'The address must lead to a .gguf file.',
} as const
