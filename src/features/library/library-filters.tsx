import { Link } from '@tanstack/react-router'
import { CASE_SOURCES, type CaseSource } from '../../domain/case'
import { LIBRARY_SORTS, type LibraryPage, type LibrarySort } from '../../storage'
import { Button } from '../../ui/button'
import { SelectField, TextField } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { chooseProjectCases } from '../project-start'
import { isNarrowed, narrow, showEverything, useLibraryFilter } from './library-filter'
import { SOURCE_WORDS } from './words'

const SORT_WORDS: Readonly<Record<LibrarySort, string>> = {
  updated: 'Last changed',
  title: 'Title',
  diagnosis: 'Diagnosis',
  specialty: 'Specialty',
}

/** Search, three filters and the order. Counts in the choices say what each would leave. */
export function LibraryFilters({ page }: { page: LibraryPage | undefined }) {
  const query = useLibraryFilter()
  const facets = page?.facets
  const specialties = Object.entries(facets?.specialties ?? {})
  const count = (number: number | undefined) => (number === undefined ? '' : ` (${number})`)
  return (
    <div
      role="search"
      className="grid grid-cols-2 items-end gap-2 border-b border-line pb-3 sm:flex sm:flex-wrap"
    >
      <div className="col-span-2 min-w-56 sm:flex-1">
        <TextField
          type="search"
          label="Search title, text and diagnosis"
          placeholder="For example: pleuritic pain"
          value={query.text}
          onChange={(event) => narrow({ text: event.target.value })}
        />
      </div>
      <SelectField
        label="Source"
        value={query.sources[0] ?? ''}
        onChange={(event) =>
          narrow({ sources: event.target.value === '' ? [] : [event.target.value as CaseSource] })
        }
      >
        <option value="">All sources</option>
        {CASE_SOURCES.map((source) => (
          <option key={source} value={source}>
            {SOURCE_WORDS[source]}
            {count(facets?.sources[source])}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Specialty"
        value={query.specialties[0] ?? ''}
        onChange={(event) => narrow({ specialties: event.target.value === '' ? [] : [event.target.value] })}
      >
        <option value="">All specialties</option>
        {specialties.map(([specialty, number]) => (
          <option key={specialty} value={specialty}>
            {specialty}
            {count(number)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Grading"
        value={query.isGraded === null ? '' : String(query.isGraded)}
        onChange={(event) =>
          narrow({ isGraded: event.target.value === '' ? null : event.target.value === 'true' })
        }
      >
        <option value="">Graded or not</option>
        <option value="true">Graded{count(facets?.graded.yes)}</option>
        <option value="false">Not graded{count(facets?.graded.no)}</option>
      </SelectField>
      <div className="flex items-end gap-1">
        <SelectField
          label="Order"
          value={query.sort}
          onChange={(event) => narrow({ sort: event.target.value as LibrarySort })}
        >
          {LIBRARY_SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {SORT_WORDS[sort]}
            </option>
          ))}
        </SelectField>
        <Button
          className="h-9"
          aria-label={query.isDescending ? 'Falling order' : 'Rising order'}
          title={query.isDescending ? 'Falling order' : 'Rising order'}
          onClick={() => narrow({ isDescending: !query.isDescending })}
        >
          <Icon name={query.isDescending ? 'down' : 'up'} />
        </Button>
      </div>
      <p role="status" className="col-span-2 w-full text-xs text-ink-faint numerals">
        {page && (isNarrowed(query) ? `${page.matching} of ${page.total} cases` : `${page.total} cases`)}
        {isNarrowed(query) && (
          <button type="button" className="ml-2 text-accent underline" onClick={showEverything}>
            Show all
          </button>
        )}
        {page && page.matching > 0 && (
          <Link
            to="/projects/new"
            onClick={() => chooseProjectCases({ kind: 'query', query })}
            className="ml-2 text-accent underline"
          >
            Make a project of {page.matching === 1 ? 'it' : 'them'}
          </Link>
        )}
      </p>
    </div>
  )
}
