import type { AdjudicatedUnit } from '../../domain/adjudication/adjudication'
import type { ClinicalCase } from '../../domain/case'
import type { Run } from '../../domain/run'
import { STEP_KIND_WORDS, formatLikelihood } from '../words'

const LISTED = 5

/** What is judged: the step, or the run's list of diagnoses; and the case behind it. */
export function DisputedText({
  run,
  subject,
  unit,
}: {
  run: Run
  subject: ClinicalCase
  unit: AdjudicatedUnit
}) {
  const step = unit.kind === 'verdict' || unit.step === null ? null : run.steps[unit.step]
  const entries = run.differential?.entries.slice(0, LISTED) ?? []
  return (
    <div className="grid gap-2">
      {step ? (
        <div>
          <p className="text-xs font-semibold text-ink-faint">
            Step {step.index + 1} of {run.steps.length}, {STEP_KIND_WORDS[step.kind]}
          </p>
          <p className="max-w-prose wrap-anywhere whitespace-pre-wrap">{step.text}</p>
        </div>
      ) : (
        <div className="text-sm">
          <p className="text-xs font-semibold text-ink-faint">
            The run’s differential (not a medical device)
          </p>
          <ol className="list-decimal pl-5 numerals">
            {entries.map(({ diagnosis, likelihood }) => (
              <li key={diagnosis}>
                {diagnosis} <span className="text-ink-faint">{formatLikelihood(likelihood)}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
      <details className="rounded-md border border-line">
        <summary className="px-3 py-1.5 text-sm font-semibold">
          The case{step && step.index > 0 ? ' and the steps before' : ''}
        </summary>
        <div
          tabIndex={0}
          role="region"
          aria-label="The case"
          className="grid max-h-80 gap-3 overflow-y-auto px-3 pb-3 text-sm"
        >
          <p className="max-w-prose font-serif wrap-anywhere whitespace-pre-wrap">{subject.presentation}</p>
          {step && step.index > 0 && (
            <ol className="grid max-w-prose list-decimal gap-1 pl-6 text-ink-soft numerals">
              {run.steps.slice(0, step.index).map(({ index, text }) => (
                <li key={index} className="wrap-anywhere">
                  {text}
                </li>
              ))}
            </ol>
          )}
        </div>
      </details>
    </div>
  )
}
