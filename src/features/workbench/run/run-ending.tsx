import { checkReproduction } from '../../../domain/reproduction'
import type { Run, RunFailure } from '../../../domain/run'
import { Notice } from '../../../ui/notice'
import { describeFailure } from '../../describe-failure'
import { remediesOf, remediesOfRun } from './remedies'
import { ReproductionLine } from './reproduction-line'
import { type RemedyActions, RemedyButtons } from './remedy-buttons'

interface RunEndingProps extends RemedyActions {
  readonly run: Run
  readonly runs: readonly Run[]
}

/** How a run ended when it did not end well, and the next sensible things; whether it came out as an equal one before. */
export function RunEnding({ run, runs, ...doing }: RunEndingProps) {
  const actions = <RemedyButtons remedies={remediesOfRun(run)} stepCount={run.steps.length} {...doing} />
  if (run.status === 'failed' && run.failure) {
    const { title, advice } = describeFailure(run.failure)
    return (
      <div className="p-4">
        <Notice
          isAlert
          tone="bad"
          title={title}
          detail={<FailureDetail advice={advice} detail={run.failure.detail} />}
          actions={actions}
        />
      </div>
    )
  }
  if (run.status === 'interrupted' || run.status === 'stopped') {
    const title =
      run.status === 'stopped' ? 'You stopped this run' : 'This run was interrupted: its tab was closed'
    return (
      <div className="p-4">
        <Notice
          tone="caution"
          title={title}
          detail={`${run.steps.length} finished steps are kept.`}
          actions={actions}
        />
      </div>
    )
  }
  const reproduction = checkReproduction(run, runs)
  return reproduction ? (
    <div className="px-4 py-3 text-xs text-ink-soft sm:pl-9">
      <ReproductionLine run={run} reproduction={reproduction} />
    </div>
  ) : null
}

interface RunRefusedProps extends RemedyActions {
  readonly failure: RunFailure
}

/** Why a run could not begin at all, and what to do about it. */
export function RunRefused({ failure, ...doing }: RunRefusedProps) {
  const { title, advice } = describeFailure(failure)
  return (
    <Notice
      isAlert
      tone="bad"
      title={title}
      detail={<FailureDetail advice={advice} detail={failure.detail} />}
      actions={<RemedyButtons remedies={remediesOf(failure.code, 0)} stepCount={0} {...doing} />}
    />
  )
}

function FailureDetail({ advice, detail }: { advice: string; detail: string }) {
  return (
    <>
      {advice}
      {detail !== '' && <span className="mt-1 block text-xs text-ink-faint">{detail}</span>}
    </>
  )
}
