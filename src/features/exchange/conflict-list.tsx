import { useQuery } from '@tanstack/react-query'
import type { Project } from '../../domain/project'
import type { Rubric } from '../../domain/rubric'
import { type KnownCells, live } from '../../storage'
import { AsyncView } from '../../ui/async-view'
import { Section } from '../../ui/section'
import { countOf } from '../count-of'
import { runIdsOf } from '../project-frame'
import { rubricQuery } from '../project-queries'
import { useServices } from '../services'
import { ConflictCard } from './conflict-card'

/** More on one page would take long to draw; the next ones move up as these are settled. */
const SHOWN = 20

const conflictsQuery = (services: ReturnType<typeof useServices>, project: Project) =>
  live(['merge-conflicts', project.id, project.updatedAt], async () => {
    const runIds = new Set(runIdsOf(project))
    return (await services.storage.merges.conflicts()).filter(({ runId }) => runIds.has(runId))
  })

/** Grades that one reviewer gave differently in two places: both stay until a person chooses. */
export function ConflictList({ project }: { project: Project }) {
  const services = useServices()
  const open = useQuery(conflictsQuery(services, project))
  const rubric = useQuery(rubricQuery(services, project.rubric)).data
  return (
    <Section title="Conflicts">
      <AsyncView
        query={open}
        empty={<p className="text-sm text-ink-soft">None. Nothing waits for a choice.</p>}
      >
        {(reviews) => rubric && <OpenConflicts project={project} reviews={reviews} rubric={rubric} />}
      </AsyncView>
    </Section>
  )
}

function OpenConflicts({
  project,
  reviews,
  rubric,
}: {
  project: Project
  reviews: readonly KnownCells[]
  rubric: Rubric
}) {
  const all = reviews.flatMap((known) => known.conflicts.map((conflict) => ({ known, conflict })))
  return (
    <>
      <p className="max-w-prose text-sm text-ink-soft numerals">
        {countOf(all.length, 'grade')} given differently in two places, neither in the knowledge of the other.
        Nothing was overwritten: the value of this library counts until you choose.
      </p>
      <ul className="grid gap-3">
        {all.slice(0, SHOWN).map(({ known, conflict }) => (
          <ConflictCard
            key={`${known.runId} ${known.reviewerId} ${conflict.key}`}
            project={project}
            rubric={rubric}
            known={known}
            conflict={conflict}
          />
        ))}
      </ul>
      {all.length > SHOWN && <p className="text-sm text-ink-soft">{all.length - SHOWN} more after these.</p>}
    </>
  )
}
