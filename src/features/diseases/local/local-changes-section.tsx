import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { formatChanges } from '../../../knowledge/local/changes-file'
import { type LocalChange, diseaseOfChange, keyOfChange } from '../../../knowledge/local/local-change'
import { Button } from '../../../ui/button'
import { Icon } from '../../../ui/icon'
import { Notice } from '../../../ui/notice'
import { showToast } from '../../../ui/toasts'
import { saveFile } from '../../save-file'
import { useServices } from '../../services'
import { FREQUENCY_WORDS } from '../../words'
import { useKnowledgeState, useScripts } from '../queries'
import { type ChangesImport, importChanges } from './import-changes'
import { describeProvenance } from './words'

/** All local changes: read, set back one by one, taken out and in as a file. */
export function LocalChangesSection() {
  const services = useServices()
  const changes = useKnowledgeState().data?.changes ?? []
  const input = useRef<HTMLInputElement>(null)
  const [imported, setImported] = useState<ChangesImport | null>(null)
  const take = async (file: File | undefined) => {
    if (file) setImported(await importChanges(services, file))
  }
  return (
    <section aria-label="Local changes" className="grid gap-3">
      <h2 className="text-lg font-semibold">Local changes</h2>
      <p className="max-w-prose text-sm text-ink-soft">
        Diseases that you added and frequencies that you changed, on the page of{' '}
        <Link to="/diseases" search={{ id: undefined, with: undefined }} className="text-accent underline">
          illness scripts
        </Link>
        . They stay in this browser until you take them out.
      </p>
      {changes.length > 0 && <ChangeList changes={changes} />}
      <div className="flex flex-wrap gap-2">
        <Button
          disabled={changes.length === 0}
          onClick={() => saveFile('local-knowledge.json', 'application/json', formatChanges(changes))}
        >
          <Icon name="download" />
          Take out as a file
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,application/json"
          aria-label="File of local changes"
          onChange={(event) => {
            void take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <Button onClick={() => input.current?.click()}>
          <Icon name="upload" />
          Take in from a file
        </Button>
      </div>
      {imported && <ImportResult result={imported} />}
    </section>
  )
}

function ChangeList({ changes }: { changes: readonly LocalChange[] }) {
  const { storage } = useServices()
  const ids = [...new Set(changes.map(diseaseOfChange))]
  const scripts = useScripts(ids).data
  const nameOf = (id: string) => scripts?.scripts.find(({ disease }) => disease.id === id)?.disease.name
  const labelOf = (id: string) => scripts?.findings.find((finding) => finding.id === id)?.label ?? id
  async function reset(change: LocalChange) {
    await storage.localChanges.remove([keyOfChange(change)])
    showToast('Taken back.', { label: 'Undo', run: () => void storage.localChanges.put([change]) })
  }
  return (
    <ul className="grid gap-2">
      {changes.map((change) => {
        const id = diseaseOfChange(change)
        const name = nameOf(id) ?? (change.kind === 'disease' ? change.disease.name : id)
        return (
          <li
            key={keyOfChange(change)}
            className="flex flex-wrap items-start justify-between gap-x-3 rounded-md border border-line bg-surface px-3 py-2 text-sm"
          >
            <div className="min-w-0 flex-1 wrap-anywhere">
              <Link
                to="/diseases"
                search={{ id, with: undefined }}
                className="font-medium text-accent underline"
              >
                {name}
              </Link>
              {change.kind === 'disease'
                ? ' added'
                : `: ${labelOf(change.findingId)} ${change.frequency ? FREQUENCY_WORDS[change.frequency] : 'taken off'}`}
              <p className="text-xs text-ink-soft">{describeProvenance(change)}</p>
              {scripts && nameOf(id) === undefined && (
                <p className="text-xs text-caution">
                  No pack that is on knows this disease: it counts for nothing now.
                </p>
              )}
            </div>
            <Button size="sm" tone="quiet" onClick={() => void reset(change)}>
              {change.kind === 'disease' ? 'Delete' : 'Reset'}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}

function ImportResult({ result }: { result: ChangesImport }) {
  if (result.kind === 'refused')
    return (
      <Notice
        isAlert
        tone="bad"
        title={`Nothing was taken in from ${result.file}`}
        detail={`Expected ${result.expected}.`}
      />
    )
  const { added, replaced, kept, faults, file } = result
  return (
    <Notice
      isAlert
      tone={faults.length > 0 ? 'caution' : 'good'}
      title={`${added + replaced} changes taken in from ${file}`}
      detail={
        <>
          <p>
            {added} new, {replaced} in place of older ones of yours, {kept} left out since yours are as new.
          </p>
          {faults.length > 0 && (
            <ul className="mt-1 list-disc pl-5">
              {faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          )}
        </>
      }
    />
  )
}
