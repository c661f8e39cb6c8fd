import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { type GradingTask, planQueue } from '../../../domain/grading/assignment'
import type { ProjectId, ReviewerId } from '../../../domain/ids'
import type { Project } from '../../../domain/project'
import type { Rubric } from '../../../domain/rubric'
import { AsyncView } from '../../../ui/async-view'
import { finishedQuery, projectQuery, rubricQuery, unsureRunsQuery } from '../../project-queries'
import { useReviewer } from '../../reviewer'
import { useServices } from '../../services'
import { GradingDesk } from './grading-desk'
import { resetQueue, useQueueStore } from './queue-store'
import { TaskWindow } from './task-window'

/** A reviewer's queue in a project, one run after the other. */
export function GradePage() {
  const services = useServices()
  const id = useParams({ strict: false }).projectId as ProjectId // the route has this parameter
  const project = useQuery(projectQuery(services, id))
  return (
    <AsyncView query={project} empty={<p className="p-8 text-ink-soft">There is no such project here.</p>}>
      {(found) => <ProjectQueue key={found.id} project={found} />}
    </AsyncView>
  )
}

function ProjectQueue({ project }: { project: Project }) {
  const reviewer = useReviewer()
  const rubric = useQuery(rubricQuery(useServices(), project.rubric))
  if (!reviewer) return null
  if (!project.reviewers.some(({ id }) => id === reviewer.id))
    return (
      <EmptyQueue project={project}>
        You are not a reviewer of this project. Say who you are on its page.
      </EmptyQueue>
    )
  return (
    <AsyncView
      query={rubric}
      empty={<EmptyQueue project={project}>The project’s rubric is not here.</EmptyQueue>}
    >
      {(found) => (
        <ReviewerQueue key={reviewer.id} project={project} reviewerId={reviewer.id} rubric={found} />
      )}
    </AsyncView>
  )
}

interface ReviewerQueueProps {
  readonly project: Project
  readonly reviewerId: ReviewerId
  readonly rubric: Rubric
}

function ReviewerQueue({ project, reviewerId, rubric }: ReviewerQueueProps) {
  const services = useServices()
  const search = useSearch({ strict: false })
  const finished = useQuery(finishedQuery(services, reviewerId)).data
  const unsure = useQuery(unsureRunsQuery(services, project.id)).data
  const tasks = useMemo(
    () => (unsure ? planQueue(project, reviewerId, unsure) : null),
    [project, reviewerId, unsure],
  )
  const at = useQueueStore((state) => state.at)

  useEffect(() => resetQueue, [])
  useEffect(() => {
    if (!tasks || !finished || useQueueStore.getState().at !== null) return
    useQueueStore.setState({ at: findStart(tasks, finished, search) })
  }, [tasks, finished, search])

  if (tasks?.length === 0)
    return (
      <EmptyQueue project={project}>
        Nothing is in your queue: none of your cases has a run yet. The project’s page can have them read.
      </EmptyQueue>
    )
  const task = tasks && at !== null ? tasks[at] : undefined
  if (!tasks || !task || at === null) return null
  return (
    <>
      <TaskWindow tasks={tasks} at={at} reviewerId={reviewerId} />
      <GradingDesk
        project={project}
        rubric={rubric}
        reviewerId={reviewerId}
        tasks={tasks}
        task={task}
        finished={finished ?? NOTHING_FINISHED}
      />
    </>
  )
}

const NOTHING_FINISHED: ReadonlyMap<string, number> = new Map()

/** The run in the address, else the first that is not finished, else the first. */
function findStart(
  tasks: readonly GradingTask[],
  finished: ReadonlyMap<string, number>,
  search: { readonly case?: string | undefined; readonly run?: string | undefined },
): number {
  const named = tasks.findIndex(
    ({ runId, caseId }) => runId === search.run || (!search.run && caseId === search.case),
  )
  if (named >= 0) return named
  return Math.max(
    0,
    tasks.findIndex(({ runId }) => !finished.has(runId)),
  )
}

function EmptyQueue({ project, children }: { project: Project; children: string }) {
  return (
    <div className="grid max-w-prose gap-3 p-8">
      <p className="text-ink-soft">{children}</p>
      <p>
        <Link
          to="/project/$projectId"
          params={{ projectId: project.id }}
          className="text-accent underline wrap-anywhere"
        >
          {project.name}
        </Link>
      </p>
    </div>
  )
}
