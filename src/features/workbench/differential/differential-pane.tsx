import { Suspense, lazy, useState } from 'react'
import type { Finding } from '../../../domain/finding'
import type { Run } from '../../../domain/run'
import { Button } from '../../../ui/button'
import { useGradingRules } from '../grading/grading-rules'
import { useReviewStore } from '../grading/review-store'
import { useSelection } from '../selection'
import { diagnosesUsing, spansOfConcept } from '../uses-of-finding'
import { RankingOrigin } from './ranking-origin'
import { ReviewerList } from './reviewer-list'
import { RunList } from './run-list'
import { VerdictBar } from './verdict-bar'

const KnowledgeRanking = lazy(() =>
  import('./knowledge-ranking').then((room) => ({ default: room.KnowledgeRanking })),
)

interface DifferentialPaneProps {
  readonly run: Run
  /** The words of the case as the run saw them; left out where the list is not open to questions. */
  readonly presentation?: string
  readonly gold: string | null
  readonly findings: readonly Finding[]
  readonly canGrade: boolean
}

/** The ranked differential, how it moved, the can't-miss lane, the reviewer's own list and the verdict. */
export function DifferentialPane({
  run,
  presentation = '',
  gold,
  findings,
  canGrade,
}: DifferentialPaneProps) {
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
  const uses = diagnosesUsing(differential.entries, run.steps, spansOfConcept(findings, conceptId))
  // Questions would tell a blinded reader which engine it was.
  const isOpenToQuestions =
    canGrade &&
    !blinding.engine &&
    presentation !== '' &&
    run.manifest.engine === 'knowledge' &&
    run.status === 'finished'
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
          {isOpenToQuestions ? (
            <Suspense fallback={<RunList run={run} uses={uses} isEnded={canGrade} />}>
              <KnowledgeRanking run={run} presentation={presentation} uses={uses} />
            </Suspense>
          ) : (
            <RunList run={run} uses={uses} isEnded={canGrade} />
          )}
          {!blinding.engine && <RankingOrigin differential={differential} />}
        </>
      )}
      {canGrade && <VerdictBar leading={differential.entries[0]?.diagnosis ?? null} gold={gold} />}
    </div>
  )
}
