import { classNames } from './class-names'

export interface Slope {
  readonly label: string
  /** Places from 1; null where it isn't on that side. */
  readonly left: number | null
  readonly right: number | null
}

const ROW = 22
const TOP = 10
const [FROM, TO, WIDTH] = [140, 200, 340]

/**
 * Two rankings and the lines between them. Decorative beside a table that says the same: hidden from screen readers.
 */
export function SlopeChart({ slopes }: { slopes: readonly Slope[] }) {
  const places = Math.max(1, ...slopes.flatMap(({ left, right }) => [left ?? 0, right ?? 0]))
  const y = (place: number) => TOP + (place - 0.5) * ROW
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${TOP * 2 + places * ROW}`}
      className="w-full max-w-md text-2xs"
    >
      {slopes.map(({ label, left, right }) => (
        <g key={label}>
          {left !== null && (
            <SideLabel place={left} label={label} x={FROM - 8} y={y(left)} isEnd isAlone={right === null} />
          )}
          {right !== null && (
            <SideLabel
              place={right}
              label={label}
              x={TO + 8}
              y={y(right)}
              isEnd={false}
              isAlone={left === null}
            />
          )}
          {left !== null && right !== null && (
            <line
              x1={FROM}
              y1={y(left)}
              x2={TO}
              y2={y(right)}
              strokeWidth={left === right ? 1.2 : 2}
              strokeDasharray={left < right ? '4 3' : undefined}
              className={left === right ? 'stroke-line-strong' : left > right ? 'stroke-good' : 'stroke-bad'}
            />
          )}
        </g>
      ))}
    </svg>
  )
}

interface SideLabelProps {
  readonly place: number
  readonly label: string
  readonly x: number
  readonly y: number
  /** Whether the words end at `x`. */
  readonly isEnd: boolean
  readonly isAlone: boolean
}

function SideLabel({ place, label, x, y, isEnd, isAlone }: SideLabelProps) {
  const short = label.length > 24 ? `${label.slice(0, 23)}…` : label
  return (
    <text
      x={x}
      y={y}
      dominantBaseline="central"
      textAnchor={isEnd ? 'end' : 'start'}
      fontSize="10"
      className={classNames(isAlone ? 'fill-ink-faint' : 'fill-ink')}
    >
      {isEnd ? `${short}  ${place}` : `${place}  ${short}`}
    </text>
  )
}
