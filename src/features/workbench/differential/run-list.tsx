import { type DifferentialSnapshot, rankMovement, snapshotDifferential } from '../../../domain/differential'
import type { Run } from '../../../domain/run'
import { formatLikelihood } from '../../words'
import { CantMissLane } from './cant-miss-lane'
import { EntryRow } from './entry-row'

/** A run's list as it ended, or stands. */
export function RunList({ run }: { run: Run }) {
  const { differential } = run
  if (!differential) return null
  const movement = latestMovement(run)
  const dangerous = differential.entries.filter(({ isCantMiss }) => isCantMiss)
  return (
    <>
      <ol aria-label="Differential">
        {differential.entries.map((entry, index) => (
          <EntryRow
            key={entry.diagnosis}
            entry={entry}
            rank={index + 1}
            movement={movement.get(entry.diagnosis) ?? 0}
          />
        ))}
      </ol>
      <p className="flex justify-between px-4 py-1.5 text-xs text-ink-soft numerals">
        <span>None of these</span>
        <span>{formatLikelihood(differential.noneOfThese)}</span>
      </p>
      <CantMissLane
        entries={dangerous.map(({ diagnosis, likelihood, nextTest }) => ({
          diagnosis,
          likelihood,
          rank: null,
          settle: nextTest,
        }))}
      />
    </>
  )
}

function latestMovement(run: Run): ReadonlyMap<string, number | null> {
  const { differential, trajectory } = run
  if (!differential) return new Map()
  const latest = trajectory.at(-1) ?? snapshotDifferential(differential, run.steps.length - 1)
  const before: DifferentialSnapshot | null = trajectory.at(-2) ?? null
  return rankMovement(before, latest)
}
