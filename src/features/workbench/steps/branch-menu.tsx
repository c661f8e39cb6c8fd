import type { ReasoningStep } from '../../../domain/reasoning-step'
import { Icon } from '../../../ui/icon'
import { Menu } from '../../../ui/menu'
import { openEditor } from '../grading/editor-store'
import { useBranch } from './branch-context'

/** The ways to have the engine go on from here. The run itself never changes: each makes a branch. */
export function BranchMenu({ step }: { step: ReasoningStep }) {
  const branch = useBranch()
  if (!branch) return null
  const at = step.index
  return (
    <Menu
      tone="quiet"
      size="sm"
      label="Branch"
      items={[
        {
          label: 'Correct this step, then continue',
          hint: 'Opens the rewrite; Ctrl+Enter goes on',
          icon: <Icon name="edit" />,
          onSelect: () => openEditor(at, 'rewrite'),
        },
        {
          label: 'Insert a step after it',
          icon: <Icon name="plus" />,
          onSelect: () => openEditor(at, 'insert'),
        },
        {
          label: 'Have this step written anew',
          icon: <Icon name="play" />,
          onSelect: () => branch({ kind: 'rerun', step: at }),
        },
        {
          label: 'Delete it and continue',
          icon: <Icon name="close" />,
          onSelect: () => branch({ kind: 'delete', step: at }),
        },
      ]}
    />
  )
}
