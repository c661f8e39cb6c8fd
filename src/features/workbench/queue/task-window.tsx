import type { GradingTask } from '../../../domain/grading/assignment'
import type { ReviewerId } from '../../../domain/ids'
import { useTask } from './use-task'

const BEFORE = 1
const AHEAD = 2

interface TaskWindowProps {
  readonly tasks: readonly GradingTask[]
  readonly at: number
  readonly reviewerId: ReviewerId
}

/** Keeps the run on screen and its neighbours read and current. Draws nothing. */
export function TaskWindow({ tasks, at, reviewerId }: TaskWindowProps) {
  return tasks
    .slice(Math.max(0, at - BEFORE), at + AHEAD + 1)
    .map((task) => <Kept key={task.runId} task={task} reviewerId={reviewerId} />)
}

function Kept({ task, reviewerId }: { task: GradingTask; reviewerId: ReviewerId }) {
  useTask(task, reviewerId)
  return null
}
