import { Suspense, lazy, useState } from 'react'
import type { Run } from '../../../domain/run'
import { Button } from '../../../ui/button'
import { useReviewStore } from '../grading/review-store'
import { RankingOrigin } from './ranking-origin'
import { ReviewerList } from './reviewer-list'
import { RunList } from './run-list'
import { VerdictBar } from './verdict-bar'

const KnowledgeRanking = lazy(() =>
  import('./knowledge-ranking').then((room) => ({ default: room.KnowledgeRanking })),
)

interface DifferentialPaneProps {
  readonly run: Run
  /** The words of the case as the run saw them. */
  readonly presentation: string
  readonly gold: string | null
  readonly canGrade: boolean
}

/** The ranked differential, how it moved, the can't-miss lane, the reviewer's own list and the verdict. */
export function DifferentialPane({ run, presentation, gold, canGrade }: DifferentialPaneProps) {
  const [shows, setShows] = useState<'run' | 'own'>('run')
  const hasOwn = useReviewStore((state) => (state.review?.differential ?? null) !== null)
  const { differential } = run
  if (!differential)
    return (
      <p className="px-4 py-4 text-sm text-ink-faint">
        The ranking appears with the first step that moves it.
      </p>
    )
  const isOpenToQuestions =
    canGrade && presentation !== '' && run.manifest.engine === 'knowledge' && run.status === 'finished'
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
          {isOpenToQuestions ? (
            <Suspense fallback={<RunList run={run} />}>
              <KnowledgeRanking run={run} presentation={presentation} />
            </Suspense>
          ) : (
            <RunList run={run} />
          )}
          <RankingOrigin differential={differential} />
        </>
      )}
      {canGrade && <VerdictBar leading={differential.entries[0]?.diagnosis ?? null} gold={gold} />}
      <p className="px-4 pt-4 text-2xs text-ink-faint">
        For review, teaching and research. Not a medical device. Likelihoods are the engine’s: the knowledge
        engine’s are fitted to published cases, no engine’s to care.
      </p>
    </div>
  )
}
