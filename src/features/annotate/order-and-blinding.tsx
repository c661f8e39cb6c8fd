import { useState } from 'react'
import type { Blinding, Project } from '../../domain/project'
import { Button } from '../../ui/button'
import { SelectField } from '../../ui/field'
import { Switch } from '../../ui/switch'
import { showToast } from '../../ui/toasts'
import { useServices } from '../services'
import { putWorstFirst } from './put-worst-first'
import { Section } from '../../ui/section'

const BLINDING: readonly { key: keyof Blinding; label: string; explains: string }[] = [
  { key: 'gold', label: 'Gold diagnosis', explains: 'Also the title and the authors’ statements.' },
  { key: 'engine', label: 'Engine and model', explains: 'Who reasoned, and what would give it away.' },
  { key: 'flags', label: 'Flags of the verifier', explains: 'Shown on a step once it is graded.' },
  { key: 'otherReviewers', label: 'Others’ grades', explains: 'Until you have finished the run.' },
]

/** In which order cases come, and what is kept from a reviewer's eyes. */
export function OrderAndBlinding({
  project,
  onChange,
}: {
  project: Project
  onChange: (patch: Partial<Project>) => void
}) {
  const services = useServices()
  const [isOrdering, setIsOrdering] = useState(false)
  const { order, blinding } = project

  async function reorder(kind: string) {
    if (kind !== 'worst-first')
      return onChange({ order: kind === 'random' ? { kind: 'random', seed: 1 } : { kind: 'sequential' } })
    setIsOrdering(true)
    try {
      onChange({ order: { kind: 'worst-first' }, caseIds: await putWorstFirst(services, project) })
    } catch (error) {
      showToast(`The order was not changed: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      setIsOrdering(false)
    }
  }

  return (
    <Section title="Order and blinding">
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          label="Order of the cases"
          value={order.kind}
          disabled={isOrdering}
          onChange={(event) => void reorder(event.target.value)}
        >
          <option value="sequential">As in the list</option>
          <option value="random">Random, another for each reviewer</option>
          <option value="worst-first">Worst first: flagged, unexplained, disputed</option>
        </SelectField>
        {isOrdering && (
          <span role="status" className="text-xs text-ink-soft">
            Reading the runs…
          </span>
        )}
        {order.kind === 'random' && (
          <Button onClick={() => onChange({ order: { kind: 'random', seed: order.seed + 1 } })}>
            Shuffle anew (seed {order.seed})
          </Button>
        )}
      </div>
      <fieldset className="grid gap-2">
        <legend className="mb-1 text-xs font-semibold text-ink-soft">Hidden while grading</legend>
        {BLINDING.map(({ key, label, explains }) => (
          <div key={key} className="flex flex-wrap items-baseline gap-x-3">
            <Switch
              label={label}
              isOn={blinding[key]}
              onChange={(isOn) => onChange({ blinding: { ...blinding, [key]: isOn } })}
            />
            <span className="text-xs text-ink-faint">{explains}</span>
          </div>
        ))}
      </fieldset>
    </Section>
  )
}
