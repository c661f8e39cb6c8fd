import { type DifferentialSnapshot, rankMovement, snapshotDifferential } from '../../../domain/differential'
import type { Run } from '../../../domain/run'
import { formatLikelihood } from '../../words'
import type { FindingUse } from '../uses-of-finding'
import { CantMissLane } from './cant-miss-lane'
import { EntryRow } from './entry-row'
import { NotForCare } from './not-for-care'

interface RunListProps {
  readonly run: Run
  /** What the selected finding does, by diagnosis. */
  readonly uses: ReadonlyMap<string, FindingUse>
  readonly isEnded: boolean
}

/** A run's list as it ended, or stands. */
export function RunList({ run, uses, isEnded }: RunListProps) {
  const { differential } = run
  if (!differential) return null
  const movement = latestMovement(run)
  const dangerous = differential.entries.filter(({ isCantMiss }) => isCantMiss)
  return (
    <>
      <ol aria-label="Differential">
        {differential.entries.map((entry, index) => (
          <EntryRow
            // By place while it is written: rows keep still, and what stands in them changes.
            key={isEnded ? entry.diagnosis : index}
            entry={entry}
            rank={index + 1}
            movement={movement.get(entry.diagnosis) ?? 0}
            use={uses.get(entry.diagnosis) ?? null}
          />
        ))}
      </ol>
      <p className="flex justify-between px-4 py-1.5 text-xs text-ink-soft numerals">
        <span>None of these</span>
        <span>{formatLikelihood(differential.noneOfThese)}</span>
      </p>
      <NotForCare />
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
