import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Disease, KnowledgePack } from '../../knowledge/pack/pack'
import { AsyncView } from '../../ui/async-view'
import { classNames } from '../../ui/class-names'
import { SelectField, TextField } from '../../ui/field'
import { DiseaseScript } from './disease-script'

/** What the knowledge engine knows: a disease's script, or two beside each other. */
export function DiseasesPage() {
  const pack = useQuery({
    queryKey: ['knowledge-pack'],
    queryFn: async () => (await import('../../knowledge/pack/load-pack')).loadPack(),
    staleTime: Infinity,
    networkMode: 'always',
  })
  return <AsyncView query={pack}>{(loaded) => <Diseases pack={loaded} />}</AsyncView>
}

function Diseases({ pack }: { pack: KnowledgePack }) {
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const [words, setWords] = useState('')
  const byName = [...pack.diseases].sort((a, b) => (a.name < b.name ? -1 : 1))
  const wanted = words.toLowerCase().trim()
  const found = byName.filter((disease) => wanted === '' || matches(disease, wanted))
  const shown = pack.diseases.find(({ id }) => id === search.id)
  const beside = pack.diseases.find(({ id }) => id === search.with && id !== shown?.id)
  const show = (next: { id?: string; with: string | undefined }) =>
    void navigate({
      to: '/diseases',
      search: { id: next.id ?? shown?.id, with: next.with },
      replace: true,
    })
  return (
    <div className="grid h-full min-h-0 md:grid-cols-[18rem_minmax(0,1fr)]">
      <nav
        aria-label="Diseases"
        className={classNames(
          'flex min-h-0 flex-col gap-2 border-r border-line bg-surface p-4',
          shown && 'max-md:hidden',
        )}
      >
        <h1 className="font-serif text-xl font-semibold">Illness scripts</h1>
        <TextField
          label="Name, synonym or specialty"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          hint={`${found.length} of ${pack.diseases.length} diseases`}
        />
        <ul className="min-h-0 flex-1 overflow-y-auto">
          {found.map(({ id, name, specialty, isCantMiss }) => (
            <li key={id}>
              <button
                type="button"
                aria-current={id === shown?.id}
                onClick={() => show({ id, with: undefined })}
                className="w-full rounded-sm px-2 py-1 text-left text-sm hover:bg-raised aria-current:bg-raised aria-current:font-semibold"
              >
                {name}
                <span className="block text-2xs font-normal text-ink-faint">
                  {specialty.replaceAll('-', ' ')}
                  {isCantMiss && ', can’t miss'}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-h-0 overflow-y-auto px-4 py-5 sm:px-6">
        {shown ? (
          <div className="grid max-w-4xl gap-4">
            <button
              type="button"
              className="justify-self-start text-sm text-accent underline md:hidden"
              onClick={() => void navigate({ to: '/diseases', search: { id: undefined, with: undefined } })}
            >
              All diseases
            </button>
            <SelectField
              label="Beside it"
              className="w-auto! max-w-80"
              value={beside?.id ?? ''}
              onChange={(event) => show({ with: event.target.value || undefined })}
            >
              <option value="">Nothing</option>
              {byName
                .filter(({ id }) => id !== shown.id)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </SelectField>
            <DiseaseScript pack={pack} diseases={beside ? [shown, beside] : [shown]} />
          </div>
        ) : (
          <p className="max-w-prose text-ink-soft max-md:hidden">
            Choose a disease to see what argues for and against it. The scripts are common textbook knowledge,
            written for this project by its authors; no clinician has validated them.
          </p>
        )}
      </div>
    </div>
  )
}

function matches({ name, synonyms, specialty }: Disease, words: string): boolean {
  return [name, ...synonyms, specialty.replaceAll('-', ' ')].some((text) =>
    text.toLowerCase().includes(words),
  )
}
