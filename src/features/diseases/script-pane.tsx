import { useState } from 'react'
import { type ChangedFrequency, diseaseOfChange, keyOfChange } from '../../knowledge/local/local-change'
import type { Script, Scripts } from '../../knowledge/pack/read-scripts'
import { Button } from '../../ui/button'
import { showToast } from '../../ui/toasts'
import { useServices } from '../services'
import { DiseaseHead } from './disease-head'
import { DiseasePicker } from './disease-picker'
import { ScriptTable } from './script-table'
import { DiseaseForm } from './local/disease-form'
import { FrequencyDialog } from './local/frequency-dialog'
import { useKnowledgeState } from './queries'

interface ScriptPaneProps {
  readonly read: Scripts
  readonly onBeside: (id: string | undefined) => void
  readonly onGone: () => void
}

/** One disease's script, to read and to change; or two side by side, to read. */
export function ScriptPane({ read: { scripts, findings }, onBeside, onGone }: ScriptPaneProps) {
  const changes = useKnowledgeState().data?.changes ?? []
  const [editing, setEditing] = useState<{ readonly findingId: string | null } | null>(null)
  const [shown, beside] = scripts
  if (!shown) return null
  const diseases = scripts.map(({ disease }) => disease)
  const own = changes.filter(
    (change): change is ChangedFrequency =>
      change.kind === 'frequency' && change.diseaseId === shown.disease.id,
  )
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <DiseasePicker
          key={beside?.disease.id ?? ''}
          label="Beside it"
          name={beside?.disease.name ?? ''}
          without={shown.disease.id}
          onPick={(id) => onBeside(id ?? undefined)}
        />
        {!beside && (
          <LocalActions
            script={shown}
            known={findings}
            onAddFinding={() => setEditing({ findingId: null })}
            onGone={onGone}
          />
        )}
      </div>
      <div className={scripts.length > 1 ? 'grid gap-4 sm:grid-cols-2' : ''}>
        {diseases.map((disease) => (
          <DiseaseHead key={disease.id} disease={disease} />
        ))}
      </div>
      <ScriptTable
        scripts={scripts}
        findings={findings}
        changes={beside ? [] : own}
        onChange={beside ? null : (findingId) => setEditing({ findingId })}
      />
      {editing && (
        <FrequencyDialog
          script={shown}
          finding={findings.find(({ id }) => id === editing.findingId) ?? null}
          change={own.find(({ findingId }) => findingId === editing.findingId) ?? null}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}

interface LocalActionsProps {
  readonly script: Script
  readonly known: Scripts['findings']
  readonly onAddFinding: () => void
  readonly onGone: () => void
}

function LocalActions({ script: { disease }, known, onAddFinding, onGone }: LocalActionsProps) {
  const { storage } = useServices()
  const changes = useKnowledgeState().data?.changes ?? []
  const [isEditing, setIsEditing] = useState(false)
  const added = changes.find((change) => change.kind === 'disease' && change.disease.id === disease.id)
  const all = changes.filter((change) => diseaseOfChange(change) === disease.id)
  async function remove() {
    await storage.localChanges.remove(all.map(keyOfChange))
    showToast(`${disease.name} was deleted.`, {
      label: 'Undo',
      run: () => void storage.localChanges.put(all),
    })
    onGone()
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" onClick={onAddFinding}>
        Add a finding
      </Button>
      {added?.kind === 'disease' && (
        <>
          <Button size="sm" onClick={() => setIsEditing(true)}>
            Edit this disease
          </Button>
          <Button size="sm" tone="danger" onClick={() => void remove()}>
            Delete
          </Button>
        </>
      )}
      {isEditing && added?.kind === 'disease' && (
        <DiseaseForm initial={added} known={known} onClose={() => setIsEditing(false)} onSaved={() => {}} />
      )}
    </div>
  )
}
