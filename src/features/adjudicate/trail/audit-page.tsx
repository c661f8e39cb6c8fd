import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { findBreak } from '../../../domain/adjudication/audit-trail'
import type { ProjectId } from '../../../domain/ids'
import type { Project } from '../../../domain/project'
import { type ProjectAuditEntry, live } from '../../../storage'
import { AsyncView } from '../../../ui/async-view'
import { Button } from '../../../ui/button'
import { Icon } from '../../../ui/icon'
import { Notice } from '../../../ui/notice'
import { ProjectFrame } from '../../project-frame'
import { rubricQuery } from '../../project-queries'
import { fileNameOf, saveFile } from '../../save-file'
import { type Services, useServices } from '../../services'
import { TrailTable } from './trail-table'

/** Entries on the page at first, and how many more each time. */
const PAGE = 200

const trailQuery = ({ storage }: Services, projectId: ProjectId) =>
  live(['audit-trail', projectId], () => storage.adjudications.trail(projectId))

/** All that was ever done to the final labels of a project, and whether the chain holds. */
export function AuditPage() {
  return <ProjectFrame title="Audit trail">{(project) => <ProjectTrail project={project} />}</ProjectFrame>
}

function ProjectTrail({ project }: { project: Project }) {
  const trail = useQuery(trailQuery(useServices(), project.id))
  return (
    <AsyncView
      query={trail}
      empty={<p className="text-ink-soft">Nothing was decided in this project yet.</p>}
    >
      {(entries) => <Trail project={project} entries={entries} />}
    </AsyncView>
  )
}

function Trail({ project, entries }: { project: Project; entries: readonly ProjectAuditEntry[] }) {
  const rubric = useQuery(rubricQuery(useServices(), project.rubric)).data ?? null
  const [shown, setShown] = useState(PAGE)
  const broken = useMemo(() => findBreak(entries), [entries])
  const newestFirst = useMemo(() => entries.toReversed(), [entries])
  return (
    <>
      <p className="max-w-prose text-sm text-ink-soft">
        Entries are only ever added. Each carries a SHA-256 hash over itself and the hash before it, so that a
        changed, removed or inserted entry shows. Whoever rewrites the whole chain leaves no mark in it: note
        the last hash elsewhere, or save the trail, to be able to tell.
      </p>
      {broken === null ? (
        <Notice
          tone="good"
          title={`Unbroken: ${entries.length.toLocaleString()} ${entries.length === 1 ? 'entry' : 'entries'}`}
          detail={
            <>
              Last hash <code className="text-xs">{entries.at(-1)?.hash}</code>
            </>
          }
        />
      ) : (
        <Notice
          tone="bad"
          isAlert
          title={`Broken at entry ${broken + 1}`}
          detail="This entry does not follow from the one before it: it, or one before it, was changed, removed or inserted outside of Rounds."
        />
      )}
      <Button
        className="justify-self-start"
        onClick={() =>
          saveFile(
            fileNameOf(`${project.name} audit trail`, 'jsonl'),
            'application/jsonl',
            entries.map((entry) => `${JSON.stringify(entry)}\n`),
          )
        }
      >
        <Icon name="download" />
        Save as JSON Lines
      </Button>
      <TrailTable
        project={project}
        rubric={rubric}
        entries={newestFirst.slice(0, shown)}
        brokenSeq={broken === null ? null : (entries[broken]?.seq ?? null)}
      />
      {entries.length > shown && (
        <Button className="justify-self-start" onClick={() => setShown(shown + PAGE)}>
          Show older entries
        </Button>
      )}
    </>
  )
}
