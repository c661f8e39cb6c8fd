import { Link } from '@tanstack/react-router'
import type { Run } from '../../../domain/run'
import { type RunTreeNode, growTree } from '../../../domain/run-start'
import { Button } from '../../../ui/button'
import { Dialog } from '../../../ui/dialog'
import { useServices } from '../../services'
import { describeBranch, describeRun, formatLikelihood } from '../../words'

interface RunTreeProps {
  readonly runs: readonly Run[]
  readonly shown: Run | null
  readonly onShow: (run: Run) => void
  readonly onClose: () => void
}

/** All runs of the case: which grew from which and by what, and where each one came to. */
export function RunTree({ runs, shown, onShow, onClose }: RunTreeProps) {
  return (
    <Dialog title="Runs of this case" width="md" onClose={onClose}>
      <Branches nodes={growTree(runs)} shown={shown} onShow={onShow} label="Runs" />
    </Dialog>
  )
}

interface BranchesProps extends Pick<RunTreeProps, 'shown' | 'onShow'> {
  readonly nodes: readonly RunTreeNode[]
  readonly label: string
}

function Branches({ nodes, label, ...shared }: BranchesProps) {
  return (
    <ul aria-label={label}>
      {nodes.map((node) => (
        <li key={node.run.id}>
          <RunLine run={node.run} {...shared} />
          {node.branches.length > 0 && (
            <div className="ml-3 border-l-2 border-line pl-3">
              <Branches nodes={node.branches} label="Branches" {...shared} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function RunLine({ run, shown, onShow }: { run: Run } & Pick<RunTreeProps, 'shown' | 'onShow'>) {
  const { clock } = useServices()
  const isShown = shown?.id === run.id
  const first = run.differential?.entries[0]
  const branch = describeBranch(run)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 text-sm">
      <div className="min-w-48 flex-1">
        <p className="numerals">
          {branch && <strong className="font-semibold">{branch}: </strong>}
          {describeRun(run, clock())}
        </p>
        <p className="text-xs text-ink-faint numerals">
          {run.steps.length} {run.steps.length === 1 ? 'step' : 'steps'}
          {first && `, first: ${first.diagnosis} ${formatLikelihood(first.likelihood)}`}
        </p>
      </div>
      <Button size="sm" aria-pressed={isShown} onClick={() => onShow(run)}>
        {isShown ? 'Shown' : 'Show'}
      </Button>
      {shown && !isShown && (
        <Link
          to="/case/$caseId/compare"
          params={{ caseId: run.caseId }}
          search={{ a: run.id, b: shown.id }}
          className="text-xs underline"
        >
          Compare with the shown one
        </Link>
      )}
    </div>
  )
}
