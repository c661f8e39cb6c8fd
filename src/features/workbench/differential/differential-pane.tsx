import { useState } from 'react'
import { type DifferentialSnapshot, rankMovement, snapshotDifferential } from '../../../domain/differential'
import type { Run } from '../../../domain/run'
import { Button } from '../../../ui/button'
import { useGradingRules } from '../grading/grading-rules'
import { useReviewStore } from '../grading/review-store'
import { CantMissLane } from './cant-miss-lane'
import { EntryRow } from './entry-row'
import { RankingOrigin } from './ranking-origin'
import { ReviewerList } from './reviewer-list'
import { VerdictBar } from './verdict-bar'
import { formatLikelihood } from '../../words'

interface DifferentialPaneProps {
  readonly run: Run
  readonly gold: string | null
  readonly canGrade: boolean
}

/** The ranked differential, how it moved, the can't-miss lane, the reviewer's own list and the verdict. */
export function DifferentialPane({ run, gold, canGrade }: DifferentialPaneProps) {
  const [shows, setShows] = useState<'run' | 'own'>('run')
  const hasOwn = useReviewStore((state) => (state.review?.differential ?? null) !== null)
  const { blinding } = useGradingRules()
  const { differential } = run
  if (!differential)
    return (
      <p className="px-4 py-4 text-sm text-ink-faint">
        The ranking appears with the first step that moves it.
      </p>
    )
  const movement = latestMovement(run)
  return (
    <div className="pb-10">
      {canGrade && (
        <div role="group" aria-label="Whose list" className="flex gap-1 border-b border-line px-4 py-2">
          <Button size="sm" tone="quiet" aria-pressed={shows === 'run'} onClick={() => setShows('run')}>
            The run’s list
          </Button>
          <Button size="sm" tone="quiet" aria-pressed={shows === 'own'} onClick={() => setShows('own')}>
            Your list{hasOwn ? '' : ' (as the run’s)'}
          </Button>
        </div>
      )}
      {shows === 'own' && canGrade ? (
        <ReviewerList entries={differential.entries} />
      ) : (
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
          <p className="flex justify-between px-4 py-1.5 text-xs text-ink-faint numerals">
            <span>None of these</span>
            <span>{formatLikelihood(differential.noneOfThese)}</span>
          </p>
          <CantMissLane entries={differential.entries} />
          {!blinding.engine && <RankingOrigin differential={differential} />}
        </>
      )}
      {canGrade && <VerdictBar leading={differential.entries[0]?.diagnosis ?? null} gold={gold} />}
      <p className="px-4 pt-4 text-2xs text-ink-faint">
        For review, teaching and research. Not a medical device. Likelihoods are the engine’s, not calibrated
        for care.
      </p>
    </div>
  )
}

function latestMovement(run: Run): ReadonlyMap<string, number | null> {
  const { differential, trajectory } = run
  if (!differential) return new Map()
  const latest = trajectory.at(-1) ?? snapshotDifferential(differential, run.steps.length - 1)
  const before: DifferentialSnapshot | null = trajectory.at(-2) ?? null
  return rankMovement(before, latest)
}
