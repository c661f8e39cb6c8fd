import type { ReactNode } from 'react'

export interface Bar {
  readonly key: string
  readonly label: ReactNode
  readonly value: number
  /** What stands behind the bar; the value itself where left out. */
  readonly shown?: ReactNode
}

/** Bars that are a table: read as numbers by a screen reader and on paper, as lengths by the eye. */
export function BarTable({ caption, bars }: { caption: string; bars: readonly Bar[] }) {
  const most = Math.max(1e-9, ...bars.map(({ value }) => value))
  return (
    <table className="w-full text-sm">
      <caption className="pb-1 text-left text-xs font-semibold text-ink-soft">{caption}</caption>
      <tbody>
        {bars.map(({ key, label, value, shown }) => (
          <tr key={key}>
            <th scope="row" className="w-2/5 py-0.5 pr-3 text-left align-middle font-normal">
              {label}
            </th>
            <td className="py-0.5 text-xs numerals">
              <span
                aria-hidden="true"
                className="mr-2 inline-block h-3 min-w-px rounded-sm bg-accent align-middle"
                style={{ width: `${(value / most) * 70}%` }}
              />
              {shown ?? value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
