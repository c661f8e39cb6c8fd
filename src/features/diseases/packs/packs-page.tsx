import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { live } from '../../../storage'
import { AsyncView } from '../../../ui/async-view'
import { useServices } from '../../services'
import { LocalChangesSection } from '../local/local-changes-section'
import { PackImportSection } from './pack-import-section'
import { PackRow } from './pack-row'

/** The packs that the knowledge engine draws on: the built-in one, those dropped in, and local changes. */
export function PacksPage() {
  const { storage } = useServices()
  const packs = useQuery(live(['packs'], () => storage.packs.all()))
  return (
    <div className="mx-auto grid max-w-3xl gap-8 px-4 py-6 sm:px-6">
      <div>
        <Link
          to="/diseases"
          search={{ id: undefined, with: undefined }}
          className="text-sm text-accent underline"
        >
          Illness scripts
        </Link>
        <h1 className="mt-1 font-serif text-2xl font-semibold">Knowledge packs</h1>
        <p className="mt-1 max-w-prose text-ink-soft">
          What the knowledge engine, the verifier and the search for diseases draw on. Every run keeps which
          packs and local changes took part.
        </p>
      </div>
      <section aria-label="Packs" className="grid gap-3">
        <div className="rounded-md border border-line bg-surface px-4 py-3">
          <h2 className="font-semibold">Built in</h2>
          <p className="text-sm text-ink-soft">
            Common textbook knowledge, written for this project by its authors. No clinician has validated it.
            Always on.
          </p>
        </div>
        <AsyncView query={packs}>
          {(all) => (
            <>
              {all.map((pack) => (
                <PackRow key={pack.id} pack={pack} />
              ))}
            </>
          )}
        </AsyncView>
      </section>
      <PackImportSection />
      <LocalChangesSection />
    </div>
  )
}
