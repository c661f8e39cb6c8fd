import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Project } from '../../domain/project'
import { AsyncView } from '../../ui/async-view'
import { Icon } from '../../ui/icon'
import { projectsQuery } from '../project-queries'
import { chooseProjectCases } from '../project-start'
import { useReviewer } from '../reviewer'
import { useServices } from '../services'
import { ReviewerMeter } from './reviewer-progress'
import { countOf } from '../count-of'

/** All projects, last changed first. */
export function ProjectsPage() {
  const projects = useQuery(projectsQuery(useServices()))
  return (
    <div className="mx-auto grid max-w-4xl gap-5 px-4 py-6 sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="font-serif text-2xl font-semibold">Projects</h1>
        <Link
          to="/projects/new"
          onClick={() => chooseProjectCases(null)}
          className="inline-flex h-9 items-center gap-2 rounded-md bg-accent px-3 text-sm font-medium text-on-accent hover:brightness-110"
        >
          <Icon name="plus" />
          New project
        </Link>
      </div>
      <AsyncView query={projects} empty={<NoProjects />}>
        {(all) => (
          <ul className="border-t border-line">
            {all.map((project) => (
              <ProjectRow key={project.id} project={project} />
            ))}
          </ul>
        )}
      </AsyncView>
    </div>
  )
}

function ProjectRow({ project }: { project: Project }) {
  const reviewer = useReviewer()
  const isMine = reviewer !== null && project.reviewers.some(({ id }) => id === reviewer.id)
  return (
    <li className="grid items-center gap-x-6 gap-y-2 border-b border-line py-3 sm:grid-cols-[1fr_16rem]">
      <div className="min-w-0">
        <Link
          to="/project/$projectId"
          params={{ projectId: project.id }}
          className="text-base font-medium wrap-anywhere hover:underline"
        >
          {project.name}
        </Link>
        <p className="text-xs text-ink-faint numerals">
          {countOf(project.caseIds.length, 'case')} · {countOf(project.reviewers.length, 'reviewer')}
        </p>
      </div>
      {isMine && <ReviewerMeter project={project} reviewer={reviewer} />}
    </li>
  )
}

function NoProjects() {
  return (
    <div className="max-w-prose border-t border-line py-6 text-ink-soft">
      <p>
        A project is a set of cases that named reviewers grade under one rubric: who gets which case, in which
        order, and what is kept from their eyes.
      </p>
      <p className="mt-2">
        Make one from cases of the library, or from what you import. Grades stay on this machine.
      </p>
    </div>
  )
}
