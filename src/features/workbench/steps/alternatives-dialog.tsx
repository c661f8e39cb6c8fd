import { useEffect, useState } from 'react'
import { toCaseText, type ClinicalCase } from '../../../domain/case'
import type { ReasoningStep } from '../../../domain/reasoning-step'
import type { Run } from '../../../domain/run'
import { type LanguageChoice, toRunFailure } from '../../../reasoning'
import { Button } from '../../../ui/button'
import { Dialog } from '../../../ui/dialog'
import { Notice } from '../../../ui/notice'
import { describeFailure } from '../../describe-failure'
import { useServices } from '../../services'
import { describeCheck } from '../../../formats/describe-check'
import { STEP_KIND_WORDS } from '../../words'
import { StepEvidence } from './step-evidence'

interface AlternativesDialogProps {
  readonly subject: ClinicalCase
  readonly run: Run
  /** 0-based. */
  readonly step: number
  readonly choice: LanguageChoice
  readonly onPick: (step: ReasoningStep) => void
  readonly onClose: () => void
}

/** Three other ways to put a step, checked as any step is; picking one makes a branch. */
export function AlternativesDialog({ subject, run, step, choice, onPick, onClose }: AlternativesDialogProps) {
  const { ways, inFlight, failure, isOver } = useAlternatives(subject, run, step, choice)
  return (
    <Dialog title={`Other ways to put step ${step + 1}`} width="md" onClose={onClose}>
      <ol className="grid gap-3" aria-label="Alternatives" aria-busy={!isOver}>
        {ways.map((way, index) => (
          <li key={index} className="border-b border-line pb-3">
            <p className="text-xs font-semibold text-ink-faint">{STEP_KIND_WORDS[way.kind]}</p>
            <p className="text-sm wrap-anywhere">{way.text}</p>
            <StepEvidence step={way} />
            {way.checks.map((check, at) => (
              <p key={at} className="mt-0.5 text-xs text-caution wrap-anywhere">
                {describeCheck(check)}
              </p>
            ))}
            <Button size="sm" className="mt-2" onClick={() => onPick(way)}>
              Take this one and continue
            </Button>
          </li>
        ))}
      </ol>
      {!isOver && (
        <p className="mt-2 text-sm text-ink-soft wrap-anywhere">{inFlight || 'The model is writing…'}</p>
      )}
      {failure !== null && <FailureNotice failure={failure} />}
    </Dialog>
  )
}

function FailureNotice({ failure }: { failure: unknown }) {
  const { code, detail } = toRunFailure(failure)
  const { title, advice } = describeFailure({ code, detail })
  return <Notice isAlert tone="bad" title={title} detail={`${advice} ${detail}`} />
}

interface Alternatives {
  readonly ways: readonly ReasoningStep[]
  readonly inFlight: string
  readonly failure: unknown
  readonly isOver: boolean
}

function useAlternatives(
  subject: ClinicalCase,
  run: Run,
  step: number,
  choice: LanguageChoice,
): Alternatives {
  const { reasoners } = useServices()
  const [state, setState] = useState<Alternatives>({ ways: [], inFlight: '', failure: null, isOver: false })
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const add = (patch: (old: Alternatives) => Partial<Alternatives>) => {
      if (!signal.aborted) setState((old) => ({ ...old, ...patch(old) }))
    }
    async function write() {
      const text = toCaseText(subject)
      const request = { subject: text, steps: run.steps, index: step, seed: 1 }
      for await (const event of await reasoners.writeAlternatives(choice, request, signal)) {
        if (event.kind === 'step-started') add(() => ({ inFlight: '' }))
        else if (event.kind === 'text-delta') add((old) => ({ inFlight: old.inFlight + event.text }))
        else if (event.kind === 'failed')
          add(() => ({ failure: Object.assign(new Error(event.failure.detail), event.failure) }))
        else if (event.kind === 'step-completed') {
          const checks = await reasoners.verify(text, event.step, run.steps.slice(0, step))
          add((old) => ({ ways: [...old.ways, { ...event.step, checks }], inFlight: '' }))
        }
      }
    }
    write()
      .catch((failure: unknown) => add(() => ({ failure })))
      .finally(() => add(() => ({ isOver: true })))
    return () => controller.abort()
  }, [reasoners, subject, run, step, choice])
  return state
}
