import { type RefObject, useEffect, useState } from 'react'

/** The rows of a long list that are near the eye: `first` inclusive, `last` exclusive. */
export interface RowWindow {
  readonly first: number
  readonly last: number
}

/** Rows rendered beyond each edge, so that a turn of the wheel finds them drawn. */
const OVERSCAN = 6

/**
 * Which rows of equal height to render in a scrolling box. A dozen lines of our own instead of a library: rows of one
 * height need no measuring, and that is what costs in a long list.
 */
export function useWindow(
  box: RefObject<HTMLElement | null>,
  rowCount: number,
  rowHeight: number,
): RowWindow {
  const [view, setView] = useState<RowWindow>({ first: 0, last: 40 })
  useEffect(() => {
    const element = box.current
    if (!element) return
    const update = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - OVERSCAN)
      const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + OVERSCAN
      setView((old) => (old.first === first && old.last === last ? old : { first, last }))
    }
    update()
    element.addEventListener('scroll', update, { passive: true })
    const observer = new ResizeObserver(update)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', update)
      observer.disconnect()
    }
  }, [box, rowHeight])
  return { first: Math.min(view.first, Math.max(0, rowCount - 1)), last: Math.min(view.last, rowCount) }
}
