import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { AsyncView } from '../../ui/async-view'
import { GradingContext } from './grading/grading-context'
import { closeEditor, openEditor } from './grading/editor-store'
import { useGradingSession } from './grading/use-grading-session'
import { useReviewStore } from './grading/review-store'
import type { WorkbenchCommand } from './keys/key-bindings'
import { KeySheet } from './keys/key-sheet'
import { HostDialog } from './run/host-dialog'
import { selectDiagnosis, selectStep, showRegion, useSelection } from './selection'
import { useCommitFirst } from './commit-first/use-commit-first'
import { AlternativesDialog } from './steps/alternatives-dialog'
import { StepInAddress } from './step-in-address'
import { BranchContext } from './steps/branch-context'
import { useWorkbench } from './use-workbench'
import { useWorkbenchKeys } from './keys/use-workbench-keys'
import { WorkbenchBar } from './workbench-bar'
import { WorkbenchRegions } from './workbench-regions'

/** The heart: the case, the steps, the differential; reasoning, reading and grading on one page. */
export function WorkbenchPage() {
  const bench = useWorkbench()
  const { run, isRunning } = bench
  const navigate = useNavigate()
  const [showsKeys, setShowsKeys] = useState(false)
  const grading = useGradingSession(isRunning || bench.replay !== null ? null : run)
  const commitFirst = useCommitFirst()
  const hasCommitted = useReviewStore((state) => (state.review?.commitment ?? null) !== null)
  const isHidden = commitFirst.isOn && run !== null && !hasCommitted && bench.replay === null

  const [alternativesOf, setAlternativesOf] = useState<number | null>(null)
  const canBranch = run !== null && !isRunning && bench.replay === null
  const branching = canBranch
    ? { branch: bench.branch, askAlternatives: bench.alternativesChoice ? setAlternativesOf : null }
    : null

  function present() {
    void navigate({ to: '/present/$caseId', params: { caseId: bench.caseId }, search: { run: run?.id } })
  }

  function moveStep(by: number) {
    const count = run?.steps.length ?? 0
    if (count === 0) return
    const { step } = useSelection.getState()
    closeEditor()
    showRegion('steps')
    selectStep(step === null ? (by > 0 ? 0 : count - 1) : Math.min(count - 1, Math.max(0, step + by)))
  }

  function nextWhy() {
    const names = run?.differential?.entries.map(({ diagnosis }) => diagnosis) ?? []
    const at = names.indexOf(useSelection.getState().diagnosis ?? '')
    showRegion('differential')
    selectDiagnosis(names[at + 1] ?? null)
  }

  function gradeByKey(command: WorkbenchCommand) {
    const { step } = useSelection.getState()
    if (!grading || isHidden) return
    if (command.kind === 'undo') return grading.undo()
    if (command.kind === 'redo') return grading.redo()
    if (command.kind === 'verdict') return grading.change({ part: 'verdict', value: command.verdict })
    if (step === null) return
    if (command.kind === 'label') grading.setLabel(step, command.label)
    else if (command.kind === 'unsure') grading.toggleUnsure(step)
    else if (command.kind === 'clear') grading.clearGrade(step)
    else if (
      command.kind === 'errors' ||
      command.kind === 'comment' ||
      command.kind === 'rewrite' ||
      command.kind === 'insert'
    )
      openEditor(step, command.kind)
  }

  useWorkbenchKeys((command) => {
    switch (command.kind) {
      case 'next-step':
        return moveStep(1)
      case 'previous-step':
        return moveStep(-1)
      case 'why':
        return nextWhy()
      case 'run':
        return bench.reason()
      case 'stop':
        return bench.stop()
      case 'present':
        return present()
      case 'sheet':
        return setShowsKeys(true)
      default:
        return gradeByKey(command)
    }
  })

  return (
    <AsyncView
      query={bench.current}
      empty={<p className="p-8 text-ink-soft">This case is not in the library.</p>}
    >
      {(current) => (
        <GradingContext value={grading}>
          <StepInAddress caseId={bench.caseId} runId={run?.id ?? null} />
          <div className="flex h-full flex-col">
            <WorkbenchBar
              bench={bench}
              current={current}
              commitFirst={commitFirst}
              onPresent={present}
              onShowKeys={() => setShowsKeys(true)}
            />
            <BranchContext value={branching}>
              <WorkbenchRegions
                bench={bench}
                isHidden={isHidden}
                canGrade={grading !== null && !isRunning}
                flagsWait={commitFirst.isOn}
              />
            </BranchContext>
          </div>
          {bench.hostQuestion !== null && (
            <HostDialog host={bench.hostQuestion} onAnswer={bench.answerHostQuestion} />
          )}
          {alternativesOf !== null && run && bench.subject && bench.alternativesChoice && (
            <AlternativesDialog
              subject={bench.subject}
              run={run}
              step={alternativesOf}
              choice={bench.alternativesChoice}
              onPick={(by) => {
                setAlternativesOf(null)
                bench.branch({ kind: 'replace', step: alternativesOf, by })
              }}
              onClose={() => setAlternativesOf(null)}
            />
          )}
          {showsKeys && <KeySheet onClose={() => setShowsKeys(false)} />}
        </GradingContext>
      )}
    </AsyncView>
  )
}
