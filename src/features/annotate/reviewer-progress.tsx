import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { planQueue } from '../../domain/grading/assignment'
import type { Project, ProjectReviewer } from '../../domain/project'
import { finishedQuery } from '../project-queries'
import { useServices } from '../services'

/** How many of a reviewer's runs are asked of them and finished: out of keys, no grade is read. */
export function useProgress(project: Project, reviewer: ProjectReviewer): { done: number; asked: number } {
  const finished = useQuery(finishedQuery(useServices(), reviewer.id)).data
  const tasks = useMemo(() => planQueue(project, reviewer.id), [project, reviewer.id])
  return { done: tasks.filter(({ runId }) => finished?.has(runId)).length, asked: tasks.length }
}

/** "120 of 400 graded", with a bar. */
export function ReviewerMeter({ project, reviewer }: { project: Project; reviewer: ProjectReviewer }) {
  const { done, asked } = useProgress(project, reviewer)
  return (
    <div className="grid gap-1">
      <progress
        className="h-2 w-full"
        aria-label={`Graded by ${reviewer.name}`}
        max={Math.max(1, asked)}
        value={done}
      />
      <span className="text-xs text-ink-soft numerals">
        {done.toLocaleString()} of {asked.toLocaleString()} graded
      </span>
    </div>
  )
}
