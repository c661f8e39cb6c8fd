import { useState } from 'react'
import { type DifferentialSnapshot, rankMovement, snapshotDifferential } from '../../../domain/differential'
import type { Finding } from '../../../domain/finding'
import type { Run } from '../../../domain/run'
import { Button } from '../../../ui/button'
import { useGradingRules } from '../grading/grading-rules'
import { useReviewStore } from '../grading/review-store'
import { useSelection } from '../selection'
import { diagnosesUsing, spansOfConcept } from '../uses-of-finding'
import { CantMissLane } from './cant-miss-lane'
import { EntryRow } from './entry-row'
import { RankingOrigin } from './ranking-origin'
import { ReviewerList } from './reviewer-list'
import { VerdictBar } from './verdict-bar'
import { formatLikelihood } from '../../words'

interface DifferentialPaneProps {
  readonly run: Run
  readonly gold: string | null
  readonly findings: readonly Finding[]
  readonly canGrade: boolean
}

/** The ranked differential, how it moved, the can't-miss lane, the reviewer's own list and the verdict. */
export function DifferentialPane({ run, gold, findings, canGrade }: DifferentialPaneProps) {
  const [shows, setShows] = useState<'run' | 'own'>('run')
  const hasOwn = useReviewStore((state) => (state.review?.differential ?? null) !== null)
  const { blinding } = useGradingRules()
  const conceptId = useSelection((state) => state.conceptId)
  const { differential } = run
  if (!differential)
    return (
      <p className="px-4 py-4 text-sm text-ink-faint">
        The ranking appears with the first step that moves it.
      </p>
    )
  const showsOwn = shows === 'own' && canGrade
  const movement = latestMovement(run)
  const uses = diagnosesUsing(differential.entries, run.steps, spansOfConcept(findings, conceptId))
  return (
    <div className="pb-10">
      {/* There from the start, so that the list doesn't move when the run ends. */}
      <div role="group" aria-label="Whose list" className="flex gap-1 border-b border-line px-4 py-2">
        <Button size="sm" tone="quiet" aria-pressed={!showsOwn} onClick={() => setShows('run')}>
          The run’s list
        </Button>
        <Button
          size="sm"
          tone="quiet"
          aria-pressed={showsOwn}
          disabled={!canGrade}
          onClick={() => setShows('own')}
        >
          Your list{hasOwn ? '' : ' (as the run’s)'}
        </Button>
      </div>
      {showsOwn ? (
        <ReviewerList entries={differential.entries} />
      ) : (
        <>
          <ol aria-label="Differential">
            {differential.entries.map((entry, index) => (
              <EntryRow
                // By place while it is written: rows keep still, and what stands in them changes.
                key={canGrade ? entry.diagnosis : index}
                entry={entry}
                rank={index + 1}
                movement={movement.get(entry.diagnosis) ?? 0}
                use={uses.get(entry.diagnosis) ?? null}
              />
            ))}
          </ol>
          <p className="flex justify-between px-4 py-1.5 text-xs text-ink-faint numerals">
            <span>None of these</span>
            <span>{formatLikelihood(differential.noneOfThese)}</span>
          </p>
          <p className="px-4 pb-1 text-2xs text-ink-faint">
            For review, teaching and research. Not a medical device. Likelihoods are the engine’s, not
            calibrated for care.
          </p>
          <CantMissLane entries={differential.entries} />
          {!blinding.engine && <RankingOrigin differential={differential} />}
        </>
      )}
      {canGrade && <VerdictBar leading={differential.entries[0]?.diagnosis ?? null} gold={gold} />}
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
