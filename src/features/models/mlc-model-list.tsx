import { type ReactNode, useState } from 'react'
import {
  CURATED_MODELS,
  type CatalogueModel,
  type CuratedModel,
  type MlcModel,
  type ModelNeeds,
  estimateBytes,
  listCatalogue,
} from '../../engines'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/field'
import { useDevice } from '../device'
import { formatBytes } from '../keep-data'
import { toOptionId, useMlcModels } from '../mlc-models'
import { chooseModel, useModelChoice } from '../model-choice'
import { DeviceLine } from './device-line'
import { MlcSourceForm } from './mlc-source-form'
import { TransferLines } from './transfer-line'
import { useTransfers } from './transfers'
import { useMlcTransfers } from './use-mlc-transfers'
import { VerdictLine } from './verdict-line'

type Actions = ReturnType<typeof useMlcTransfers>

/** Models that WebLLM runs on the graphics processor: a few that suit this job, all others behind them. */
export function MlcModelList() {
  const kept = useMlcModels() ?? []
  const device = useDevice()
  const actions = useMlcTransfers()
  const catalogue = listCatalogue()
  const curated = CURATED_MODELS.map((model) => ({
    model,
    record: pickBuild(model, catalogue, device?.gpu?.hasF16),
  }))
  const others = kept.filter(({ id }) => !curated.some(({ record }) => record?.id === id))
  return (
    <section className="grid gap-3">
      <h2 className="text-lg font-semibold">On the graphics processor</h2>
      <p className="text-ink-soft">
        They run in the browser by WebLLM. A model is fetched once, file by file, and then needs no network;
        no word of a case is sent.
      </p>
      <DeviceLine />
      <TransferLines kind="mlc" failure={actions.failure} />
      <ul aria-label="Models for the graphics processor" className="border-t border-line">
        {others.map((model) => (
          <Row
            key={model.id}
            title={model.id}
            id={model.id}
            detail={model.source ? `from ${new URL(model.source.modelUrl).host}` : 'from a folder on disk'}
            needs={needsOfKept(model)}
            kept={model}
            source={model.source}
            actions={actions}
          />
        ))}
        {curated.map(
          ({ model, record }) =>
            record && (
              <Row
                key={model.name}
                title={model.name}
                id={record.id}
                detail={`${model.goodAt} About ${formatBytes(estimateBytes(model))} on disk and ${formatBytes(record.memoryBytes)} of graphics memory. ${model.licence}.`}
                needs={needsOf(record, estimateBytes(model))}
                kept={kept.find(({ id }) => id === record.id)}
                source={record.source}
                actions={actions}
              />
            ),
        )}
      </ul>
      <details>
        <summary className="cursor-pointer text-sm">All {catalogue.length} models of WebLLM</summary>
        <Catalogue catalogue={catalogue} kept={kept} actions={actions} />
      </details>
      <details>
        <summary className="cursor-pointer text-sm">From a folder on disk, or from your own server</summary>
        <MlcSourceForm actions={actions} />
      </details>
    </section>
  )
}

/** The 16-bit build where the device takes it, else the other; the 16-bit one where there is no device to ask. */
function pickBuild(
  { f16, f32 }: CuratedModel,
  catalogue: readonly CatalogueModel[],
  hasF16: boolean | undefined,
): CatalogueModel | undefined {
  const id = hasF16 === false && f32 !== null ? f32 : f16
  return catalogue.find((record) => record.id === id)
}

const needsOf = (record: CatalogueModel, diskBytes: number): ModelNeeds => ({
  engine: 'webllm',
  memoryBytes: record.memoryBytes,
  diskBytes,
  needsF16: record.needsF16,
  bufferBytes: record.bufferBytes,
})

/** Of a model whose needs nobody published: its weights, and a fifth for what it works with. */
const needsOfKept = ({ id, bytes, storedBytes }: MlcModel): ModelNeeds => ({
  engine: 'webllm',
  memoryBytes: (bytes ?? storedBytes) * 1.2,
  diskBytes: (bytes ?? storedBytes) - storedBytes,
  needsF16: /q\df16/.test(id),
  bufferBytes: null,
})

