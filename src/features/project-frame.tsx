import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ProjectId } from '../domain/ids'
import type { Project } from '../domain/project'
import { AsyncView } from '../ui/async-view'
import { Icon } from '../ui/icon'
import { projectQuery } from './project-queries'
import { useServices } from './services'

const TABS = [
  { to: '/project/$projectId', label: 'Project' },
  { to: '/project/$projectId/files', label: 'Files and seals' },
  { to: '/project/$projectId/agreement', label: 'Agreement' },
  { to: '/project/$projectId/adjudicate', label: 'Adjudication' },
  { to: '/project/$projectId/audit', label: 'Audit trail' },
] as const

/** The pages of a project beside its own. */
export function ProjectTabs({ projectId }: { projectId: ProjectId }) {
  return (
    <nav aria-label="Pages of the project" className="flex flex-wrap gap-x-1 border-b border-line text-sm">
      {TABS.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          params={{ projectId }}
          activeOptions={{ exact: true }}
          className="-mb-px rounded-t-sm border-b-2 border-transparent px-2.5 py-1.5 text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink"
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}

/** A page about the project in the address: its name, its pages, this one's title. */
export function ProjectFrame({
  title,
  children,
}: {
  title: string
  children: (project: Project) => ReactNode
}) {
  const id = useParams({ strict: false }).projectId as ProjectId // the route has this parameter
  const project = useQuery(projectQuery(useServices(), id))
  return (
    <AsyncView query={project} empty={<p className="p-8 text-ink-soft">There is no such project here.</p>}>
      {(found) => (
        <div className="mx-auto grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-5 px-4 py-5 sm:px-6">
          <div className="grid gap-2">
            <Link
              to="/projects"
              className="inline-flex items-center gap-1 justify-self-start rounded-sm text-sm text-ink-soft hover:text-ink"
            >
              <Icon name="back" />
              All projects
            </Link>
            <ProjectTabs projectId={found.id} />
            <h1 className="mt-2 font-serif text-2xl font-semibold wrap-anywhere">
              {title} <span className="text-lg font-normal text-ink-soft">· {found.name}</span>
            </h1>
          </div>
          {children(found)}
        </div>
      )}
    </AsyncView>
  )
}

/** All runs that a project grades. */
export const runIdsOf = (project: Project) => Object.values(project.runs).flat()

/** Which case a run is of, counted from 1 in the project's list; its title may name the diagnosis. */
export function caseNumberOf(project: Project, caseId: string): number {
  return project.caseIds.findIndex((id) => id === caseId) + 1
}

/** A reviewer's name; of one who is not on the project, the start of their id. */
export function reviewerName({ reviewers }: Project, id: string): string {
  return reviewers.find((reviewer) => reviewer.id === id)?.name ?? `Reviewer ${id.slice(0, 8)}`
}
