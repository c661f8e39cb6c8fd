import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BREAKDOWNS, type Breakdown } from '../../../domain/agreement/break-down-agreement'
import type { Project } from '../../../domain/project'
import type { BootstrapOptions } from '../../../domain/resampling/cluster-bootstrap'
import type { Rubric } from '../../../domain/rubric'
import { AsyncView } from '../../../ui/async-view'
import { ProjectFrame, reviewerName } from '../../project-frame'
import { rubricQuery } from '../../project-queries'
import { useServices } from '../../services'
import { type ProjectReader, scopeOf, useProjectReader } from '../reading/project-reader'
import { ReadingProgressLine } from '../reading/reading-progress-line'
import { GroupTable } from './group-table'
import { listMeasuredFacets } from './measured-facets'
import { PairTables } from './pair-tables'
import { BREAKDOWN_WORDS, describeGroupKey } from './words'

/** A fixed seed: the same grades give the same intervals on every machine and every day. */
const BOOTSTRAP: BootstrapOptions = { resamples: 1000, seed: 20_260_101 }

/** How far reviewers agree, coefficient by coefficient; worked out in a worker. */
export function AgreementPage() {
  return <ProjectFrame title="Agreement">{(project) => <ProjectAgreement project={project} />}</ProjectFrame>
}

function ProjectAgreement({ project }: { project: Project }) {
  const rubric = useQuery(rubricQuery(useServices(), project.rubric))
  if (project.reviewers.length < 2)
    return (
      <p className="max-w-prose text-ink-soft">
        Agreement needs two reviewers. Add one on the project’s page, or merge a colleague’s file.
      </p>
    )
  return (
    <AsyncView query={rubric} empty={<p className="text-ink-soft">The project’s rubric is not here.</p>}>
      {(found) => <Measures key={project.updatedAt} project={project} rubric={found} />}
    </AsyncView>
  )
}

/** What was computed is not kept: grades may have changed by the next visit. */
const FRESH = { gcTime: 0, staleTime: Infinity, retry: false, networkMode: 'always' } as const

const groupsQuery = (reader: ProjectReader, project: Project, rubric: Rubric, by: Breakdown) =>
  queryOptions({
    queryKey: ['agreement', project.id, project.updatedAt, by],
    queryFn: () => reader.ask('measure', { scope: scopeOf(project, rubric), by, bootstrap: BOOTSTRAP }),
    ...FRESH,
  })

const pairsQuery = (reader: ProjectReader, project: Project, rubric: Rubric) =>
  queryOptions({
    queryKey: ['agreement-pairs', project.id, project.updatedAt],
    queryFn: () => reader.ask('pairs', { scope: scopeOf(project, rubric), bootstrap: BOOTSTRAP }),
    ...FRESH,
  })

function Measures({ project, rubric }: { project: Project; rubric: Rubric }) {
  const { reader, progress } = useProjectReader()
  const [by, setBy] = useState<Breakdown>('facet')
  const groups = useQuery(groupsQuery(reader, project, rubric, by))
  const pairs = useQuery(pairsQuery(reader, project, rubric))
  const facetNames = new Map(listMeasuredFacets(rubric).map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => reviewerName(project, id)
  return (
    <>
      <p className="max-w-prose text-sm text-ink-soft">
        Among {project.reviewers.map(({ name }) => name).join(', ')}. Intervals come from 1,000 resamples of
        the cases, always with the same seed ({BOOTSTRAP.seed}). An unsure answer counts as no label. The thin
        lines in the charts stand at 0.667 and 0.800.
      </p>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        <legend className="sr-only">Break down by</legend>
        {BREAKDOWNS.map((breakdown) => (
          <label key={breakdown} className="flex items-center gap-1.5">
            <input
              type="radio"
              name="breakdown"
              checked={by === breakdown}
              onChange={() => setBy(breakdown)}
            />
            {BREAKDOWN_WORDS[breakdown]}
          </label>
        ))}
      </fieldset>
      <AsyncView
        query={groups}
        loading={<ReadingProgressLine progress={progress} />}
        empty={<p className="text-ink-soft">Nothing was graded in this project yet.</p>}
      >
        {(found) => (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
            {found.map((group) => {
              const key = describeGroupKey(by, group, nameOf)
              const name = facetNames.get(group.facet) ?? group.facet
              const title = key === '' ? name : `${name}, ${key}`
              return <GroupTable key={title} title={title} group={group} />
            })}
          </div>
        )}
      </AsyncView>
      <AsyncView query={pairs} empty={<PairTables pairs={[]} nameOf={nameOf} />}>
        {(found) => <PairTables pairs={found} nameOf={nameOf} />}
      </AsyncView>
    </>
  )
}
