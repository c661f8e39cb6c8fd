export interface ReliabilityPoint {
  /** Mean stated probability and share right, 0 to 1. */
  readonly stated: number
  readonly right: number
  readonly count: number
}

const SIZE = 220
const PAD = 34

/**
 * Stated probability against how often it came true; the diagonal is where both agree, a dot's area its count. Decorative
 * beside a table that says the same: hidden from screen readers.
 */
export function ReliabilityChart({ points }: { points: readonly ReliabilityPoint[] }) {
  const most = Math.max(1, ...points.map(({ count }) => count))
  const x = (share: number) => PAD + share * (SIZE - PAD - 8)
  const y = (share: number) => SIZE - PAD - share * (SIZE - PAD - 8)
  return (
    <svg aria-hidden="true" viewBox={`0 0 ${SIZE} ${SIZE}`} className="w-full max-w-64 text-2xs">
      {[0, 0.5, 1].map((tick) => (
        <g key={tick} className="fill-ink-faint">
          <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} className="stroke-line" />
          <text x={x(0) - 4} y={y(tick) + 4} textAnchor="end">
            {tick * 100}
          </text>
          <text x={x(tick)} y={y(0) + 14} textAnchor="middle">
            {tick * 100}
          </text>
        </g>
      ))}
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} strokeDasharray="3 3" className="stroke-line-strong" />
      {points.map(({ stated, right, count }) => (
        <circle
          key={stated}
          cx={x(stated)}
          cy={y(right)}
          r={2 + 6 * Math.sqrt(count / most)}
          className="fill-accent opacity-80"
        />
      ))}
      <text x={x(0.5)} y={SIZE - 4} textAnchor="middle" className="fill-ink-soft">
        stated, %
      </text>
      <text transform={`translate(9 ${y(0.5)}) rotate(-90)`} textAnchor="middle" className="fill-ink-soft">
        right, %
      </text>
    </svg>
  )
}
