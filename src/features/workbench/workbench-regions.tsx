import { CasePane } from './case/case-pane'
import { CommitForm } from './commit-first/commit-form'
import { CommitmentLine } from './commit-first/commitment-line'
import { DifferentialPane } from './differential/differential-pane'
import { ReplayControls } from './run/replay-controls'
import { RunFlags } from './run/run-flags'
import { useVerification } from './run/use-verification'
import { Region, RegionTabs } from './region'
import { RunEnding, RunRefused } from './run/run-ending'
import { GradedCount, StepsPane } from './steps/steps-pane'
import type { useWorkbench } from './use-workbench'
import { describeCase } from '../words'

interface WorkbenchRegionsProps {
  readonly bench: ReturnType<typeof useWorkbench>
  /** Whether steps and differential wait for the reader's own list. */
  readonly isHidden: boolean
  readonly canGrade: boolean
  /** Whether the verifier's flags wait for the reader's own grades. */
  readonly flagsWait: boolean
}

/** Three regions side by side; one at a time where the screen is narrow. */
export function WorkbenchRegions({ bench, isHidden, canGrade, flagsWait }: WorkbenchRegionsProps) {
  const { run, subject, live, findings } = bench
  const verification = useVerification(run, subject)
  const stepCount = run?.steps.length ?? 0
  const doing = {
    caseId: bench.caseId,
    onContinue: bench.continueRun,
    onRunAgain: bench.reason,
    onOtherSeed: bench.reasonOtherwise,
    onKnowledge: bench.reasonWithKnowledge,
  }
  return (
    <>
      <RegionTabs stepCount={stepCount} />
      <div className="grid min-h-0 flex-1 grid-rows-[minmax(0,1fr)] lg:grid-cols-[minmax(0,34fr)_minmax(0,39fr)_minmax(0,27fr)]">
        <Region
          id="case"
          label="Case"
          aside={subject && <p className="truncate text-xs text-ink-faint">{describeCase(subject)}</p>}
        >
          {subject && (
            <CasePane subject={subject} findings={findings} steps={isHidden ? [] : verification.steps} />
          )}
        </Region>
        <Region
          id="steps"
          label="Steps"
          aside={stepCount > 0 && !isHidden && canGrade && <GradedCount stepCount={stepCount} />}
        >
          {bench.replay && <ReplayControls pacing={bench.replay} onClose={bench.closeReplay} />}
          {bench.refusal && (
            <div className="p-4">
              <RunRefused failure={bench.refusal} {...doing} />
            </div>
          )}
          {isHidden && canGrade && <CommitForm />}
          {isHidden && !canGrade && (
            <p className="p-5 text-sm text-ink-soft">
              The engine is reasoning. You will be asked for your own list first.
            </p>
          )}
          {!isHidden && (
            <StepsPane
              steps={verification.steps}
              {...(run?.thinking && { thinking: run.thinking })}
              problemRepresentation={run?.problemRepresentation ?? null}
              live={live}
              canGrade={canGrade}
              findings={findings}
              flagsWait={flagsWait}
            />
          )}
          {run && !isHidden && <RunFlags checks={verification.run} flagsWait={flagsWait} />}
          {!run && !live && !bench.refusal && <BeforeTheFirstRun />}
          {run && !live && !isHidden && <RunEnding run={run} runs={bench.runs} {...doing} />}
        </Region>
        <Region id="differential" label="Differential">
          {run && !isHidden && (
            <>
              <CommitmentLine />
              <DifferentialPane
                run={run}
                presentation={subject?.presentation ?? ''}
                gold={subject?.goldDiagnosis ?? null}
                findings={findings}
                canGrade={canGrade}
              />
            </>
          )}
          {(!run || isHidden) && (
            <p className="px-4 py-4 text-sm text-ink-faint">
              {isHidden ? 'Shown after you commit.' : 'Nothing ranked yet.'}
            </p>
          )}
        </Region>
      </div>
    </>
  )
}

function BeforeTheFirstRun() {
  return (
    <div className="max-w-prose p-5 text-sm text-ink-soft">
      <p>
        “Reason” has the case reasoned about on this machine. The knowledge engine needs no download; a model
        file (.gguf) from your disk can be chosen instead.
      </p>
      <p className="mt-2">Every step is checked against the words of the case before you read it.</p>
    </div>
  )
}
