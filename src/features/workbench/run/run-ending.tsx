import type { Run } from '../../../domain/run'
import { Button } from '../../../ui/button'
import { Notice } from '../../../ui/notice'
import { describeFailure } from '../../describe-failure'

interface RunEndingProps {
  readonly run: Run
  readonly onRunAgain: () => void
  readonly onContinue: () => void
}

/** How a run ended when it did not end well, and the next sensible thing. */
export function RunEnding({ run, onRunAgain, onContinue }: RunEndingProps) {
  const actions = (
    <>
      {run.steps.length > 0 && (
        <Button size="sm" onClick={onContinue}>
          Continue after step {run.steps.length}
        </Button>
      )}
      <Button size="sm" onClick={onRunAgain}>
        Run again
      </Button>
    </>
  )
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
  return null
}

function FailureDetail({ advice, detail }: { advice: string; detail: string }) {
  return (
    <>
      {advice}
      {detail !== '' && <span className="mt-1 block text-xs text-ink-faint">{detail}</span>}
    </>
  )
}
