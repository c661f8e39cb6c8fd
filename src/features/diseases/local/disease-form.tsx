import { useId, useState } from 'react'
import type { AddedDisease } from '../../../knowledge/local/local-change'
import { type Disease, INCIDENCE_CLASSES } from '../../../knowledge/pack/pack'
import type { FindingSummary } from '../../../knowledge/pack/search-diseases'
import { Button } from '../../../ui/button'
import { Dialog } from '../../../ui/dialog'
import { SelectField, TextArea, TextField } from '../../../ui/field'
import { Notice } from '../../../ui/notice'
import { showToast } from '../../../ui/toasts'
import { useReviewer } from '../../reviewer'
import { useServices } from '../../services'
import { newUuid } from '../../uuid'
import { INCIDENCE_WORDS } from '../disease-head'
import { type DiseaseDraft, startDiseaseDraft, toDisease } from './disease-draft'
import { FindingList } from './finding-list'

interface DiseaseFormProps {
  /** Null for a new one. */
  readonly initial: AddedDisease | null
  /** Names its findings. */
  readonly known?: readonly FindingSummary[]
  readonly onClose: () => void
  readonly onSaved: (id: string) => void
}

/** A disease of one's own: what it is called, who gets it, its findings. Held to the rules of the built-in pack. */
export function DiseaseForm({ initial, known = [], onClose, onSaved }: DiseaseFormProps) {
  const { storage, reasoners, clock } = useServices()
  const reviewer = useReviewer()
  const formId = useId()
  const [draft, setDraft] = useState<DiseaseDraft>(() => startDiseaseDraft(initial, known))
  const [faults, setFaults] = useState<readonly string[]>([])
  const change = (patch: Partial<DiseaseDraft>) => setDraft((before) => ({ ...before, ...patch }))
  async function save() {
    const disease: Disease = toDisease(draft, initial?.disease.id ?? `local-${newUuid()}`)
    const problems = (await reasoners.diseases.check(disease)).map(({ fault }) => fault)
    const all = [
      ...(draft.name.trim() === '' ? ['It needs a name.'] : problems),
      ...(draft.why.trim() === '' ? ['Say on what ground it is written.'] : []),
    ]
    setFaults(all)
    if (all.length > 0) return
    const provenance = { by: reviewer?.name ?? 'Reviewer', at: clock(), why: draft.why.trim() }
    await storage.localChanges.put([{ kind: 'disease', disease, ...provenance }])
    showToast('Kept in this browser. The next run uses it.')
    onSaved(disease.id)
    onClose()
  }
  return (
    <Dialog
      title={initial ? `Edit ${initial.disease.name}` : 'Add a disease'}
      width="lg"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form={formId}>
            Keep the disease
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
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            label="Name"
            value={draft.name}
            maxLength={120}
            onChange={(event) => change({ name: event.target.value })}
          />
          <TextField
            label="Synonyms"
            value={draft.synonyms}
            hint="Set apart by semicolons"
            onChange={(event) => change({ synonyms: event.target.value })}
          />
          <TextField
            label="Specialty"
            value={draft.specialty}
            onChange={(event) => change({ specialty: event.target.value })}
          />
          <TextField
            label="ICD-10 code"
            value={draft.icd10}
            hint="Such as I30.9"
            onChange={(event) => change({ icd10: event.target.value })}
          />
          <SelectField
            label="How common"
            value={draft.incidence}
            onChange={(event) =>
              change({ incidence: INCIDENCE_CLASSES.find((each) => each === event.target.value) ?? 'rare' })
            }
          >
            {INCIDENCE_CLASSES.map((each) => (
              <option key={each} value={each}>
                {INCIDENCE_WORDS[each]}
              </option>
            ))}
          </SelectField>
          <div className="grid grid-cols-3 gap-3">
            <NumberField
              label="From age"
              value={draft.fromAge}
              most={120}
              onChange={(fromAge) => change({ fromAge })}
            />
            <NumberField
              label="To age"
              value={draft.toAge}
              most={120}
              onChange={(toAge) => change({ toAge })}
            />
            <NumberField
              label="% women"
              value={draft.percentWomen}
              most={100}
              onChange={(percentWomen) => change({ percentWomen })}
            />
          </div>
        </div>
        <TextField
          label="Next tests"
          value={draft.nextTests}
          hint="Most useful first, set apart by semicolons"
          onChange={(event) => change({ nextTests: event.target.value })}
        />
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={draft.isCantMiss}
            onChange={(event) => change({ isCantMiss: event.target.checked })}
          />
          Can’t miss: harms if missed, however unlikely
        </label>
        <FindingList draft={draft} onChange={change} />
        <TextArea
          label="Why, and from where"
          rows={2}
          value={draft.why}
          maxLength={400}
          hint={`Kept with your name (${reviewer?.name ?? 'Reviewer'}) and the day.`}
          onChange={(event) => change({ why: event.target.value })}
        />
        {faults.length > 0 && (
          // A long form: what is wrong comes into view.
          <div ref={(shown) => shown?.scrollIntoView({ block: 'nearest' })}>
            <Notice
              isAlert
              tone="bad"
              title="Not kept yet"
              detail={
                <ul className="list-disc pl-5">
                  {faults.map((fault) => (
                    <li key={fault}>{fault}</li>
                  ))}
                </ul>
              }
            />
          </div>
        )}
      </form>
    </Dialog>
  )
}

interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly most: number
  readonly onChange: (value: number) => void
}

function NumberField({ label, value, most, onChange }: NumberFieldProps) {
  return (
    <TextField
      label={label}
      type="number"
      min={0}
      max={most}
      value={value}
      onChange={(event) => onChange(event.target.valueAsNumber || 0)}
    />
  )
}
