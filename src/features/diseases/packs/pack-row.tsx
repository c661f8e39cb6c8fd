import { useState } from 'react'
import type { StoredPack } from '../../../storage'
import { Button } from '../../../ui/button'
import { Dialog } from '../../../ui/dialog'
import { Icon } from '../../../ui/icon'
import { Switch } from '../../../ui/switch'
import { showToast } from '../../../ui/toasts'
import { formatBytes } from '../../keep-data'
import { useServices } from '../../services'

/** A dropped pack: its releases, what is in it, its licence, on or off, and the way to be rid of it. */
export function PackRow({ pack }: { pack: StoredPack }) {
  const { storage } = useServices()
  const [isAsking, setIsAsking] = useState(false)
  const name = 'Human Phenotype Ontology'
  async function tell(work: Promise<void>, done: string | null = null): Promise<void> {
    try {
      await work
      if (done !== null) showToast(done)
    } catch (error) {
      showToast(`The change was not kept: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return (
    <article aria-label={name} className="rounded-md border border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="font-semibold">{name}</h2>
        <div className="flex items-center gap-2">
          <Switch
            label={pack.isOn ? 'On' : 'Off'}
            isOn={pack.isOn}
            onChange={(isOn) => void tell(storage.packs.setOn(pack.id, isOn))}
            title="Whether the knowledge engine uses it. One such pack is on at a time"
          />
          <Button
            size="icon"
            tone="quiet"
            aria-label="Delete this pack"
            title="Delete"
            onClick={() => setIsAsking(true)}
          >
            <Icon name="trash" />
          </Button>
        </div>
      </div>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 text-sm text-ink-soft numerals">
        <dt>Release</dt>
        <dd>
          ontology {pack.ontologyVersion ?? 'not stated'}, annotations{' '}
          {pack.annotationVersion ?? 'not stated'}
        </dd>
        <dt>Content</dt>
        <dd>
          {pack.findings.toLocaleString()} findings, {pack.diseases.toLocaleString()} diseases,{' '}
          {pack.annotations.toLocaleString()} annotations
        </dd>
        <dt>Files</dt>
        <dd className="wrap-anywhere">
          {pack.files.map((file) => `${file.name} (${formatBytes(file.bytes)})`).join(', ')}; added{' '}
          {new Date(pack.addedAt).toLocaleDateString(undefined, { dateStyle: 'medium' })}
        </dd>
      </dl>
      <p className="mt-1 text-xs text-ink-faint">
        Made by the Human Phenotype Ontology project (hpo.jax.org), under its licence: to be cited, with its
        release, and unaltered. Rounds ships nothing of it and changes nothing in it. Changes of yours are
        kept apart.
      </p>
      {isAsking && (
        <Dialog
          title="Delete this pack?"
          width="sm"
          onClose={() => setIsAsking(false)}
          footer={
            <>
              <Button onClick={() => setIsAsking(false)}>Keep it</Button>
              <Button
                tone="danger"
                onClick={() => void tell(storage.packs.remove(pack.id), 'The pack was deleted.')}
              >
                Delete
              </Button>
            </>
          }
        >
          <p className="text-sm">
            Runs made with it stay as they are. Local changes to its diseases stay too, and work again when
            the pack is back.
          </p>
        </Dialog>
      )}
    </article>
  )
}
