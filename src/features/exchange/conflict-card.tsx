import { useQuery } from '@tanstack/react-query'
import { type CellVersion, canonicalJson } from '../../domain/merging/cell-ledger'
import type { MergeConflict } from '../../domain/merging/merge-reviews'
import type { Project } from '../../domain/project'
import type { StepGrade } from '../../domain/review'
import { type Rubric, VERDICTS, type Verdict } from '../../domain/rubric'
import type { KnownCells } from '../../storage'
import { Button } from '../../ui/button'
import { showToast } from '../../ui/toasts'
import { gradedRunQuery } from '../graded-run-query'
import { caseNumberOf, reviewerName } from '../project-frame'
import { useServices } from '../services'
import { StepGradeView } from '../step-grade-view'
import { VERDICT_WORDS } from '../words'

interface ConflictCardProps {
  readonly project: Project
  readonly rubric: Rubric
  readonly known: KnownCells
  readonly conflict: MergeConflict
}

/** One grade in all the values it was given, with when; one is chosen. */
export function ConflictCard({ project, rubric, known, conflict }: ConflictCardProps) {
  const services = useServices()
  const graded = useQuery(gradedRunQuery(services, known.runId)).data ?? null
  const step = stepOf(conflict.key)
  const where = graded ? `Case ${caseNumberOf(project, graded.subject.id)}` : 'Case'

  function choose(value: unknown) {
    services.storage.merges
      .settle(known, conflict.key, value, services.clock())
      .catch((error: unknown) =>
        showToast(`Not saved: ${error instanceof Error ? error.message : String(error)}`),
      )
  }

  return (
    <li className="grid gap-3 rounded-md border border-line bg-surface p-4">
      <h3 className="text-sm font-semibold">
        {where}, {step === null ? (PART_WORDS[conflict.key] ?? conflict.key) : `step ${step + 1}`}
        <span className="font-normal text-ink-soft"> by {reviewerName(project, known.reviewerId)}</span>
      </h3>
      {step !== null && graded && (
        <p className="text-sm text-ink-soft wrap-anywhere">{graded.run.steps[step]?.text}</p>
      )}
      <ul className="grid gap-3 sm:grid-cols-2">
        {distinct(conflict.ledger.standing).map((version, index) => (
          <li key={version.id} className="grid content-start gap-2 rounded-md border border-line p-3">
            <p className="text-xs text-ink-faint numerals">
              {new Date(version.at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })}
            </p>
            <CellValue
              value={version.value}
              step={step}
              part={conflict.key}
              rubric={rubric}
              stepText={step === null ? null : (graded?.run.steps[step]?.text ?? null)}
              presentation={graded?.subject.presentation ?? null}
            />
            <Button size="sm" className="justify-self-start" onClick={() => choose(version.value)}>
              Keep value {index + 1}
            </Button>
          </li>
        ))}
      </ul>
    </li>
  )
}

interface CellValueProps {
  readonly value: unknown
  readonly step: number | null
  readonly part: string
  readonly rubric: Rubric
  readonly stepText: string | null
  readonly presentation: string | null
}

function CellValue({ value, step, part, rubric, stepText, presentation }: CellValueProps) {
  if (value === null) return <p className="text-sm text-ink-faint">Nothing: it was taken back</p>
  if (step !== null)
    return (
      <StepGradeView
        grade={value as StepGrade} // a grade's cell holds a grade; the file was checked when it was read
        rubric={rubric}
        stepText={stepText}
        presentation={presentation}
      />
    )
  return <p className="text-sm wrap-anywhere whitespace-pre-wrap">{describePart(part, value)}</p>
}

const PART_WORDS: Readonly<Record<string, string>> = {
  verdict: 'verdict on the diagnosis',
  differential: 'own differential',
  commitment: 'commitment before the reveal',
  facets: 'answers about the run',
  links: 'links to the reference',
  exit: 'why it was left',
  finished: 'whether it is finished',
  caseAnswers: 'answers about the case',
  mustExplain: 'findings to be explained',
}

function describePart(part: string, value: unknown): string {
  if (part === 'verdict' && isVerdict(value)) return VERDICT_WORDS[value]
  return JSON.stringify(value, null, 2)
}

const isVerdict = (value: unknown): value is Verdict => VERDICTS.some((verdict) => verdict === value)

function stepOf(key: string): number | null {
  const step = /^grade\/(\d+)$/u.exec(key)?.[1]
  return step === undefined ? null : Number(step)
}

/** The last version of each value. */
function distinct(versions: readonly CellVersion[]): CellVersion[] {
  return [...new Map(versions.map((version) => [canonicalJson(version.value), version])).values()]
}
