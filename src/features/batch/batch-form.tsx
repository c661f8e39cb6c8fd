import { useState } from 'react'
import { type StrategyId, listStrategies, planBatch } from '../../reasoning'
import type { LibraryQuery } from '../../storage'
import { Button } from '../../ui/button'
import { SelectField, TextField } from '../../ui/field'
import { readMatchingIds, useMatchingCount } from '../matching-cases'
import { useServices } from '../services'
import { useModelOptions } from '../use-model-options'
import { setBatch, startBatch } from './batch-runner'

/** More would make the kept queue slow to write; the command line has no such limit. */
const MOST_CASES = 2000
const KNOWLEDGE = 'knowledge'

const SOURCES = [
  { id: 'all', label: 'All', sources: [] },
  { id: 'teaching', label: 'Teaching cases', sources: ['teaching'] },
  { id: 'own', label: 'Your own', sources: ['own'] },
  { id: 'imported', label: 'Imported', sources: ['imported'] },
] as const

/** What goes into the queue. */
export function BatchForm() {
  const services = useServices()
  const models = useModelOptions()
  const [text, setText] = useState('')
  const [source, setSource] = useState<(typeof SOURCES)[number]['id']>('all')
  const [modelIds, setModelIds] = useState<readonly string[]>([KNOWLEDGE])
  const [strategies, setStrategies] = useState<readonly StrategyId[]>(['structured'])
  const [samples, setSamples] = useState(1)
  const [staysAwake, setStaysAwake] = useState(false)
  const query: LibraryQuery = {
    text,
    sources: SOURCES.find(({ id }) => id === source)?.sources ?? [],
    specialties: [],
    isGraded: null,
    sort: 'title',
    isDescending: false,
  }
  const count = useMatchingCount(query, 'batch')
  const hasModel = modelIds.some((id) => id !== KNOWLEDGE)
  const cases = Math.min(count, MOST_CASES)
  const runs =
    cases * (modelIds.includes(KNOWLEDGE) ? 1 : 0) +
    cases * modelIds.filter((id) => id !== KNOWLEDGE).length * strategies.length * samples

  async function start() {
    const caseIds = await readMatchingIds(services, query, cases, 'batch')
    const chosen = modelIds.map((id) => (id === KNOWLEDGE ? null : id))
    const batch = planBatch({ caseIds, modelIds: chosen, strategies, samples }, services.clock())
    await setBatch(services, { ...batch, staysAwake })
    void startBatch(services, models)
  }

  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        void start()
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label="Cases"
          value={source}
          onChange={(event) => setSource(SOURCES.find(({ id }) => id === event.target.value)?.id ?? 'all')}
        >
          {SOURCES.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </SelectField>
        <TextField
          label="With these words (optional)"
          value={text}
          onChange={(event) => setText(event.target.value)}
          hint={`${count.toLocaleString()} cases${count > MOST_CASES ? `; the first ${MOST_CASES.toLocaleString()} are taken` : ''}`}
        />
      </div>
      <Choices
        legend="Engines and models"
        options={[
          { id: KNOWLEDGE, label: 'Knowledge engine' },
          ...models.map(({ id, label }) => ({ id, label })),
        ]}
        chosen={modelIds}
        onChange={setModelIds}
      />
      {hasModel && (
        <>
          <Choices
            legend="Strategies, for models"
            options={listStrategies().map(({ id, title }) => ({ id, label: title }))}
            chosen={strategies}
            onChange={setStrategies}
          />
          <SelectField
            label="Samples of each, with seeds from 1 on"
            className="w-auto! justify-self-start"
            value={String(samples)}
            onChange={(event) => setSamples(Number(event.target.value))}
          >
            {[1, 2, 3, 5, 10].map((number) => (
              <option key={number}>{number}</option>
            ))}
          </SelectField>
        </>
      )}
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={staysAwake}
          onChange={(event) => setStaysAwake(event.target.checked)}
        />
        Keep the screen on while it runs
      </label>
      <div>
        <Button type="submit" tone="primary" disabled={runs === 0}>
          Start {runs.toLocaleString()} {runs === 1 ? 'run' : 'runs'}
        </Button>
      </div>
    </form>
  )
}

interface ChoicesProps<Id extends string> {
  readonly legend: string
  readonly options: readonly { readonly id: Id; readonly label: string }[]
  readonly chosen: readonly Id[]
  readonly onChange: (chosen: readonly Id[]) => void
}

function Choices<Id extends string>({ legend, options, chosen, onChange }: ChoicesProps<Id>) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-xs font-semibold text-ink-soft">{legend}</legend>
      {options.map(({ id, label }) => (
        <label key={id} className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
