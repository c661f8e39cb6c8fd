import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ProjectId } from '../../domain/ids'
import type { Project } from '../../domain/project'
import type { Rubric } from '../../domain/rubric'
import { live } from '../../storage'
import { AsyncView } from '../../ui/async-view'
import { ProjectFrame } from '../project-frame'
import { rubricQuery } from '../project-queries'
import { type Services, useServices } from '../services'
import { AdjudicationDesk } from './adjudication-desk'
import { type ProjectReader, scopeOf, useProjectReader } from './reading/project-reader'
import { ReadingProgressLine } from './reading/reading-progress-line'

const unitsQuery = (reader: ProjectReader, project: Project, rubric: Rubric) =>
  queryOptions({
    queryKey: ['adjudication-units', project.id, project.updatedAt],
    queryFn: () => reader.ask('units', { scope: scopeOf(project, rubric) }),
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
    networkMode: 'always',
  })

const decisionsQuery = ({ storage }: Services, projectId: ProjectId) =>
  live(['adjudications', projectId], () => storage.adjudications.ofProject(projectId))

/** Where reviewers differ, a person or a rule decides; everything that is done stands in the audit trail. */
export function AdjudicatePage() {
  return <ProjectFrame title="Adjudication">{(project) => <WithRubric project={project} />}</ProjectFrame>
}

function WithRubric({ project }: { project: Project }) {
  const rubric = useQuery(rubricQuery(useServices(), project.rubric))
  return (
    <AsyncView query={rubric} empty={<p className="text-ink-soft">The project’s rubric is not here.</p>}>
      {(found) => <WithUnits key={project.updatedAt} project={project} rubric={found} />}
    </AsyncView>
  )
}

function WithUnits({ project, rubric }: { project: Project; rubric: Rubric }) {
  const services = useServices()
  const { reader, progress } = useProjectReader()
  const units = useQuery(unitsQuery(reader, project, rubric))
  const decisions = useQuery(decisionsQuery(services, project.id)).data
  return (
    <AsyncView
      query={units}
      loading={<ReadingProgressLine progress={progress} />}
      empty={
        <p className="max-w-prose text-ink-soft">
          Nothing was graded by two reviewers yet. Merge a colleague’s file on the page “Files and seals”.
        </p>
      }
    >
      {(found) =>
        decisions && (
          <AdjudicationDesk project={project} rubric={rubric} units={found} decisions={decisions} />
        )
      }
    </AsyncView>
  )
}
