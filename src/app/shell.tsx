import { Link, Outlet, useMatches } from '@tanstack/react-router'
import { useReviewer } from '../features/reviewer'
import { Announcer } from '../ui/announcer'
import { classNames } from '../ui/class-names'
import { Toasts } from '../ui/toasts'
import { ErrorBoundary } from './error-boundary'
import { NetworkChip } from './network-chip'
import { StorageNotice } from './storage-notice'
import { ThemeMenu } from './theme-menu'
import { UpdateNotice } from './update-notice'

const PAGES = [
  { to: '/', label: 'Library' },
  { to: '/projects', label: 'Projects' },
  { to: '/evaluate', label: 'Evaluate' },
  { to: '/batch', label: 'Batch' },
  { to: '/models', label: 'Models' },
  { to: '/settings', label: 'Settings' },
] as const

/** The frame of every page but the presenter's: name, pages, network state, theme. */
export function Shell() {
  useReviewer() // known before the first case is opened, so that the first key there is a grade
  const isFullScreen = useMatches().some((match) => match.routeId === '/present/$caseId')
  return (
    <>
      {isFullScreen ? (
        <ErrorBoundary>
          <Outlet />
        </ErrorBoundary>
      ) : (
        <div className="flex h-full flex-col">
          <a
            href="#main"
            onClick={(event) => {
              event.preventDefault()
              document.getElementById('main')?.focus()
            }}
            className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2"
          >
            Skip to the page
          </a>
          <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line bg-surface px-3 sm:px-4">
            <Link
              to="/"
              className="mr-2 flex items-center gap-2 rounded-sm font-serif text-lg font-semibold tracking-tight sm:mr-4"
            >
              <Mark />
              <span className="max-[430px]:sr-only">Rounds</span>
            </Link>
            {/* Where the screen is narrow the pages can be pushed along; the network state always stays in sight. */}
            <nav aria-label="Pages" className="flex min-w-0 gap-0.5 overflow-x-auto">
              {PAGES.map(({ to, label }) => (
                <Link
                  key={to}
                  to={to}
                  activeOptions={{ exact: true, includeSearch: false }}
                  className="rounded-md px-1.5 py-1 text-sm sm:px-2.5 text-ink-soft hover:bg-raised hover:text-ink"
                  activeProps={{
                    className: classNames(
                      'font-semibold text-ink underline decoration-accent decoration-2 underline-offset-[9px]',
                    ),
                  }}
                >
                  {label}
                </Link>
              ))}
            </nav>
            <div className="ml-auto flex shrink-0 items-center gap-1">
              <NetworkChip />
              <ThemeMenu />
            </div>
          </header>
          <UpdateNotice />
          <StorageNotice />
          <main id="main" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto focus:outline-none">
            <ErrorBoundary>
              <Outlet />
            </ErrorBoundary>
          </main>
        </div>
      )}
      <Toasts />
      <Announcer />
    </>
  )
}

function Mark() {
  return (
    <svg
      viewBox="0 0 20 20"
      aria-hidden="true"
      className="size-5 text-accent"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      <path d="M10 2.5a7.5 7.5 0 1 1-7.1 5.1" strokeLinecap="round" />
      <circle cx="10" cy="10" r="2" fill="currentColor" stroke="none" />
    </svg>
  )
}
