import { Link } from '@tanstack/react-router'
import { Icon } from '../../ui/icon'
import { AsyncView } from '../../ui/async-view'
import { CaseList } from './case-list'
import { DropZone } from './import/drop-zone'
import { ImportButton } from './import/import-button'
import { LibraryFilters } from './library-filters'
import { NoCases } from './no-cases'
import { useLibraryFilter } from './library-filter'
import { useLibraryCounts } from './use-library'

/** All cases: searched as one types, narrowed, sorted, opened. */
export function LibraryPage() {
  const query = useLibraryFilter()
  const counts = useLibraryCounts(query)
  return (
    <DropZone>
      <div className="mx-auto flex h-full max-w-6xl flex-col px-4 sm:px-6">
        <div className="flex flex-wrap items-center justify-between gap-3 pt-5 pb-3">
          <h1 className="font-serif text-2xl font-semibold">Case library</h1>
          <div className="flex gap-2">
            <ImportButton />
            <Link
              to="/new"
              className="inline-flex h-9 items-center gap-2 rounded-md bg-accent px-3 text-sm font-medium text-on-accent hover:brightness-110"
            >
              <Icon name="plus" />
              New case
            </Link>
          </div>
        </div>
        <LibraryFilters page={counts.data} />
        <div className="min-h-0 flex-1">
          <AsyncView query={counts} loading={<p className="p-6 text-ink-faint">Opening the library…</p>}>
            {(page) =>
              page.matching === 0 ? (
                <NoCases total={page.total} />
              ) : (
                <CaseList query={query} count={page.matching} />
              )
            }
          </AsyncView>
        </div>
      </div>
    </DropZone>
  )
}