interface RowProps {
  readonly title: string
  readonly id: string
  readonly detail: ReactNode
  readonly needs: ModelNeeds
  readonly kept: MlcModel | undefined
  readonly source: MlcModel['source']
  readonly actions: Actions
}

function Row({ title, id, detail, needs, kept, source, actions }: RowProps) {
  const isWhole = kept?.state === 'complete'
  return (
    <li className="flex flex-wrap items-center gap-2 border-b border-line py-2">
      <div className="min-w-56 flex-1">
        <p className="font-medium wrap-anywhere">{title}</p>
        <p className="text-xs text-ink-faint numerals">{detail}</p>
        {kept && (
          <p className="text-xs text-ink-soft numerals">
            {isWhole
              ? `On this machine, ${formatBytes(kept.storedBytes)}.`
              : `${formatBytes(kept.storedBytes)} of ${kept.bytes === null ? 'an unknown size' : formatBytes(kept.bytes)} came.`}
          </p>
        )}
        <VerdictLine modelId={toOptionId(id)} needs={isWhole ? { ...needs, diskBytes: 0 } : needs} />
      </div>
      <RowButtons title={title} id={id} kept={kept} source={source} actions={actions} />
    </li>
  )
}

function RowButtons({ title, id, kept, source, actions }: Omit<RowProps, 'detail' | 'needs'>) {
  const option = toOptionId(id)
  const isChosen = useModelChoice((state) => state.modelId === option)
  const isBusy = useTransfers((state) => state.transfers.some(({ key }) => key === id))
  const isWhole = kept?.state === 'complete'
  return (
    <div className="flex flex-wrap gap-1">
      {!isWhole && source && (
        <Button size="sm" disabled={isBusy} onClick={() => void actions.download(id, source)}>
          {kept ? 'Resume' : 'Download'} <span className="sr-only">{title}</span>
        </Button>
      )}
      {isWhole && (
        <>
          <Button size="sm" aria-pressed={isChosen} onClick={() => chooseModel(isChosen ? null : option)}>
            {isChosen ? 'Used for the next run' : 'Use'}
          </Button>
          <Button size="sm" tone="quiet" disabled={isBusy} onClick={() => void actions.verify(kept)}>
            Verify
          </Button>
        </>
      )}
      {kept && (
        <Button
          size="sm"
          tone="quiet"
          aria-label={`Delete ${title}`}
          disabled={isBusy}
          onClick={() => {
            if (isChosen) chooseModel(null)
            void actions.remove(kept)
          }}
        >
          Delete
        </Button>
      )}
    </div>
  )
}

interface CatalogueProps {
  readonly catalogue: readonly CatalogueModel[]
  readonly kept: readonly MlcModel[]
  readonly actions: Actions
}

function Catalogue({ catalogue, kept, actions }: CatalogueProps) {
  const [words, setWords] = useState('')
  const wanted = words.toLowerCase().split(/\s+/u).filter(Boolean)
  const found = catalogue.filter(({ id }) => wanted.every((word) => id.toLowerCase().includes(word)))
  return (
    <div className="mt-3 grid gap-2">
      <div className="max-w-sm">
        <TextField
          label="Name holds"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          hint={`${found.length} of ${catalogue.length} models`}
        />
      </div>
      <ul aria-label="All models of WebLLM" className="max-h-96 overflow-y-auto border-t border-line">
        {found.map((record) => (
          <Row
            key={record.id}
            title={record.id}
            id={record.id}
            detail={`${formatBytes(record.memoryBytes)} of graphics memory.`}
            needs={needsOf(record, 0)}
            kept={kept.find(({ id }) => id === record.id)}
            source={record.source}
            actions={actions}
          />
        ))}
      </ul>
    </div>
  )
}
