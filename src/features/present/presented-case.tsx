import { useEffect, useRef } from 'react'
import type { ClinicalCase } from '../../domain/case'
import { SafeText } from '../safe-text'

interface PresentedCaseProps {
  readonly subject: ClinicalCase
  readonly stageCount: number
  readonly showsAll: boolean
}

/** The stages shown so far, the newest scrolled into sight. */
export function PresentedCase({ subject, stageCount, showsAll }: PresentedCaseProps) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Newer browsers return a promise here, which is no clean-up.
    end.current?.scrollIntoView({ block: 'end' })
  }, [stageCount])
  const whole = [{ title: 'Case', span: { start: 0, end: subject.presentation.length } }]
  const stages = subject.stages.length > 0 ? subject.stages : whole
  return (
    <section aria-label="Case" tabIndex={0} className="min-h-0 overflow-y-auto pb-6">
      <h1 className="font-serif text-2xl font-semibold lg:text-[2.25rem] lg:leading-tight">
        <SafeText text={subject.title} />
      </h1>
      {stages.slice(0, showsAll ? undefined : stageCount).map((stage) => (
        <div key={stage.span.start} className="mt-5">
          <h2 className="text-lg font-semibold text-accent">{stage.title}</h2>
          <p
            dir="auto"
            className="mt-1 font-serif text-lg whitespace-pre-wrap wrap-anywhere lg:text-[1.4rem] lg:leading-normal"
          >
            <SafeText text={subject.presentation.slice(stage.span.start, stage.span.end)} />
          </p>
        </div>
      ))}
      <div ref={end} className="scroll-mb-6" />
    </section>
  )
}
