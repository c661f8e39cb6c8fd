import { useEffect, useMemo, useState } from 'react'
import type { GradingTask } from '../../../domain/grading/assignment'
import type { ReviewerId } from '../../../domain/ids'
import type { Project } from '../../../domain/project'
import type { Rubric } from '../../../domain/rubric'
import { Notice } from '../../../ui/notice'
import { useServices } from '../../services'
import { useAligning, useSuggestions } from '../alignment/use-alignment'
import { GradingContext } from '../grading/grading-context'
import { type GradingRules, GradingRulesContext } from '../grading/grading-rules'
import { type StepClock, createStepClock } from '../grading/step-clock'
import { useGradingSession } from '../grading/use-grading-session'
import { KeySheet } from '../keys/key-sheet'
import { useWorkbenchKeys } from '../keys/use-workbench-keys'
import { LeaveCase } from './leave-case'
import { QueueBar } from './queue-bar'
import { QueueRegions } from './queue-regions'
import { TaskInAddress } from './task-in-address'
import { useQueue } from './use-queue'
import { useQueueCommands } from './use-queue-commands'
import { useTask } from './use-task'

export interface GradingDeskProps {
  readonly project: Project
  readonly rubric: Rubric
  readonly reviewerId: ReviewerId
  readonly tasks: readonly GradingTask[]
  readonly task: GradingTask
  readonly finished: ReadonlyMap<string, number>
}

/** One run of the queue: its case, its steps, what the rubric asks, and the way on. */
export function GradingDesk({ project, rubric, reviewerId, tasks, task, finished }: GradingDeskProps) {
  const { subject, run, findings, isReady, isGone, failure } = useTask(task, reviewerId)
  const stepClock = useStepClock()
  const rules: GradingRules = useMemo(
    () => ({ rubric, blinding: project.blinding, isTimed: true }),
    [rubric, project.blinding],
  )
  const grading = useGradingSession(run, rules, stepClock)
  const queue = useQueue(tasks, reviewerId, rubric)
  const [opened, setOpened] = useState<'keys' | 'leave' | null>(null)
  const canAlign =
    (subject?.referenceReasoning.length ?? 0) > 0 && (!project.blinding.gold || rubric.asksLinks === true)
  const isAligning = (useAligning((state) => state.isOn) ?? rubric.asksLinks === true) && canAlign
  const suggestions = useSuggestions(subject, run, isAligning)
  const commands = useQueueCommands({
    rubric,
    run,
    grading,
    queue,
    tasks,
    stepClock,
    finished,
    suggestions: isAligning ? suggestions : null,
  })
  useWorkbenchKeys((command) => {
    if (command.kind === 'sheet') return setOpened('keys')
    if (command.kind === 'leave-case') return setOpened('leave')
    commands.press(command)
  })

  return (
    <GradingRulesContext value={rules}>
      <GradingContext value={grading}>
        <TaskInAddress
          projectId={project.id}
          task={task}
          stepCount={run?.steps.length ?? 0}
          rubric={rubric}
        />
        <div className="flex h-full flex-col">
          <QueueBar
            project={project}
            tasks={tasks}
            finished={finished}
            title={project.blinding.gold ? null : (subject?.title ?? null)}
            onDone={commands.finish}
            onLeave={() => setOpened('leave')}
            onShowKeys={() => setOpened('keys')}
            onGoTo={queue.goTo}
          />
          {failure && (
            <Notice isAlert tone="bad" title="This run could not be read" detail={failure.message} />
          )}
          {isGone && (
            <div className="p-4">
              <Notice tone="caution" title="The case or the run is no longer in the library" />
            </div>
          )}
          {isReady && subject && run && grading && (
            <QueueRegions
              project={project}
              subject={subject}
              run={run}
              findings={findings}
              suggestions={isAligning ? suggestions : null}
              onToggleAligning={canAlign ? () => useAligning.setState({ isOn: !isAligning }) : null}
              onAnswer={commands.answer}
            />
          )}
        </div>
        {opened === 'keys' && <KeySheet onClose={() => setOpened(null)} />}
        {opened === 'leave' && (
          <LeaveCase
            onLeave={(exit) => {
              setOpened(null)
              commands.leave(exit)
            }}
            onClose={() => setOpened(null)}
          />
        )}
      </GradingContext>
    </GradingRulesContext>
  )
}

function useStepClock(): StepClock {
  const { clock } = useServices()
  const [stepClock] = useState(() => createStepClock(clock))
  useEffect(() => stepClock.start(), [stepClock])
  return stepClock
}
