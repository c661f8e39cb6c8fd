import type { ReasoningStep } from '../../../domain/reasoning-step'
import { Icon } from '../../../ui/icon'
import { Menu } from '../../../ui/menu'
import { openEditor } from '../grading/editor-store'
import { useBranching } from './branch-context'

/** The ways to have the engine go on from here. The run itself never changes: each makes a branch. */
export function BranchMenu({ step }: { step: ReasoningStep }) {
  const branching = useBranching()
  if (!branching) return null
  const { branch, askAlternatives } = branching
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
          label: 'Three other ways to put it',
          hint: askAlternatives ? 'Choose one, then continue' : 'Needs a language model',
          icon: <Icon name="more" />,
          isDisabled: askAlternatives === null,
          onSelect: () => askAlternatives?.(at),
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
