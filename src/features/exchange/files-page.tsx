import { ProjectFrame } from '../project-frame'
import { ConflictList } from './conflict-list'
import { SaveGrades } from './save-grades'
import { SealSection } from './seal-section'
import { TakeFile } from './take-file'

/** How reviewers put their work together without a server: files out, files in, conflicts, seals. */
export function FilesPage() {
  return (
    <ProjectFrame title="Files and seals">
      {(project) => (
        <>
          <SaveGrades project={project} />
          <TakeFile project={project} />
          <ConflictList project={project} />
          <SealSection project={project} />
        </>
      )}
    </ProjectFrame>
  )
}
