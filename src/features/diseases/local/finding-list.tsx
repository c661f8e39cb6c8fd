import { FREQUENCY_CLASSES } from '../../../knowledge/pack/pack'
import { Button } from '../../../ui/button'
import { SelectField } from '../../../ui/field'
import { Icon } from '../../../ui/icon'
import { FREQUENCY_WORDS } from '../../words'
import type { DiseaseDraft, DraftFinding } from './disease-draft'
import { FindingPicker } from './finding-picker'

interface FindingListProps {
  readonly draft: DiseaseDraft
  readonly onChange: (patch: Pick<DiseaseDraft, 'findings'>) => void
}

/** The findings of a disease that is being written. */
export function FindingList({ draft, onChange }: FindingListProps) {
  const { findings, isCantMiss } = draft
  const change = (id: string, patch: Partial<DraftFinding>) =>
    onChange({ findings: findings.map((each) => (each.id === id ? { ...each, ...patch } : each)) })
  return (
    <fieldset className="grid gap-2 rounded-md border border-line px-3 py-2">
      <legend className="px-1 text-sm font-semibold">Findings</legend>
      <ul className="grid gap-1.5">
        {findings.map(({ id, label, frequency, isRedFlag }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <span className="min-w-40 flex-1">{label}</span>
            <SelectField
              label={`How often ${label}`}
              isLabelHidden
              value={frequency}
              onChange={(event) =>
                change(id, {
                  frequency: FREQUENCY_CLASSES.find((each) => each === event.target.value) ?? frequency,
                })
              }
            >
              {FREQUENCY_CLASSES.map((each) => (
                <option key={each} value={each}>
                  {FREQUENCY_WORDS[each]}
                </option>
              ))}
            </SelectField>
            {isCantMiss && (
              <label className="flex items-center gap-1.5 text-xs">
                <input
                  type="checkbox"
                  checked={isRedFlag}
                  onChange={(event) => change(id, { isRedFlag: event.target.checked })}
                />
                Red flag
              </label>
            )}
            <Button
              size="icon"
              tone="quiet"
              aria-label={`Remove ${label}`}
              onClick={() => onChange({ findings: findings.filter((each) => each.id !== id) })}
            >
              <Icon name="close" />
            </Button>
          </li>
        ))}
      </ul>
      <FindingPicker
        label="Add a finding"
        isRepeated
        onPick={(picked) => {
          if (picked && findings.every(({ id }) => id !== picked.id))
            onChange({ findings: [...findings, { ...picked, frequency: 'frequent', isRedFlag: false }] })
        }}
      />
    </fieldset>
  )
}
