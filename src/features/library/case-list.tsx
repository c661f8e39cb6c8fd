import { useRef } from 'react'
import type { LibraryQuery } from '../../storage'
import { useWindow } from '../../ui/use-window'
import { CaseRow, ROW_HEIGHT } from './case-row'
import { useLibraryRows } from './use-library'

/** The matching cases; only the rows near the eye are in the page. */
export function CaseList({ query, count }: { query: LibraryQuery; count: number }) {
  const box = useRef<HTMLDivElement>(null)
  const view = useWindow(box, count, ROW_HEIGHT)
  const rowAt = useLibraryRows(query, view)
  const indexes = Array.from(
    { length: Math.max(0, view.last - view.first) },
    (_, offset) => view.first + offset,
  )
  return (
    <div ref={box} tabIndex={-1} className="h-full overflow-y-auto">
      <ul aria-label="Cases" className="relative" style={{ height: count * ROW_HEIGHT }}>
        {indexes.map((index) => (
          <li
            key={index}
            aria-setsize={count}
            aria-posinset={index + 1}
            className="absolute inset-x-0"
            style={{ top: index * ROW_HEIGHT, height: ROW_HEIGHT }}
          >
            <CaseRow row={rowAt(index)} />
          </li>
        ))}
      </ul>
    </div>
  )
}
