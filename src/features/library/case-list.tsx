import { useRouter } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { LibraryQuery } from '../../storage'
import { useWindow } from '../../ui/use-window'
import { CaseRow, ROW_HEIGHT } from './case-row'
import { useLibraryRows } from './use-library'

/** Rows that leave the window lend their elements to those that come, in rounds of a multiple of this. */
const ROUND = 8

/** The matching cases; only the rows near the eye are in the page. */
export function CaseList({ query, count }: { query: LibraryQuery; count: number }) {
  const box = useRef<HTMLDivElement>(null)
  const router = useRouter()
  const view = useWindow(box, count, ROW_HEIGHT)
  const rowAt = useLibraryRows(query, view)
  const [menuId, setMenuId] = useState<string | null>(null)
  const length = Math.max(0, view.last - view.first)
  const elements = Math.max(ROUND, Math.ceil(length / ROUND) * ROUND)
  const indexes = Array.from({ length }, (_, offset) => view.first + offset)
  return (
    <div
      ref={box}
      tabIndex={-1}
      className="h-full overflow-y-auto"
      onPointerEnter={() =>
        void router.preloadRoute({
          to: '/case/$caseId',
          params: { caseId: '' },
          search: { run: undefined, step: undefined },
        })
      }
    >
      <ul aria-label="Cases" className="relative" style={{ height: count * ROW_HEIGHT }}>
        {indexes.map((index) => {
          const row = rowAt(index)
          return (
            <li
              key={index % elements}
              aria-setsize={count}
              aria-posinset={index + 1}
              className="absolute inset-x-0"
              style={{ top: index * ROW_HEIGHT, height: ROW_HEIGHT }}
            >
              <CaseRow row={row} hasMenu={row !== undefined && row.id === menuId} onOpenMenu={setMenuId} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
