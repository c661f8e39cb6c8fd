import type { ChangedFrequency } from '../../knowledge/local/local-change'
import type { FindingConcept, FrequencyClass } from '../../knowledge/pack/pack'
import type { Script } from '../../knowledge/pack/read-scripts'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { FREQUENCY_WORDS, formatRatio } from '../words'
import { LocalMark } from './local/local-mark'
import { type ScriptGroup, type ScriptRow, toScriptSections } from './script-rows'

const GROUP_WORDS: Readonly<Record<ScriptGroup, string>> = {
  for: 'Argues for it when present, or against it when absent',
  against: 'Argues against it when present',
  little: 'Hardly argues either way',
  apart: 'Tells them apart',
  shared: 'Shared',
  'one-sided': 'Listed in one only, without telling much',
}

interface ScriptTableProps {
  readonly scripts: readonly Script[]
  readonly findings: readonly FindingConcept[]
  /** Local frequencies to be told of, with the way back. */
  readonly changes: readonly ChangedFrequency[]
  /** Null where the table is only read. */
  readonly onChange: ((findingId: string) => void) | null
}

/** Findings with their frequency and what they do to the odds, in sections. */
export function ScriptTable({ scripts, findings, changes, onChange }: ScriptTableProps) {
  const diseases = scripts.map(({ disease }) => disease)
  const sections = toScriptSections(findings, diseases)
  const gone = changes.filter(({ frequency }) => frequency === null)
  const columns = 1 + 3 * diseases.length + (onChange ? 1 : 0)
  return (
    <div tabIndex={0} role="region" aria-label="Findings" className="overflow-x-auto">
      <table className="w-full text-sm numerals">
        <caption className="mb-2 text-left text-xs text-ink-soft">
          How often each finding occurs, and by what factor it moves the odds against other patients. Findings
          that say much the same count less together.
        </caption>
        <thead className="text-left text-xs text-ink-soft">
          {diseases.length > 1 && (
            <tr>
              <th scope="col">
                <span className="sr-only">Disease</span>
              </th>
              {diseases.map(({ id, name }) => (
                <th key={id} scope="colgroup" colSpan={3} className="pr-3 font-semibold">
                  {name}
                </th>
              ))}
            </tr>
          )}
          <tr className="border-b border-line-strong">
            <th scope="col" className="py-1.5 pr-3 font-semibold">
              Finding
            </th>
            {diseases.map(({ id }) => (
              <HeadCells key={id} />
            ))}
            {onChange && (
              <th scope="col">
                <span className="sr-only">Change</span>
              </th>
            )}
          </tr>
        </thead>
        {sections.map(({ group, rows }) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={columns} className="pt-3 pb-1 text-left text-xs font-semibold">
                {GROUP_WORDS[group]} <span className="font-normal text-ink-faint">{rows.length}</span>
              </th>
            </tr>
            {rows.map((row) => (
              <FindingRow
                key={row.finding.id}
                row={row}
                scripts={scripts}
                changes={changes}
                onChange={onChange}
              />
            ))}
          </tbody>
        ))}
        {gone.length > 0 && (
          <tbody>
            <tr>
              <th scope="rowgroup" colSpan={columns} className="pt-3 pb-1 text-left text-xs font-semibold">
                Taken off here
              </th>
            </tr>
            {gone.map((change) => (
              <tr key={change.findingId} className="border-b border-line align-baseline">
                <td colSpan={columns} className="py-1 text-ink-soft">
                  {findings.find(({ id }) => id === change.findingId)?.label ?? change.findingId}
                  <LocalMark
                    change={change}
                    unchanged={scripts[0]?.unchanged?.findings[change.findingId] ?? null}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        )}
      </table>
    </div>
  )
}

function HeadCells() {
  return (
    <>
      <th scope="col" className="py-1.5 pr-3 font-semibold">
        Frequency
      </th>
      <th scope="col" className="py-1.5 pr-3 font-semibold">
        Present
      </th>
      <th scope="col" className="py-1.5 pr-3 font-semibold">
        Absent
      </th>
    </>
  )
}

interface FindingRowProps extends Omit<ScriptTableProps, 'findings'> {
  readonly row: ScriptRow
}

function FindingRow({ row, scripts, changes, onChange }: FindingRowProps) {
  const { finding, frequencies, ifPresent, ifAbsent } = row
  const change = changes.find(({ findingId }) => findingId === finding.id)
  return (
    <tr className="border-b border-line align-baseline">
      <th scope="row" className="py-1 pr-3 text-left font-normal">
        {finding.label}
        {change && (
          <LocalMark change={change} unchanged={scripts[0]?.unchanged?.findings[finding.id] ?? null} />
        )}
      </th>
      {scripts.map((script, index) => (
        <Cells
          key={script.disease.id}
          script={script}
          findingId={finding.id}
          frequency={frequencies[index] ?? null}
          present={ifPresent[index] ?? 1}
          absent={ifAbsent[index] ?? 1}
        />
      ))}
      {onChange && (
        <td className="text-right">
          <Button
            size="icon"
            tone="quiet"
            aria-label={`Change ${finding.label}`}
            title="Change its frequency"
            onClick={() => onChange(finding.id)}
          >
            <Icon name="edit" />
          </Button>
        </td>
      )}
    </tr>
  )
}

interface CellsProps {
  readonly script: Script
  readonly findingId: string
  readonly frequency: FrequencyClass | null
  readonly present: number
  readonly absent: number
}

function Cells({ script: { disease, sources }, findingId, frequency, present, absent }: CellsProps) {
  const isLocal = disease.local?.findingIds.includes(findingId) ?? false
  const source = isLocal ? undefined : sources.find((each) => each.findingId === findingId)
  return (
    <>
      <td className="py-1 pr-3 text-ink-soft">
        {frequency ? FREQUENCY_WORDS[frequency] : 'not listed'}
        {isLocal && <span className="ml-1 text-2xs font-semibold text-caution">local</span>}
        {source && (
          <span className="block text-2xs text-ink-faint">
            {[source.counted && `${source.counted.found} of ${source.counted.of}`, source.reference]
              .filter(Boolean)
              .join(', ')}
          </span>
        )}
      </td>
      <td className="py-1 pr-3">
        <Ratio ratio={present} />
      </td>
      <td className="py-1 pr-3">
        <Ratio ratio={absent} />
      </td>
    </>
  )
}

/** For and against are told apart by the number itself; colour only helps. */
function Ratio({ ratio }: { ratio: number }) {
  if (ratio > 0.83 && ratio < 1.2) return <span className="text-ink-faint">{formatRatio(ratio)}</span>
  return <span className={ratio > 1 ? 'text-good' : 'text-bad'}>{formatRatio(ratio)}</span>
}
