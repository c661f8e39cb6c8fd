import { Link, useNavigate } from '@tanstack/react-router'
import { memo } from 'react'
import type { LibraryRow } from '../../storage'
import { Icon } from '../../ui/icon'
import { Menu } from '../../ui/menu'
import { useCaseCommands } from './case-commands'
import { SOURCE_WORDS } from './words'

export const ROW_HEIGHT = 64

/** One case of the list. The diagnosis stays out of sight: it would give the answer away. */
export const CaseRow = memo(function CaseRow({ row }: { row: LibraryRow | undefined }) {
  if (!row) return <div className="h-full border-b border-line" />
  return (
    <div className="flex h-full items-center gap-2 border-b border-line hover:bg-raised">
      <Link
        to="/case/$caseId"
        params={{ caseId: row.id }}
        search={{ run: undefined, step: undefined }}
        className="grid h-full min-w-0 flex-1 content-center px-2 focus-visible:outline-offset-[-2px]"
      >
        <span className="truncate text-base font-medium">{row.title}</span>
        <span className="truncate text-xs text-ink-faint">
          {[row.specialty, row.isFictional ? 'fictional' : null, SOURCE_WORDS[row.source].toLowerCase()]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </Link>
      {row.isGraded && (
        <span className="flex items-center gap-1 text-xs text-good">
          <Icon name="check" className="size-3.5" />
          <span className="max-sm:sr-only">graded</span>
        </span>
      )}
      <span className="w-24 text-right text-xs text-ink-faint numerals max-sm:hidden">
        {new Date(row.updatedAt).toLocaleDateString()}
      </span>
      <CaseMenu row={row} />
    </div>
  )
})

function CaseMenu({ row }: { row: LibraryRow }) {
  const navigate = useNavigate()
  const commands = useCaseCommands()
  return (
    <Menu
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
