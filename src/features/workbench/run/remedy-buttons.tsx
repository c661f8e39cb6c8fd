import { useNavigate } from '@tanstack/react-router'
import type { CaseId } from '../../../domain/ids'
import { Button } from '../../../ui/button'
import type { Remedy } from './remedies'

export interface RemedyActions {
  readonly caseId: CaseId
  readonly onContinue: () => void
  readonly onRunAgain: () => void
  readonly onOtherSeed: () => void
  readonly onKnowledge: () => void
}

interface RemedyButtonsProps extends RemedyActions {
  readonly remedies: readonly Remedy[]
  /** Finished steps to go on after. */
  readonly stepCount: number
}

/** A button for each thing to do, the most sensible first. */
export function RemedyButtons({ remedies, stepCount, caseId, ...actions }: RemedyButtonsProps) {
  const navigate = useNavigate()
  const buttons: Readonly<Record<Remedy, readonly [label: string, act: () => void]>> = {
    continue: [`Continue after step ${stepCount}`, actions.onContinue],
    again: ['Run again', actions.onRunAgain],
    'other-seed': ['Run with another seed', actions.onOtherSeed],
    models: ['Choose another model', () => void navigate({ to: '/models' })],
    knowledge: ['Use the knowledge engine', actions.onKnowledge],
    'edit-case': ['Edit the case', () => void navigate({ to: '/case/$caseId/edit', params: { caseId } })],
    'free-space': ['Delete models to free space', () => void navigate({ to: '/models' })],
  }
  return remedies.map((remedy, index) => {
    const [label, act] = buttons[remedy]
    return (
      <Button key={remedy} size="sm" tone={index === 0 ? 'primary' : 'plain'} onClick={act}>
        {label}
      </Button>
    )
  })
}
