interface IntervalMarkProps {
  readonly value: number
  /** Ends of the interval; null where there is none. */
  readonly interval: { readonly low: number; readonly high: number } | null
  /** Ends of the axis. */
  readonly from: number
  readonly to: number
  /** Where thin lines stand, such as the bounds of bands. */
  readonly guides?: readonly number[]
}

const [WIDTH, HEIGHT, EDGE] = [150, 16, 5]

/**
 * A value and its interval on an axis. Decorative beside the numbers in the same row of a table: hidden from screen
 * readers.
 */
export function IntervalMark({ value, interval, from, to, guides = [] }: IntervalMarkProps) {
  const x = (at: number) =>
    EDGE + ((Math.min(to, Math.max(from, at)) - from) / (to - from)) * (WIDTH - 2 * EDGE)
  const middle = HEIGHT / 2
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      className="block"
    >
      <line x1={x(from)} x2={x(to)} y1={middle} y2={middle} className="stroke-line" />
      {guides.map((guide) => (
        <line key={guide} x1={x(guide)} x2={x(guide)} y1={1} y2={HEIGHT - 1} className="stroke-line-strong" />
      ))}
      {interval && (
        <line
          x1={x(interval.low)}
          x2={x(interval.high)}
          y1={middle}
          y2={middle}
          strokeWidth={3}
          strokeLinecap="round"
          className="stroke-accent"
          opacity={0.55}
        />
      )}
      <circle cx={x(value)} cy={middle} r={3.5} className="fill-accent" />
    </svg>
  )
}
