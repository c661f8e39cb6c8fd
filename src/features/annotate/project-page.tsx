import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { ProjectId } from '../../domain/ids'
import type { Project } from '../../domain/project'
import { AsyncView } from '../../ui/async-view'
import { Icon } from '../../ui/icon'
import { Menu } from '../../ui/menu'
import { showToast } from '../../ui/toasts'
import { ProjectTabs } from '../project-frame'
import { projectQuery } from '../project-queries'
import { useServices } from '../services'
import { CasesSection } from './cases-section'
import { GuidelinesSection } from './guidelines-section'
import { OrderAndBlinding } from './order-and-blinding'
import { ReviewersSection } from './reviewers-section'
import { RubricSection } from './rubric-section'

/** One project: how far everybody is, and all that was agreed on. Changes are saved as they are made. */
export function ProjectPage() {
  const id = useParams({ strict: false }).projectId as ProjectId // the route has this parameter
  const project = useQuery(projectQuery(useServices(), id))
  return (
    <AsyncView query={project} empty={<p className="p-8 text-ink-soft">There is no such project here.</p>}>
      {(found) => <ProjectView key={found.id} project={found} />}
    </AsyncView>
  )
}

function ProjectView({ project }: { project: Project }) {
  const { storage, clock } = useServices()
  const navigate = useNavigate()

  function change(patch: Partial<Project>) {
    storage.projects
      .put({ ...project, ...patch, updatedAt: clock() })
      .catch((error: unknown) =>
        showToast(`Not saved: ${error instanceof Error ? error.message : String(error)}`),
      )
  }

  async function remove() {
    await storage.projects.remove(project.id)
    void navigate({ to: '/projects' })
    showToast(`“${project.name}” was removed. Its cases and grades stay.`, {
      label: 'Undo',
      run: () => void storage.projects.put(project),
    })
  }

  return (
    <div className="mx-auto grid max-w-4xl gap-8 px-4 py-6 sm:px-6">
      <div className="flex flex-wrap items-center gap-3">
        <Link to="/projects" aria-label="All projects" className="rounded-sm text-ink-faint hover:text-ink">
          <Icon name="back" />
        </Link>
        <h1 className="min-w-0 flex-1 font-serif text-2xl font-semibold wrap-anywhere">{project.name}</h1>
        <Menu
          ariaLabel="More for this project"
          size="icon"
          tone="quiet"
          label={<Icon name="more" />}
          items={[
            {
              label: 'Your comments',
              hint: 'Search what you wrote',
              icon: <Icon name="search" />,
              onSelect: () =>
                void navigate({ to: '/project/$projectId/comments', params: { projectId: project.id } }),
            },
            { label: 'Remove project', icon: <Icon name="trash" />, onSelect: () => void remove() },
          ]}
        />
      </div>
      <ProjectTabs projectId={project.id} />
      <ReviewersSection project={project} onChange={change} />
      <CasesSection project={project} onChange={change} />
      <RubricSection project={project} onChange={change} />
      <GuidelinesSection project={project} onChange={change} />
      <OrderAndBlinding project={project} onChange={change} />
    </div>
  )
}
