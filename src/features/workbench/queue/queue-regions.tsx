import type { ClinicalCase } from '../../../domain/case'
import type { Finding } from '../../../domain/finding'
import type { Project } from '../../../domain/project'
import type { Run } from '../../../domain/run'
import { CasePane } from '../case/case-pane'
import { DifferentialPane } from '../differential/differential-pane'
import { Region, RegionTabs } from '../region'
import { GradedCount, StepsPane } from '../steps/steps-pane'
import { AskedPanel } from './asked-panel'
import { RunQuestions } from './run-questions'

interface QueueRegionsProps {
  readonly project: Project
  readonly subject: ClinicalCase
  readonly run: Run
  readonly findings: readonly Finding[]
  readonly onAnswer: (index: number) => void
}

/** Case, steps and differential as on the workbench, with the question that is asked and its guideline. */
export function QueueRegions({ project, subject, run, findings, onAnswer }: QueueRegionsProps) {
  const { blinding, guidelines } = project
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
        </Region>
      </div>
      <div className="shrink-0 border-t border-line-strong lg:hidden">
        <AskedPanel stepCount={run.steps.length} guidelines={guidelines} onAnswer={onAnswer} />
      </div>
    </>
  )
}
