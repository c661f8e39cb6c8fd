import { useNavigate, useRouter } from '@tanstack/react-router'
import { type MouseEvent, memo } from 'react'
import type { LibraryRow } from '../../storage'
import { Icon } from '../../ui/icon'
import { Menu } from '../../ui/menu'
import { useCaseCommands } from './case-commands'
import { SOURCE_WORDS } from './words'

export const ROW_HEIGHT = 64

/** Made once: a formatter costs more than a row. */
const DAY = new Intl.DateTimeFormat()

interface CaseRowProps {
  readonly row: LibraryRow | undefined
  readonly hasMenu: boolean
  readonly onOpenMenu: (id: string) => void
}

/**
 * One case of the list. The diagnosis stays out of sight: it would give the answer away. A plain link, and a menu that is
 * made when it is asked for: a long list is scrolled more often than clicked.
 */
export const CaseRow = memo(function CaseRow({ row, hasMenu, onOpenMenu }: CaseRowProps) {
  if (!row) return <div className="h-full border-b border-line" />
  return (
    <div className="flex h-full items-center gap-2 border-b border-line hover:bg-raised">
      <CaseLink row={row} />
      {row.isGraded && (
        <span className="flex items-center gap-1 text-xs text-good">
          <Icon name="check" size="sm" />
          <span className="max-sm:sr-only">graded</span>
        </span>
      )}
      <span className="w-24 text-right text-xs text-ink-faint numerals max-sm:hidden">
        {DAY.format(row.updatedAt)}
      </span>
      {hasMenu ? (
        <CaseMenu row={row} />
      ) : (
        <button
          type="button"
          aria-label={`More for ${row.title}`}
          aria-haspopup="menu"
          aria-expanded={false}
          onClick={() => onOpenMenu(row.id)}
          className="grid size-8 place-items-center rounded-md text-ink-soft hover:bg-raised hover:text-ink"
        >
          <Icon name="more" />
        </button>
      )}
    </div>
  )
})

function CaseLink({ row }: { row: LibraryRow }) {
  const router = useRouter()
  const address = `/case/${encodeURIComponent(row.id)}`
  function follow(event: MouseEvent) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const search = { run: undefined, step: undefined }
    void router.navigate({ to: '/case/$caseId', params: { caseId: row.id }, search })
  }
  return (
    <a
      href={`#${address}`}
      onClick={follow}
      className="grid h-full min-w-0 flex-1 content-center px-2 focus-visible:outline-offset-[-2px]"
    >
      <span className="truncate text-base font-medium">{row.title}</span>
      <span className="truncate text-xs text-ink-faint">
        {[row.specialty, row.isFictional ? 'fictional' : null, SOURCE_WORDS[row.source].toLowerCase()]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </a>
  )
}

function CaseMenu({ row }: { row: LibraryRow }) {
  const navigate = useNavigate()
  const commands = useCaseCommands()
  return (
    <Menu
      isInitiallyOpen
      tone="quiet"
      size="icon"
      ariaLabel={`More for ${row.title}`}
      label={<Icon name="more" />}
      items={[
        {
          label: 'Edit',
          icon: <Icon name="edit" />,
          onSelect: () => void navigate({ to: '/case/$caseId/edit', params: { caseId: row.id } }),
        },
        { label: 'Duplicate', icon: <Icon name="copy" />, onSelect: () => void commands.duplicate(row.id) },
        { label: 'Delete', icon: <Icon name="trash" />, onSelect: () => void commands.remove(row) },
      ]}
    />
  )
}
