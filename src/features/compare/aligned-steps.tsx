import type { StepPair } from '../../domain/compare-runs'
import type { ReasoningStep } from '../../domain/reasoning-step'
import { describeCheck } from '../../formats/describe-check'
import { STEP_KIND_WORDS, describeAuthor } from '../words'

/** The steps of two runs in rows: the same, changed, or in one of them only. */
export function AlignedSteps({ pairs }: { pairs: readonly StepPair[] }) {
  const same = pairs.filter(({ isSame }) => isSame).length
  return (
    <section aria-label="Steps side by side" className="mt-7">
      <h2 className="text-lg font-semibold">Steps</h2>
      <p className="mt-1 text-sm text-ink-soft numerals">
        {same} the same, {pairs.filter(({ a, b, isSame }) => a && b && !isSame).length} changed,{' '}
        {pairs.filter(({ b }) => !b).length} in the first run only, {pairs.filter(({ a }) => !a).length} in
        the second only.
      </p>
      <ol className="mt-2 border-t border-line">
        {pairs.map((pair, index) => (
          <li
            key={index}
            className="grid gap-x-6 gap-y-2 border-b border-line py-2.5 sm:grid-cols-2 [&>*]:min-w-0"
          >
            {pair.isSame && pair.a ? (
              <div className="text-ink-faint sm:col-span-2">
                <Step step={pair.a} says="In both" />
              </div>
            ) : (
              <>
                {pair.a ? <Step step={pair.a} says="First run" /> : <Missing />}
                {pair.b ? <Step step={pair.b} says="Second run" /> : <Missing />}
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Step({ step, says }: { step: ReasoningStep; says: string }) {
  return (
    <div className="grid grid-cols-[1.75rem_1fr]">
      <span className="text-sm font-semibold text-ink-faint numerals">{step.index + 1}</span>
      <div className="min-w-0">
        <p className="text-xs font-semibold text-ink-faint">
          <span className="sr-only">{says}: </span>
          {STEP_KIND_WORDS[step.kind]}
          {step.author && <span className="font-normal"> · {describeAuthor(step.author)}</span>}
        </p>
        <p className="text-sm wrap-anywhere whitespace-pre-wrap">{step.text}</p>
        {step.checks.map((check, index) => (
          <p key={index} className="mt-0.5 text-xs text-caution wrap-anywhere">
            {describeCheck(check)}
          </p>
        ))}
      </div>
    </div>
  )
}

function Missing() {
  return <p className="self-center text-xs text-ink-faint max-sm:hidden">–</p>
}
