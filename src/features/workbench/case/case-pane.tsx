import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef } from 'react'
import type { CaseStage, ClinicalCase } from '../../../domain/case'
import type { Finding } from '../../../domain/finding'
import { revealHidden } from '../../../domain/hidden-characters'
import type { ReasoningStep } from '../../../domain/reasoning-step'
import type { Span } from '../../../domain/span'
import { spansOverlap } from '../../../domain/span'
import { stopAtFinding, useSelection } from '../selection'
import { CaseSegment, type CaseMark } from './case-segment'
import { segmentText, type TextMark } from './segment-text'
import { FindingLegend } from './finding-legend'

interface CasePaneProps {
  readonly subject: ClinicalCase
  readonly findings: readonly Finding[]
  readonly steps: readonly ReasoningStep[]
}

/** The words of the case, stage by stage, with findings underlined and lit what the selected step quotes or a flag points to. */
export function CasePane({ subject, findings, steps }: CasePaneProps) {
  // The step itself answers the key; the case is lit a moment after.
  const selectedStep = useDeferredValue(useSelection((state) => state.step))
  const spotlight = useSelection((state) => state.spotlight)
  const litSpans = useMemo(
    () => (spotlight ? [spotlight] : quotedSpans(selectedStep === null ? undefined : steps[selectedStep])),
    [steps, selectedStep, spotlight],
  )
  const marks = useMemo(
    () => collectMarks(subject.presentation, findings, litSpans),
    [subject, findings, litSpans],
  )
  const firstStart = findings[0]?.span.start ?? null
  useEffect(() => stopAtFinding(firstStart), [firstStart])
  const pane = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (spotlight) pane.current?.querySelector('mark')?.scrollIntoView({ block: 'center' })
  }, [spotlight])
  return (
    <div ref={pane} className="px-4 pb-10 sm:px-5" onKeyDown={moveAmongFindings}>
      {splitByStage(subject).map(({ stage, span }) => (
        <section key={span.start} aria-label={stage?.title ?? 'Case text'} className="pt-4">
          {stage && <h3 className="mb-1 text-xs font-semibold text-ink-faint">{stage.title}</h3>}
          <p dir="auto" className="font-serif text-base leading-[1.65] whitespace-pre-wrap wrap-anywhere">
            {segmentText(span, marks).map((segment) => (
              <CaseSegment
                key={segment.span.start}
                text={subject.presentation.slice(segment.span.start, segment.span.end)}
                marks={segment.payloads}
              />
            ))}
          </p>
        </section>
      ))}
      <FindingLegend count={findings.length} />
    </div>
  )
}

const ARROWS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** The findings are one tab stop; arrows go from one to the next. */
function moveAmongFindings(event: KeyboardEvent<HTMLElement>): void {
  const by = ARROWS[event.key]
  if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-finding]')]
  const at = all.findIndex((element) => element === document.activeElement)
  if (at < 0) return
  event.preventDefault()
  all[(at + by + all.length) % all.length]?.focus()
}

function quotedSpans(step: ReasoningStep | undefined): Span[] {
  return step?.quotes.flatMap((quote) => (quote.span ? [quote.span] : [])) ?? []
}

function collectMarks(
  text: string,
  findings: readonly Finding[],
  lit: readonly Span[],
): TextMark<CaseMark>[] {
  return [
    ...findings.map((finding) => ({ span: finding.span, payload: { kind: 'finding', finding } as const })),
    ...lit.map((span) => ({ span, payload: { kind: 'lit' } as const })),
    ...revealHidden(text).map((hidden) => ({
      span: hidden.span,
      payload: { kind: 'hidden', label: hidden.label } as const,
    })),
  ]
}

/** The presentation cut at its stages; text outside them is kept, without a heading. */
function splitByStage(subject: ClinicalCase): { stage: CaseStage | null; span: Span }[] {
  const parts: { stage: CaseStage | null; span: Span }[] = []
  let at = 0
  const addPlain = (end: number) => {
    if (subject.presentation.slice(at, end).trim() !== '')
      parts.push({ stage: null, span: { start: at, end } })
  }
  for (const stage of [...subject.stages].sort((a, b) => a.span.start - b.span.start)) {
    if (spansOverlap({ start: 0, end: at }, stage.span)) continue
    addPlain(stage.span.start)
    parts.push({ stage, span: stage.span })
    at = stage.span.end
  }
  addPlain(subject.presentation.length)
  return parts
}
