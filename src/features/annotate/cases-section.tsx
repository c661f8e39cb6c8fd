import { useState } from 'react'
import type { Project } from '../../domain/project'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { useServices } from '../services'
import { findRuns } from './make-project'
import { prepareRuns, stopPreparing, usePreparing } from './prepare-runs'
import { Section } from '../../ui/section'
import { countOf } from '../count-of'

/** The cases, and those among them that have nothing to grade yet. */
export function CasesSection({
  project,
  onChange,
}: {
  project: Project
  onChange: (patch: Partial<Project>) => void
}) {
  const services = useServices()
  const preparing = usePreparing()
  const [found, setFound] = useState<number | null>(null)
  const waiting = project.caseIds.filter((id) => !project.runs[id])
  const runCount = Object.values(project.runs).reduce((sum, runs) => sum + runs.length, 0)
  const isPreparing = preparing.projectId === project.id

  async function lookForRuns() {
    const runs = await findRuns(services, waiting, 'newest')
    setFound(Object.keys(runs).length)
    if (Object.keys(runs).length > 0) onChange({ runs: { ...runs, ...project.runs } })
  }

  return (
    <Section title="Cases">
      <p className="text-sm text-ink-soft numerals">
        {countOf(project.caseIds.length, 'case')}, {countOf(runCount, 'run')} to grade.
      </p>
      {isPreparing && (
        <div className="flex flex-wrap items-center gap-3 text-sm" role="status">
          <progress className="h-2 w-48" value={preparing.done} max={preparing.total} />
          <span className="numerals">
            {preparing.done.toLocaleString()} of {preparing.total.toLocaleString()} read
            {preparing.failed > 0 && `, ${preparing.failed.toLocaleString()} failed`}
          </span>
          <Button size="sm" onClick={stopPreparing}>
            Stop
          </Button>
        </div>
      )}
      {!isPreparing && waiting.length > 0 && (
        <Notice
          title={`${countOf(waiting.length, 'case')} without a run`}
          detail="They are not in anybody’s queue until something has reasoned about them."
          actions={
            <>
              <Button
                disabled={preparing.projectId !== null}
                onClick={() => void prepareRuns(services, project.id, waiting)}
              >
                Have the knowledge engine read them
              </Button>
              <Button onClick={() => void lookForRuns()}>Look for runs made since</Button>
              {found !== null && (
                <span role="status" className="self-center text-xs text-ink-soft">
                  {found === 0 ? 'None found.' : `${countOf(found, 'case')} found.`}
                </span>
              )}
            </>
          }
        />
      )}
    </Section>
  )
}
