import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { describePersistence, formatBytes } from '../keep-data'
import { renameReviewer, useReviewer } from '../reviewer'
import { fileNameOf, saveFile } from '../save-file'
import { useServices } from '../services'
import { type PersistAnswer, askToPersist, readSpace } from '../../storage'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { showToast } from '../../ui/toasts'
import { JudgedDiagnosesSection } from './judged-diagnoses'

/** Who grades here, where the data are and how safe, and the way to take all of it out. */
export function SettingsPage() {
  return (
    <div className="mx-auto grid max-w-3xl gap-8 px-4 py-6 sm:px-6">
      <h1 className="font-serif text-2xl font-semibold">Settings</h1>
      <ReviewerSection />
      <JudgedDiagnosesSection />
      <StorageSection />
      <ExportSection />
      <AboutSection />
    </div>
  )
}

function ReviewerSection() {
  const services = useServices()
  const reviewer = useReviewer()
  return (
    <section className="grid gap-2">
      <h2 className="text-lg font-semibold">Reviewer</h2>
      <div className="max-w-sm">
        {reviewer && (
          <TextField
            key={reviewer.id}
            label="Your name, as it stands in exports"
            defaultValue={reviewer.name}
            maxLength={80}
            onBlur={(event) => void renameReviewer(services, event.target.value.trim() || 'Reviewer')}
            hint={`Grades carry the id ${reviewer.id}.`}
          />
        )}
      </div>
    </section>
  )
}

function StorageSection() {
  const space = useQuery({
    queryKey: ['space'],
    queryFn: readSpace,
    networkMode: 'always',
    staleTime: 0,
    retry: false,
  })
  const [answer, setAnswer] = useState<PersistAnswer | null>(null)
  const isPersisted = space.data?.isPersisted ?? false
  return (
    <section className="grid justify-items-start gap-2">
      <h2 className="text-lg font-semibold">Storage</h2>
      <p className="text-ink-soft">Everything is in this browser’s own database, on this machine.</p>
      {space.data && (
        <p className="numerals">
          {formatSpace(space.data.usedBytes)} used of {formatSpace(space.data.quotaBytes)} the browser allows.
        </p>
      )}
      <p role="status">
        {answer
          ? describePersistence(answer)
          : isPersisted
            ? describePersistence('granted')
            : 'The browser has not promised to keep your data.'}
      </p>
      {!isPersisted && (
        <Button
          onClick={() => {
            void askToPersist().then((given) => {
              setAnswer(given)
              void space.refetch()
            })
          }}
        >
          Ask the browser to keep it
        </Button>
      )}
    </section>
  )
}

function ExportSection() {
  const { storage, clock, appVersion } = useServices()
  async function exportAll() {
    try {
      const { formatBundleChunks } = await import('../../formats/bundle/bundle')
      const records = await storage.readForTransfer(null)
      saveFile(fileNameOf('rounds-library', 'rounds.json'), 'application/json', [
        ...formatBundleChunks(records, { appVersion, exportedAt: clock() }),
      ])
    } catch (error) {
      showToast(`The export failed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return (
    <section className="grid justify-items-start gap-2">
      <h2 className="text-lg font-semibold">Take everything out</h2>
      <p className="text-ink-soft">
        One file with all cases, runs and grades. Import it in the library of any Rounds; nothing is lost on
        the way.
      </p>
      <Button onClick={() => void exportAll()}>
        <Icon name="download" />
        Export all
      </Button>
    </section>
  )
}

function AboutSection() {
  const { appVersion } = useServices()
  return (
    <section className="grid gap-2 text-ink-soft">
      <h2 className="text-lg font-semibold text-ink">About</h2>
      <p>
        Rounds {appVersion}. For review, teaching and research. It is not a medical device, and its knowledge
        pack has not been clinically validated. The teaching cases are fictional.
      </p>
      <p>
        <Link to="/diseases" search={{ id: undefined, with: undefined }} className="text-accent underline">
          See what the knowledge engine knows, disease by disease
        </Link>
      </p>
    </section>
  )
}

function formatSpace(bytes: number | null): string {
  return bytes === null ? 'an unknown amount' : formatBytes(bytes)
}
