import { useQuery } from '@tanstack/react-query'
import type { Project } from '../../domain/project'
import { AsyncView } from '../../ui/async-view'
import { rubricQuery } from '../project-queries'
import { useServices } from '../services'
import { RubricSummary } from './rubric-summary'
import { Section } from '../../ui/section'

/** What is asked of the reviewers. */
export function RubricSection({
  project,
}: {
  project: Project
  onChange: (patch: Partial<Project>) => void
}) {
  const rubric = useQuery(rubricQuery(useServices(), project.rubric))
  return (
    <Section title="Rubric">
      <AsyncView query={rubric} empty={<p className="text-sm text-bad">This version is not here.</p>}>
        {(found) => <RubricSummary rubric={found} />}
      </AsyncView>
    </Section>
  )
}
