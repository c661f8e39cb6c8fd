import type { SuggestedLink } from '../../../domain/alignment/suggest-links'
import type { ClinicalCase } from '../../../domain/case'
import type { Finding } from '../../../domain/finding'
import type { Project } from '../../../domain/project'
import type { Run } from '../../../domain/run'
import { Button } from '../../../ui/button'
import { Kbd } from '../../../ui/kbd'
import { AlignmentPanel } from '../alignment/alignment-panel'
import { CasePane } from '../case/case-pane'
import { DifferentialPane } from '../differential/differential-pane'
import { useKeyOf } from '../keys/key-store'
import { Region, RegionTabs } from '../region'
import { GradedCount, StepsPane } from '../steps/steps-pane'
import { AskedPanel } from './asked-panel'
import { RunQuestions } from './run-questions'

interface QueueRegionsProps {
  readonly project: Project
  readonly subject: ClinicalCase
  readonly run: Run
  readonly findings: readonly Finding[]
  /** Null while steps are not being matched with the authors' statements. */
  readonly suggestions: readonly SuggestedLink[] | null
  /** Null where there is nothing to match, or it is kept from the reviewer's eyes. */
  readonly onToggleAligning: (() => void) | null
  readonly onAnswer: (index: number) => void
}

/** Case, steps and differential as on the workbench, with the question that is asked and its guideline. */
export function QueueRegions({
  project,
  subject,
  run,
  findings,
  suggestions,
  onToggleAligning,
  onAnswer,
}: QueueRegionsProps) {
  const { blinding, guidelines } = project
  const alignKey = useKeyOf('align')
  const isAligning = suggestions !== null
  return (
    <>
      <RegionTabs stepCount={run.steps.length} />
      <div className="grid min-h-0 flex-1 grid-rows-[minmax(0,1fr)] lg:grid-cols-[minmax(0,34fr)_minmax(0,39fr)_minmax(0,27fr)]">
        <Region key={`case ${run.id}`} id="case" label="Case">
          <CasePane subject={subject} findings={findings} steps={run.steps} />
        </Region>
        <Region id="steps" label="Steps" aside={<GradedCount stepCount={run.steps.length} />}>
          <StepsPane
            flagsWait={false}
            steps={run.steps}
            {...(run.thinking && !blinding.engine && { thinking: run.thinking })}
            problemRepresentation={run.problemRepresentation}
            live={null}
            canGrade
            findings={findings}
          />
        </Region>
        <Region key={`differential ${run.id}`} id="differential" label="Differential">
          {onToggleAligning && (
            <div
              role="group"
              aria-label="What is shown"
              className="flex gap-1 border-b border-line px-4 py-1.5"
            >
              <Button size="sm" tone="quiet" aria-pressed={!isAligning} onClick={onToggleAligning}>
                Questions
              </Button>
              <Button size="sm" tone="quiet" aria-pressed={isAligning} onClick={onToggleAligning}>
                Authors’ statements <Kbd>{alignKey}</Kbd>
              </Button>
            </div>
          )}
          {isAligning ? (
            <AlignmentPanel
              statements={subject.referenceReasoning}
              stepCount={run.steps.length}
              suggestions={suggestions}
            />
          ) : (
            <>
              <div className="max-lg:hidden">
                <AskedPanel stepCount={run.steps.length} guidelines={guidelines} onAnswer={onAnswer} />
              </div>
              <RunQuestions />
              <DifferentialPane
                run={run}
                gold={blinding.gold ? null : subject.goldDiagnosis}
                findings={findings}
                canGrade
              />
            </>
          )}
        </Region>
      </div>
      {!isAligning && (
        <div className="shrink-0 border-t border-line-strong lg:hidden">
          <AskedPanel stepCount={run.steps.length} guidelines={guidelines} onAnswer={onAnswer} />
        </div>
      )}
    </>
  )
}
