import { useState } from 'react'
import type { ServerModel } from '../../engines'
import { toRunFailure } from '../../reasoning'
import { Button } from '../../ui/button'
import { SelectField, TextField } from '../../ui/field'
import { Notice } from '../../ui/notice'
import { describeFailure } from '../describe-failure'
import { chooseModel } from '../model-choice'
import { saveServer } from '../model-servers'
import { useServices } from '../services'
import { describeAddress, useServerModels } from './use-server-models'

/** Address, key, and which of the server's models. Nothing is sent before "Find models" says which host is asked. */
export function ServerForm() {
  const services = useServices()
  const [address, setAddress] = useState('')
  const [key, setKey] = useState('')
  const { read, models, isAsking, failure, find, forget } = useServerModels(address, key)
  const origin = read?.kind === 'ok' ? new URL(read.baseUrl).origin : null

  async function add(model: string) {
    if (read?.kind !== 'ok') return
    const id = services.ids.caseId() as string // any unique id will do
    await saveServer(services, { id, baseUrl: read.baseUrl, model, apiKey: key.trim() || null })
    chooseModel(id)
    setAddress('')
    setKey('')
    forget()
  }

  return (
    <form
      aria-label="Add a server"
      className="grid max-w-xl gap-3 rounded-md border border-line p-4"
      onSubmit={(event) => {
        event.preventDefault()
        void find()
      }}
    >
      <TextField
        label="Address"
        placeholder="localhost:11434"
        value={address}
        onChange={(event) => {
          setAddress(event.target.value)
          forget()
        }}
        error={address.trim() !== '' && read?.kind === 'problem' ? describeAddress(read.code) : null}
        hint={
          read?.kind === 'ok'
            ? `Asks ${read.baseUrl}`
            : 'Ollama: localhost:11434, llama.cpp: localhost:8080, LM Studio: localhost:1234, vLLM: localhost:8000'
        }
      />
      <TextField
        label="Key (optional)"
        type="password"
        autoComplete="off"
        value={key}
        onChange={(event) => {
          setKey(event.target.value)
          forget()
        }}
        hint="Kept in this browser’s database, unencrypted, and sent to this server only."
      />
      <div>
        <Button type="submit" disabled={origin === null || isAsking}>
          {isAsking ? 'Asking…' : origin === null ? 'Find models' : `Allow ${origin} and find models`}
        </Button>
      </div>
      {failure !== null && (
        <Notice
          isAlert
          tone="bad"
          title={describeFailure(toRunFailure(failure)).title}
          detail={`${describeFailure(toRunFailure(failure)).advice} ${toRunFailure(failure).detail}`}
        />
      )}
      {models && <ModelPicker models={models} onAdd={(model) => void add(model)} />}
    </form>
  )
}

function ModelPicker({ models, onAdd }: { models: readonly ServerModel[]; onAdd: (model: string) => void }) {
  const [model, setModel] = useState(models[0]?.id ?? '')
  const context = models.find(({ id }) => id === model)?.contextTokens ?? null
  return (
    <div className="grid gap-3 border-t border-line pt-3">
      {models.length > 0 ? (
        <SelectField
          label="Model"
          value={model}
          onChange={(event) => setModel(event.target.value)}
          hint={context === null ? undefined : `Context of ${context.toLocaleString()} tokens`}
        >
          {models.map(({ id }) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </SelectField>
      ) : (
        <TextField
          label="Model"
          value={model}
          onChange={(event) => setModel(event.target.value)}
          hint="The server answers but lists no model. Type the name it knows, or load a model there first."
        />
      )}
      <div>
        <Button
          tone="primary"
          type="button"
          disabled={model.trim() === ''}
          onClick={() => onAdd(model.trim())}
        >
          Add and use
        </Button>
      </div>
    </div>
  )
}
