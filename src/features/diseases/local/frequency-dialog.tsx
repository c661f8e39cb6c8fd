import { useId, useState } from 'react'
import type { ChangedFrequency } from '../../../knowledge/local/local-change'
import { FREQUENCY_CLASSES, type FindingConcept, type FrequencyClass } from '../../../knowledge/pack/pack'
import type { Script } from '../../../knowledge/pack/read-scripts'
import { Button } from '../../../ui/button'
import { Dialog } from '../../../ui/dialog'
import { SelectField, TextArea } from '../../../ui/field'
import { showToast } from '../../../ui/toasts'
import { useReviewer } from '../../reviewer'
import { useServices } from '../../services'
import { FREQUENCY_WORDS } from '../../words'
import { FindingPicker } from './finding-picker'

interface FrequencyDialogProps {
  readonly script: Script
  /** Null where the finding is still to be chosen. */
  readonly finding: FindingConcept | null
  readonly change: ChangedFrequency | null
  readonly onClose: () => void
}

const OFF = 'off'

/** How often a finding occurs in a disease, as the person would have it, and why. */
export function FrequencyDialog({
  script: { disease, unchanged },
  finding,
  change,
  onClose,
}: FrequencyDialogProps) {
  const { storage, clock } = useServices()
  const reviewer = useReviewer()
  const formId = useId()
  const [chosen, setChosen] = useState<{ readonly id: string; readonly label: string } | null>(finding)
  const [frequency, setFrequency] = useState<FrequencyClass | typeof OFF>(
    finding ? (disease.findings[finding.id] ?? OFF) : 'frequent',
  )
  const [why, setWhy] = useState(change?.why ?? '')
  const [isTried, setIsTried] = useState(false)
  const said = chosen ? unchanged?.findings[chosen.id] : undefined
  async function save() {
    setIsTried(true)
    if (!chosen || why.trim() === '') return
    const next = frequency === OFF ? null : frequency
    await storage.localChanges.put([
      {
        kind: 'frequency',
        diseaseId: disease.id,
        findingId: chosen.id,
        frequency: next,
        by: reviewer?.name ?? 'Reviewer',
        at: clock(),
        why: why.trim(),
      },
    ])
    showToast('Kept in this browser. The next run uses it.')
    onClose()
  }
  return (
    <Dialog
      title={finding ? finding.label : 'Add a finding'}
      width="sm"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form={formId}>
            Keep the change
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {!finding && (
          <FindingPicker
            label="Finding"
            error={isTried && !chosen ? 'Choose one of the findings that the packs know.' : null}
            onPick={setChosen}
          />
        )}
        <SelectField
          label={`In ${disease.name}`}
          value={frequency}
          onChange={(event) =>
            setFrequency(FREQUENCY_CLASSES.find((each) => each === event.target.value) ?? OFF)
          }
          hint={said ? `The pack says ${FREQUENCY_WORDS[said]}.` : 'The pack does not list it.'}
        >
          {FREQUENCY_CLASSES.map((each) => (
            <option key={each} value={each}>
              {FREQUENCY_WORDS[each]}
            </option>
          ))}
          <option value={OFF}>not listed</option>
        </SelectField>
        <TextArea
          label="Why"
          rows={2}
          value={why}
          maxLength={400}
          onChange={(event) => setWhy(event.target.value)}
          hint={`Kept with your name (${reviewer?.name ?? 'Reviewer'}) and the day.`}
          error={
            isTried && why.trim() === '' ? 'Say on what ground, such as a source or your own series.' : null
          }
        />
      </form>
    </Dialog>
  )
}
