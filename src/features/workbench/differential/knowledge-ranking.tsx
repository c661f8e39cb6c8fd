import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { CaseAnswer } from '../../../domain/case-answer'
import { MAX_ENTRIES } from '../../../domain/differential'
import type { Run } from '../../../domain/run'
import type { ExplainedRanking, RankingRequest } from '../../../engines'
import { announce } from '../../../ui/announcer'
import { Button } from '../../../ui/button'
import { useGrading } from '../grading/grading-context'
import { useReviewStore } from '../grading/review-store'
import type { FindingUse } from '../uses-of-finding'
import { useServices } from '../../services'
import { formatLikelihood } from '../../words'
import { CantMissLane } from './cant-miss-lane'
import { EntryRow } from './entry-row'
import { FocusPanel } from './focus-panel'
import { GivenAnswers } from './given-answers'
import { MustExplain } from './must-explain'
import { NextQuestions } from './next-questions'
import { NotForCare } from './not-for-care'
import { OddsTable } from './odds-table'
import { rankingQuery } from './ranking-queries'
import { RunList } from './run-list'

interface KnowledgeRankingProps {
  readonly run: Run
  readonly presentation: string
  /** What the selected finding does, by diagnosis. */
  readonly uses: ReadonlyMap<string, FindingUse>
}

const NO_ANSWERS: readonly CaseAnswer[] = []
const NO_PINS: readonly string[] = []

/** The knowledge engine's list, open to questions: every entry adds up, answers and pins rank it anew at once. */
export function KnowledgeRanking({ run, presentation, uses }: KnowledgeRankingProps) {
  const services = useServices()
  const { change } = useGrading()
  const answers = useReviewStore((state) => state.review?.caseAnswers ?? NO_ANSWERS)
  const mustExplain = useReviewStore((state) => state.review?.mustExplain ?? NO_PINS)
  const request = useMemo<RankingRequest>(
    () => ({ presentation, answers, mustExplain }),
    [presentation, answers, mustExplain],
  )
  const { data: ranking, isError } = useQuery(rankingQuery(services, request))
  if (!ranking)
    return (
      <>
        <RunList run={run} uses={uses} isEnded />
        {isError && (
          <p className="px-4 py-2 text-xs text-bad">The knowledge engine could not give its reasons.</p>
        )}
      </>
    )
  const setAnswers = (value: readonly CaseAnswer[]) => change({ part: 'caseAnswers', value })
  const isAsRun = answers.length + mustExplain.length === 0
  return (
    <>
      <GivenAnswers answers={answers} onChange={setAnswers} />
      {isAsRun && isOtherList(ranking, run) && (
        <p className="px-4 py-2 text-xs text-caution">
          The run was made by an older engine or knowledge pack. This is today’s ranking; the steps tell of
          the run’s.
        </p>
      )}
      <Entries ranking={ranking} run={run} request={request} uses={uses} />
      <NoneOfThese ranking={ranking} />
      <NotForCare />
      <SecondDiagnosis ranking={ranking} />
      <NextQuestions
        questions={ranking.questions}
        presentation={presentation}
        onAnswer={(answer) => {
          setAnswers([...answers, answer])
          announce(`Answer kept: ${answer.label}. The list is ranked anew.`)
        }}
      />
      <MustExplain
        present={ranking.present}
        pinned={mustExplain}
        onChange={(value) => change({ part: 'mustExplain', value })}
      />
      <CantMissLane
        entries={ranking.cantMiss.map(({ diagnosis, likelihood, rank, settledBy, nextTest }) => ({
          diagnosis,
          likelihood,
          rank: rank > MAX_ENTRIES ? rank : null,
          settle: [settledBy, nextTest].filter((part) => part !== null).join('; ') || null,
        }))}
      />
    </>
  )
}

/** Without answers today's ranking is the run's, unless engine or pack changed since. */
function isOtherList({ entries }: ExplainedRanking, { differential }: Run): boolean {
  const names = (list: readonly { diagnosis: string; likelihood: number }[]) =>
    list.map(({ diagnosis, likelihood }) => `${diagnosis} ${likelihood.toFixed(3)}`)
  const kept = names(differential?.entries ?? [])
  return names(entries.slice(0, kept.length)).join() !== kept.join()
}

interface EntriesProps {
  readonly ranking: ExplainedRanking
  readonly run: Run
  readonly request: RankingRequest
  readonly uses: KnowledgeRankingProps['uses']
}

function Entries({ ranking, run, request, uses }: EntriesProps) {
  const before = useMemo(
    () => new Map(run.differential?.entries.map(({ diseaseId }, at) => [diseaseId, at]) ?? []),
    [run],
  )
  const own = new Map(run.differential?.entries.map((entry) => [entry.diseaseId, entry]) ?? [])
  const isAsRun = request.answers.length + request.mustExplain.length === 0
  return (
    <ol aria-label="Differential">
      {ranking.entries.map((entry, at) => {
        const was = before.get(entry.diseaseId)
        const kept = own.get(entry.diseaseId)
        return (
          <EntryRow
            key={entry.diseaseId}
            entry={{
              diagnosis: entry.diagnosis,
              diseaseId: entry.diseaseId,
              likelihood: entry.likelihood,
              isCantMiss: entry.isCantMiss,
              evidenceFor: [],
              evidenceAgainst: [],
              stepsFor: kept?.stepsFor ?? [],
              stepsAgainst: kept?.stepsAgainst ?? [],
              nextTest: kept?.nextTest ?? null,
            }}
            rank={at + 1}
            movement={isAsRun ? 0 : was === undefined ? null : was - at}
            use={uses.get(entry.diagnosis) ?? null}
            reasons={<OddsTable entry={entry} totalOdds={ranking.totalOdds} />}
            more={<Focus request={request} diseaseId={entry.diseaseId} />}
          />
        )
      })}
    </ol>
  )
}

function Focus({ request, diseaseId }: { request: RankingRequest; diseaseId: string }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className="grid gap-2">
      <div>
        <Button size="sm" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          What would change it
        </Button>
      </div>
      {isOpen && <FocusPanel request={request} diseaseId={diseaseId} />}
    </div>
  )
}

function NoneOfThese({ ranking }: { ranking: ExplainedRanking }) {
  return (
    <p className="flex justify-between gap-3 px-4 py-1.5 text-xs text-ink-soft numerals">
      <span>None of these, or one that the pack does not know</span>
      <span className="whitespace-nowrap">{formatLikelihood(ranking.noneOfThese)}</span>
    </p>
  )
}

function SecondDiagnosis({ ranking: { second, entries } }: { ranking: ExplainedRanking }) {
  if (!second) return null
  return (
    <section aria-label="Two at once" className="mx-4 mt-3 border-t border-line-strong pt-3 text-xs">
      <h3 className="text-sm font-semibold">Two at once?</h3>
      <p className="mt-1">
        {second.diagnosis} would explain what {entries[0]?.diagnosis} leaves over:{' '}
        {second.explains.join(', ')}.
      </p>
    </section>
  )
}
