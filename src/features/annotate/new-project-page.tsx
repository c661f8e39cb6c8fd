import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { RUBRIC_TEMPLATES } from '../../domain/grading/rubric-templates'
import type { CaseOrder } from '../../domain/project'
import { CASE_SOURCES, type CaseSource } from '../../domain/case'
import type { LibraryQuery } from '../../storage'
import { Button } from '../../ui/button'
import { SelectField, TextField } from '../../ui/field'
import { Notice } from '../../ui/notice'
import { showToast } from '../../ui/toasts'
import { useMatchingCount } from '../matching-cases'
import { type ProjectCases, chooseProjectCases, useProjectCases } from '../project-start'
import { useReviewer } from '../reviewer'
import { useServices } from '../services'
import { type RunChoice, makeProject } from './make-project'
import { useOwnRubrics } from './own-rubrics'
import { countOf } from '../count-of'
import { SOURCE_LABELS } from './words'

const ALL: LibraryQuery = {
  text: '',
  sources: [],
  specialties: [],
  isGraded: null,
  sort: 'title',
  isDescending: false,
}

/** The few things that have to be said before a project exists; the rest is set on its own page. */
export function NewProjectPage() {
  const services = useServices()
  const reviewer = useReviewer()
  const navigate = useNavigate()
  const given = useProjectCases((state) => state.cases)
  const [query, setQuery] = useState<LibraryQuery>(given?.kind === 'query' ? given.query : ALL)
  const [name, setName] = useState('')
  const own = useOwnRubrics()
  const [rubricKey, setRubricKey] = useState('prm-ternary')
  const [runChoice, setRunChoice] = useState<RunChoice>('newest')
  const [order, setOrder] = useState<CaseOrder['kind']>('sequential')
  const [failure, setFailure] = useState<string | null>(null)
  const matching = useMatchingCount(query, 'new-project')
  const count = given?.kind === 'list' ? given.ids.length : matching
  const cases: ProjectCases = given?.kind === 'list' ? given : { kind: 'query', query }
  const template = RUBRIC_TEMPLATES.find(({ rubric }) => rubric.id === rubricKey)
  const rubric = template?.rubric ?? own.find((each) => keyOf(each) === rubricKey)

  async function create() {
    if (!reviewer || !rubric || name.trim() === '') return
    try {
      const { project, leftOut } = await makeProject(services, cases, rubric, runChoice, {
        name: name.trim(),
        order: order === 'random' ? { kind: 'random', seed: 1 } : { kind: order },
        guidelines: {},
        reviewers: [{ id: reviewer.id, name: reviewer.name }],
        overlap: { reviewers: 2, fraction: 1 },
        blinding: { gold: true, engine: true, flags: true, otherReviewers: true },
        qualityControl: [],
      })
      if (leftOut > 0) showToast(`${countOf(leftOut, 'case')} left out of grading stayed out.`)
      chooseProjectCases(null)
      void navigate({ to: '/project/$projectId', params: { projectId: project.id } })
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <form
      className="mx-auto grid max-w-2xl gap-5 px-4 py-6 sm:px-6"
      onSubmit={(event) => {
        event.preventDefault()
        void create()
      }}
    >
      <h1 className="font-serif text-2xl font-semibold">New project</h1>
      <TextField
        label="Name"
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className="grid gap-2">
        <legend className="mb-1 text-sm font-semibold">Cases</legend>
        {given?.kind === 'list' ? (
          <p className="flex flex-wrap items-center gap-3 text-sm numerals">
            {countOf(given.ids.length, 'case')} of {given.of}
            <Button size="sm" onClick={() => chooseProjectCases(null)}>
              Choose from the library instead
            </Button>
          </p>
        ) : (
          <CaseChoice query={query} count={matching} onChange={setQuery} />
        )}
      </fieldset>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          label="Which runs are graded"
          value={runChoice}
          onChange={(event) => setRunChoice(event.target.value === 'all' ? 'all' : 'newest')}
          hint="Fixed from now on, so that all reviewers grade the same steps."
        >
          <option value="newest">The newest of each case</option>
          <option value="all">All finished runs of each case</option>
        </SelectField>
        <SelectField
          label="Order"
          value={order}
          onChange={(event) => setOrder(event.target.value === 'random' ? 'random' : 'sequential')}
          hint="Can be changed later, also to “worst first”."
        >
          <option value="sequential">As in the list</option>
          <option value="random">Random, another for each reviewer</option>
        </SelectField>
      </div>
      <SelectField
        label="Rubric"
        value={rubricKey}
        onChange={(event) => setRubricKey(event.target.value)}
        hint={template?.about ?? 'One of yours.'}
      >
        {RUBRIC_TEMPLATES.map(({ rubric: { id, name: title } }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
        {own.map((each) => (
          <option key={keyOf(each)} value={keyOf(each)}>
            {each.name}, version {each.version}
          </option>
        ))}
      </SelectField>
      {failure && <Notice isAlert tone="bad" title="The project was not made" detail={failure} />}
      <div>
        <Button type="submit" tone="primary" disabled={count === 0 || name.trim() === '' || !reviewer}>
          Make the project of {countOf(count, 'case')}
        </Button>
      </div>
    </form>
  )
}

const keyOf = ({ id, version }: { id: string; version: number }) => `${id}@${version}`

function CaseChoice({
  query,
  count,
  onChange,
}: {
  query: LibraryQuery
  count: number
  onChange: (query: LibraryQuery) => void
}) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <SelectField
        label="Source"
        value={query.sources[0] ?? ''}
        onChange={(event) => {
          const source = CASE_SOURCES.find((each) => each === event.target.value)
          onChange({ ...query, sources: source ? [source] : [] })
        }}
      >
        <option value="">All sources</option>
        {CASE_SOURCES.map((source: CaseSource) => (
          <option key={source} value={source}>
            {SOURCE_LABELS[source]}
          </option>
        ))}
      </SelectField>
      <TextField
        label="With these words (optional)"
        value={query.text}
        onChange={(event) => onChange({ ...query, text: event.target.value })}
        hint={`${countOf(count, 'case')}${query.specialties.length > 0 ? ` in ${query.specialties.join(', ')}` : ''}${query.isGraded === null ? '' : query.isGraded ? ', graded' : ', not graded'}`}
      />
    </div>
  )
}
