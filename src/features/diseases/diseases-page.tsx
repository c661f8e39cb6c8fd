import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { DiseaseSummary } from '../../knowledge/pack/search-diseases'
import { AsyncView } from '../../ui/async-view'
import { Button } from '../../ui/button'
import { classNames } from '../../ui/class-names'
import { TextField } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { DiseaseForm } from './local/disease-form'
import { useDiseaseSearch, useScripts } from './queries'
import { ScriptPane } from './script-pane'

/** As many as anyone scrolls through; the words find the others. */
const MOST_LISTED = 600

/** What the knowledge engine knows: a disease's script, or two beside each other, and the way to change one. */
export function DiseasesPage() {
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const [isAdding, setIsAdding] = useState(false)
  const shownId = search.id
  const show = (next: { id?: string | undefined; with?: string | undefined }) =>
    void navigate({ to: '/diseases', search: { id: next.id, with: next.with }, replace: true })
  return (
    <div className="grid h-full min-h-0 md:grid-cols-[18rem_minmax(0,1fr)]">
      <nav
        aria-label="Diseases"
        className={classNames(
          'flex min-h-0 flex-col gap-2 border-r border-line bg-surface p-4',
          shownId && 'max-md:hidden',
        )}
      >
        <h1 className="font-serif text-xl font-semibold">Illness scripts</h1>
        <DiseaseList shownId={shownId} onShow={(id) => show({ id })} />
        <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line pt-2">
          <Button size="sm" onClick={() => setIsAdding(true)}>
            <Icon name="plus" />
            Add a disease
          </Button>
          <Link to="/packs" className="text-sm text-accent underline">
            Knowledge packs
          </Link>
        </div>
      </nav>
      <div className="min-h-0 overflow-y-auto px-4 py-5 sm:px-6">
        {shownId ? (
          <Shown shownId={shownId} besideId={search.with} onShow={show} />
        ) : (
          <p className="max-w-prose text-ink-soft max-md:hidden">
            Choose a disease to see what argues for and against it. The built-in scripts are common textbook
            knowledge, written for this project by its authors; no clinician has validated them. You can
            change a frequency or add a disease: such changes stay in this browser, and are marked wherever
            they count.
          </p>
        )}
      </div>
      {isAdding && (
        <DiseaseForm initial={null} onClose={() => setIsAdding(false)} onSaved={(id) => show({ id })} />
      )}
    </div>
  )
}

interface ShownProps {
  readonly shownId: string
  readonly besideId: string | undefined
  readonly onShow: (next: { id?: string | undefined; with?: string | undefined }) => void
}

function Shown({ shownId, besideId, onShow }: ShownProps) {
  const ids = besideId && besideId !== shownId ? [shownId, besideId] : [shownId]
  const scripts = useScripts(ids)
  return (
    <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-4">
      <h1 className="sr-only md:hidden">Illness scripts</h1>
      <button
        type="button"
        className="justify-self-start text-sm text-accent underline md:hidden"
        onClick={() => onShow({})}
      >
        All diseases
      </button>
      <AsyncView query={scripts}>
        {(read) =>
          read.scripts.length === 0 ? (
            <p className="text-ink-soft">
              No disease of this name is known now. Its pack may be switched off.
            </p>
          ) : (
            <ScriptPane
              read={read}
              onBeside={(id) => onShow({ id: shownId, with: id })}
              onGone={() => onShow({})}
            />
          )
        }
      </AsyncView>
    </div>
  )
}

function DiseaseList({ shownId, onShow }: { shownId: string | undefined; onShow: (id: string) => void }) {
  const [words, setWords] = useState('')
  const search = useDiseaseSearch(words, MOST_LISTED)
  const { found, total, of } = search.data ?? { found: [], total: 0, of: 0 }
  return (
    <>
      <TextField
        label="Name, synonym or specialty"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        hint={
          search.data &&
          `${total.toLocaleString()} of ${of.toLocaleString()} diseases${total > found.length ? `, the first ${found.length} listed` : ''}`
        }
      />
      <ul className="min-h-0 flex-1 overflow-y-auto">
        {found.map((disease) => (
          <li key={disease.id}>
            <button
              type="button"
              aria-current={disease.id === shownId}
              onClick={() => onShow(disease.id)}
              className="w-full rounded-sm px-2 py-1 text-left text-sm hover:bg-raised aria-current:bg-raised aria-current:font-semibold"
            >
              {disease.name}
              <span className="block text-2xs font-normal text-ink-faint">{describe(disease)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function describe({ specialty, isCantMiss, origin, isChanged }: DiseaseSummary): string {
  const where = origin === 'hpo' ? `HPO, ${specialty}` : specialty.replaceAll('-', ' ')
  return [where, isCantMiss && 'can’t miss', origin === 'local' && 'local', isChanged && 'changed here']
    .filter(Boolean)
    .join(', ')
}
