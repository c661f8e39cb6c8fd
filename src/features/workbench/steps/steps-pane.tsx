import { Fragment } from 'react'
import type { Finding } from '../../../domain/finding'
import type { PreparingActivity } from '../../../domain/reasoning-event'
import type { ReasoningStep } from '../../../domain/reasoning-step'
import { countGraded } from '../../../domain/review'
import type { RunThinking } from '../../../domain/run'
import type { LiveRun } from '../../../reasoning'
import { useReviewStore } from '../grading/review-store'
import { useSelection } from '../selection'
import { STEP_KIND_WORDS } from '../../words'
import { spansOfConcept, stepsUsing } from '../uses-of-finding'
import { StepRow } from './step-row'

interface StepsPaneProps {
  readonly steps: readonly ReasoningStep[]
  readonly thinking?: readonly RunThinking[]
  readonly problemRepresentation: string | null
  readonly live: LiveRun | null
  readonly canGrade: boolean
  readonly findings: readonly Finding[]
  /** Whether the verifier's flags on a step wait for its grade. */
  readonly flagsWait: boolean
}

const NO_THINKING: readonly RunThinking[] = []

/** The reasoning, step by step, as it comes. */
export function StepsPane({
  steps,
  thinking = NO_THINKING,
  problemRepresentation,
  live,
  canGrade,
  findings,
  flagsWait,
}: StepsPaneProps) {
  const conceptId = useSelection((state) => state.conceptId)
  const using =
    conceptId === null
      ? null
      : stepsUsing(steps, spansOfConcept(findings, conceptId)).map(({ index }) => index)
  return (
    <div className="pb-10">
      {problemRepresentation && steps[0]?.kind !== 'problem-representation' && (
        <p className="border-b border-line px-4 py-3 font-serif text-base leading-snug sm:pl-9">
          {problemRepresentation}
        </p>
      )}
      {flagsWait && steps.length > 0 && (
        <p className="border-b border-line px-4 py-1.5 text-xs text-ink-faint sm:pl-9">
          Commit first is on: a step’s flags are shown once you have graded it.
        </p>
      )}
      {using && (
        <p role="status" className="border-b border-line bg-accent-soft px-4 py-1.5 text-xs sm:pl-9 numerals">
          {using.length === 0 ? 'No step uses this finding.' : `This finding is used in ${listSteps(using)}.`}
        </p>
      )}
      <ol aria-label="Reasoning steps">
        {steps.map((step) => (
          <Fragment key={step.index}>
            <Thinking text={thinkingBefore(thinking, step.index)} />
            <StepRow
              step={step}
              canGrade={canGrade}
              isUsing={using?.includes(step.index) ?? false}
              flagsWait={flagsWait}
            />
          </Fragment>
        ))}
        <Thinking text={thinkingBefore(thinking, steps.length)} />
      </ol>
      {live?.inFlight && <StepInFlight {...live.inFlight} />}
      {live?.preparing && <Preparing {...live.preparing} />}
    </div>
  )
}

function thinkingBefore(thinking: readonly RunThinking[], step: number): string {
  return thinking
    .filter(({ beforeStep }) => beforeStep === step)
    .map(({ text }) => text)
    .join('\n')
}

/** What a thinking model thought there: apart, folded, never graded. */
function Thinking({ text }: { text: string }) {
  if (text.trim() === '') return null
  return (
    <li className="border-b border-line px-4 py-2 text-xs sm:pl-9">
      <details>
        <summary className="cursor-pointer text-ink-faint">
          Thinking, {text.trim().split(/\s+/u).length} words
        </summary>
        <p className="mt-1 text-ink-soft wrap-anywhere whitespace-pre-wrap">{text.trim()}</p>
      </details>
    </li>
  )
}

function listSteps(indexes: readonly number[]): string {
  const numbers = indexes.map((index) => String(index + 1))
  return numbers.length === 1
    ? `step ${numbers[0]}`
    : `steps ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`
}

function StepInFlight({ index, kind, text }: { index: number; kind: ReasoningStep['kind']; text: string }) {
  return (
    <div aria-hidden="true" className="grid grid-cols-[2.25rem_1fr] py-3 pr-4">
      <span className="pl-3 text-sm font-semibold text-ink-faint numerals">{index + 1}</span>
      <div className="min-w-0">
        <p className="mb-1 flex min-h-6 items-center text-xs font-semibold text-ink-faint">
          {STEP_KIND_WORDS[kind]}
        </p>
        <p className="min-h-12 text-sm wrap-anywhere whitespace-pre-wrap">
          {text}
          <span className="ml-0.5 inline-block h-3.5 w-1.5 translate-y-0.5 bg-accent" />
        </p>
      </div>
    </div>
  )
}

const PREPARING_WORDS = {
  'loading-model': 'Loading the model',
  'reading-case': 'Reading the case',
  sampling: 'Reasoning several times over',
} as const satisfies Record<PreparingActivity, string>

function Preparing({ activity, fraction }: { activity: PreparingActivity; fraction: number | null }) {
  const words = PREPARING_WORDS[activity]
  return (
    <div className="px-4 py-4 sm:pl-9">
      <label className="grid gap-1.5 text-sm text-ink-soft">
        {words}
        {fraction !== null && ` ${Math.round(fraction * 100)} %`}
        <progress className="h-1.5 w-full max-w-xs" {...(fraction === null ? {} : { value: fraction })} />
      </label>
    </div>
  )
}

/** "4 of 14 graded", for the heading. */
export function GradedCount({ stepCount }: { stepCount: number }) {
  const graded = useReviewStore((state) => countGraded(state.review, stepCount))
  return (
    <span className="text-xs font-normal text-ink-faint numerals">
      {graded} of {stepCount} graded
    </span>
  )
}
