import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { LibraryPage } from '../features/library/library-page'
import { createHashHistory } from './history'
import { NotFound } from './not-found'
import { Shell } from './shell'

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const readText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
const readCount = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined

const libraryRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: LibraryPage })

const newCaseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new',
  component: lazyRouteComponent(() => import('../features/library/case-editor-page'), 'NewCasePage'),
})

const editCaseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/case/$caseId/edit',
  component: lazyRouteComponent(() => import('../features/library/case-editor-page'), 'EditCasePage'),
})

/** `run` and `step` (counting from 1) are in the address, so that a reload lands on the same step. */
const workbenchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/case/$caseId',
  validateSearch: (search: Record<string, unknown>) => ({
    run: readText(search['run']),
    step: readCount(search['step']),
  }),
  component: lazyRouteComponent(() => import('../features/workbench/workbench-page'), 'WorkbenchPage'),
})

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/case/$caseId/compare',
  validateSearch: (search: Record<string, unknown>) => ({
    a: readText(search['a']),
    b: readText(search['b']),
  }),
  component: lazyRouteComponent(() => import('../features/compare/compare-page'), 'ComparePage'),
})

const presentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/present/$caseId',
  validateSearch: (search: Record<string, unknown>) => ({ run: readText(search['run']) }),
  component: lazyRouteComponent(() => import('../features/present/present-page'), 'PresentPage'),
})

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import',
  component: lazyRouteComponent(() => import('../features/datasets/import-page'), 'ImportPage'),
})

const evaluateRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evaluate',
  component: lazyRouteComponent(() => import('../features/evaluate/evaluate-page'), 'EvaluatePage'),
})

const batchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/batch',
  component: lazyRouteComponent(() => import('../features/batch/batch-page'), 'BatchPage'),
})

const projectsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects',
  component: lazyRouteComponent(() => import('../features/annotate/projects-page'), 'ProjectsPage'),
})

const newProjectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects/new',
  component: lazyRouteComponent(() => import('../features/annotate/new-project-page'), 'NewProjectPage'),
})

const projectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/project/$projectId',
  component: lazyRouteComponent(() => import('../features/annotate/project-page'), 'ProjectPage'),
})

const projectFilesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/project/$projectId/files',
  component: lazyRouteComponent(() => import('../features/exchange/files-page'), 'FilesPage'),
})

const agreementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/project/$projectId/agreement',
  component: lazyRouteComponent(
    () => import('../features/adjudicate/agreement/agreement-page'),
    'AgreementPage',
  ),
})

const adjudicateRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/project/$projectId/adjudicate',
  component: lazyRouteComponent(() => import('../features/adjudicate/adjudicate-page'), 'AdjudicatePage'),
})

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/project/$projectId/audit',
  component: lazyRouteComponent(() => import('../features/adjudicate/trail/audit-page'), 'AuditPage'),
})

const commentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/project/$projectId/comments',
  component: lazyRouteComponent(() => import('../features/annotate/comments-page'), 'CommentsPage'),
})

/** The case, run and step (counting from 1) in the address follow the grading; a reload lands on the same step. */
const gradeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/project/$projectId/grade',
  validateSearch: (search: Record<string, unknown>) => ({
    case: readText(search['case']),
    run: readText(search['run']),
    step: readCount(search['step']),
  }),
  component: lazyRouteComponent(() => import('../features/workbench/queue/grade-page'), 'GradePage'),
})

const modelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models',
  component: lazyRouteComponent(() => import('../features/models/models-page'), 'ModelsPage'),
})

/** `id` is a disease of the pack, `with` another to lay beside it. */
const diseasesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/diseases',
  validateSearch: (search: Record<string, unknown>) => ({
    id: readText(search['id']),
    with: readText(search['with']),
  }),
  component: lazyRouteComponent(() => import('../features/diseases/diseases-page'), 'DiseasesPage'),
})

const packsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/packs',
  component: lazyRouteComponent(() => import('../features/diseases/packs/packs-page'), 'PacksPage'),
})

const promptsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prompts',
  component: lazyRouteComponent(() => import('../features/prompts/prompts-page'), 'PromptsPage'),
})

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings-page'), 'SettingsPage'),
})

const requestsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/requests',
  component: lazyRouteComponent(() => import('./requests-page'), 'RequestsPage'),
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    libraryRoute,
    newCaseRoute,
    editCaseRoute,
    workbenchRoute,
    compareRoute,
    presentRoute,
    importRoute,
    evaluateRoute,
    batchRoute,
    projectsRoute,
    newProjectRoute,
    projectRoute,
    projectFilesRoute,
    agreementRoute,
    adjudicateRoute,
    auditRoute,
    gradeRoute,
    commentsRoute,
    modelsRoute,
    promptsRoute,
    diseasesRoute,
    packsRoute,
    settingsRoute,
    requestsRoute,
  ]),
  history: createHashHistory(),
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
