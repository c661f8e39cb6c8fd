import { type FormEvent, useState } from 'react'
import { STAGE_KINDS } from '../../domain/case'
import { type MappedPart, type Mapping, applyMapping } from '../../formats/dataset/apply-mapping'
import type { ColumnSample } from '../../formats/dataset/recognise-dataset'
import { SEGMENT_WAYS } from '../../formats/free-text/segment-steps'
import { Button } from '../../ui/button'
import { SelectField, TextField } from '../../ui/field'
import { proposeMapping, rememberMapping } from './column-mappings'
import { startImport } from './dataset-import'
import { MappingPreview } from './mapping-preview'

interface Props {
  readonly name: string
  readonly files: readonly File[]
  readonly columns: readonly ColumnSample[]
  readonly appVersion: string
}

type SingleField = Exclude<keyof Mapping, 'presentation' | 'outputWay'>

const SINGLE_FIELDS: readonly { readonly key: SingleField; readonly label: string }[] = [
  { key: 'title', label: 'Title' },
  { key: 'goldDiagnosis', label: 'Gold diagnosis' },
  { key: 'referenceReasoning', label: 'Reference reasoning' },
  { key: 'specialty', label: 'Specialty' },
  { key: 'key', label: 'Record id' },
  { key: 'output', label: 'A model’s output, to grade' },
  { key: 'model', label: 'The model’s name' },
]

/** What the columns of a table that nothing recognises mean, with a preview of the first rows' case. */
export function UnknownTable({ name, files, columns, appVersion }: Props) {
  const [{ mapping: proposed, isRemembered }] = useState(() => proposeMapping(columns))
  const [mapping, setMapping] = useState(proposed)
  const sample = sampleRow(columns)
  const [preview] = applyMapping(sample, mapping, 1)

  function start(event: FormEvent) {
    event.preventDefault()
    rememberMapping(columns, mapping)
    startImport(files, { articleText: 'leave-out', mapping }, appVersion)
  }

  return (
    <form aria-label={`Columns of ${name}`} className="grid gap-4" onSubmit={start}>
      <div>
        <h2 className="font-semibold wrap-anywhere">What do the columns of {name} mean?</h2>
        <p className="text-sm text-ink-soft">
          {isRemembered
            ? 'As you said for the last table with these columns.'
            : 'A guess by their names. It is remembered for tables with the same columns.'}
        </p>
      </div>
      <PresentationParts
        columns={columns}
        parts={mapping.presentation}
        onChange={(presentation) => setMapping({ ...mapping, presentation })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        {SINGLE_FIELDS.map(({ key, label }) => (
          <SelectField
            key={key}
            label={label}
            value={mapping[key] ?? ''}
            onChange={(event) => setMapping({ ...mapping, [key]: event.target.value || null })}
          >
            <option value="">none</option>
            <ColumnOptions columns={columns} />
          </SelectField>
        ))}
        {mapping.output !== null && (
          <OutputWayField
            way={mapping.outputWay}
            onChange={(outputWay) => setMapping({ ...mapping, outputWay })}
          />
        )}
      </div>
      <MappingPreview conversion={preview} />
      <div>
        <Button type="submit" tone="primary" disabled={mapping.presentation.length === 0}>
          Import with these columns
        </Button>
      </div>
    </form>
  )
}

interface PartsProps {
  readonly columns: readonly ColumnSample[]
  readonly parts: readonly MappedPart[]
  readonly onChange: (parts: readonly MappedPart[]) => void
}

const STAGE_TITLES: Readonly<Record<(typeof STAGE_KINDS)[number], string>> = {
  history: 'History',
  exam: 'Examination',
  labs: 'Laboratory',
  imaging: 'Imaging',
  other: 'Other',
}

/** The columns that make the text of the case, in order. */
function PresentationParts({ columns, parts, onChange }: PartsProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-xs font-semibold text-ink-soft">Text of the case, in this order</legend>
      {parts.map((part, index) => (
        <div key={index} className="flex flex-wrap items-end gap-2">
          <SelectField
            label={`Column ${index + 1}`}
            className="w-56!"
            value={part.field}
            onChange={(event) => onChange(parts.with(index, { ...part, field: event.target.value }))}
          >
            <ColumnOptions columns={columns} />
          </SelectField>
          <SelectField
            label={`Stage of column ${index + 1}`}
            className="w-40!"
            value={part.stage?.kind ?? ''}
            onChange={(event) => {
              const kind = STAGE_KINDS.find((each) => each === event.target.value)
              onChange(
                parts.with(index, { ...part, stage: kind ? { kind, title: STAGE_TITLES[kind] } : null }),
              )
            }}
          >
            <option value="">no stage</option>
            {STAGE_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {STAGE_TITLES[kind]}
              </option>
            ))}
          </SelectField>
          {parts.length > 1 && (
            <Button
              tone="quiet"
              aria-label={`Remove column ${index + 1}`}
              onClick={() => onChange(parts.toSpliced(index, 1))}
            >
              Remove
            </Button>
          )}
        </div>
      ))}
      <div>
        <Button
          size="sm"
          disabled={columns.length === 0}
          onClick={() => onChange([...parts, { field: columns[0]?.name ?? '', stage: null }])}
        >
          Add a column
        </Button>
      </div>
    </fieldset>
  )
}

function ColumnOptions({ columns }: { columns: readonly ColumnSample[] }) {
  return columns.map(({ name, samples }) => (
    <option key={name} value={name}>
      {name}
      {samples[0] ? `: ${samples[0].slice(0, 40)}` : ''}
    </option>
  ))
}

const WAY_WORDS: Readonly<Record<(typeof SEGMENT_WAYS)[number], string>> = {
  auto: 'As it looks: numbers, paragraphs or sentences',
  numbered: 'At numbers',
  paragraphs: 'At empty lines',
  sentences: 'At sentences',
}

interface OutputWayProps {
  readonly way: Mapping['outputWay']
  readonly onChange: (way: Mapping['outputWay']) => void
}

/** How a model's output is cut into steps; the preview shows what comes of it. */
function OutputWayField({ way, onChange }: OutputWayProps) {
  const marker = typeof way === 'string' ? null : way.marker
  return (
    <>
      <SelectField
        label="Where the output is cut into steps"
        value={typeof way === 'string' ? way : 'marker'}
        onChange={(event) =>
          onChange(SEGMENT_WAYS.find((each) => each === event.target.value) ?? { marker: marker ?? '###' })
        }
      >
        {SEGMENT_WAYS.map((each) => (
          <option key={each} value={each}>
            {WAY_WORDS[each]}
          </option>
        ))}
        <option value="marker">At a marker of your own</option>
      </SelectField>
      {marker !== null && (
        <TextField
          label="Marker"
          value={marker}
          onChange={(event) => onChange({ marker: event.target.value })}
        />
      )}
    </>
  )
}

/** A row put together from the first sample of each column; nested columns by their path. */
function sampleRow(columns: readonly ColumnSample[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const { name, samples } of columns) {
    const path = name.split('.')
    const last = path.pop()
    let inner = row
    for (const part of path) {
      const next = inner[part]
      const child: Record<string, unknown> =
        typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : {}
      inner[part] = child
      inner = child
    }
    if (last !== undefined) inner[last] = samples[0] ?? ''
  }
  return row
}
