import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type RubricChange,
  compareRubrics,
  isMeaningChanged,
  isReviewTouched,
} from '../../domain/grading/rubric-change'
import type { Project } from '../../domain/project'
import type { Review } from '../../domain/review'
import type { Rubric } from '../../domain/rubric'
import { AsyncView } from '../../ui/async-view'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { showToast } from '../../ui/toasts'
import { rubricQuery } from '../project-queries'
import { useServices } from '../services'
import { RubricEditor } from './rubric-editor'
import { RubricSummary } from './rubric-summary'
import { Section } from '../../ui/section'
import { countOf } from '../count-of'

interface RubricSectionProps {
  readonly project: Project
  readonly onChange: (patch: Partial<Project>) => void
}

/** A new version that waits for a word on the grades made under the one before. */
interface Pending {
  readonly next: Rubric
  readonly touched: readonly Review[]
  readonly finished: readonly Review[]
}

/** What is asked of the reviewers, and the way to change it. */
export function RubricSection({ project, onChange }: RubricSectionProps) {
  const services = useServices()
  const { storage } = services
  const rubric = useQuery(rubricQuery(services, project.rubric))
  const [isEditing, setIsEditing] = useState(false)
  const [pending, setPending] = useState<Pending | null>(null)

  async function save(before: Rubric, draft: Rubric) {
    const change: RubricChange = compareRubrics(before, draft)
    const versions = await storage.rubrics.versions(before.id)
    const version = Math.max(before.version, ...versions.map((each) => each.version)) + 1
    const next = { ...draft, version }
    const reviews = await storage.reviews.ofRuns(Object.values(project.runs).flat())
    const finished = reviews.filter((review) => review.finished)
    const touched = finished.filter((review) => isReviewTouched(review, change))
    if (isMeaningChanged(change) && touched.length > 0) return setPending({ next, touched, finished })
    await adopt(next, [])
  }

  /** Takes the version into use and opens finished work again, so that it comes back in the queues. */
  async function adopt(next: Rubric, reopened: readonly Review[]) {
    try {
      await storage.rubrics.add(next)
      const at = services.clock()
      await storage.reviews.put(reopened.map((review) => ({ ...review, finished: null, updatedAt: at })))
      onChange({ rubric: { id: next.id, version: next.version } })
      setPending(null)
      setIsEditing(false)
      if (reopened.length > 0) showToast(`${countOf(reopened.length, 'finished run')} opened again.`)
    } catch (error) {
      showToast(`The rubric was not saved: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  return (
    <Section title="Rubric">
      <AsyncView query={rubric} empty={<p className="text-sm text-bad">This version is not here.</p>}>
        {(found) =>
          isEditing ? (
            <RubricEditor
              rubric={found}
              onSave={(draft) => void save(found, draft)}
              onCancel={() => setIsEditing(false)}
            />
          ) : (
            <>
              <RubricSummary rubric={found} />
              <Button className="justify-self-start" onClick={() => setIsEditing(true)}>
                Change the rubric
              </Button>
            </>
          )
        }
      </AsyncView>
      {pending && (
        <Dialog title="The meaning has changed" onClose={() => setPending(null)}>
          <p className="text-sm">
            {countOf(pending.finished.length, 'finished run')} of this project; in{' '}
            {pending.touched.length.toLocaleString()} of them something was used that means something else
            now. Which are to be graded again? What was graded stays to start from.
          </p>
          <div className="mt-4 grid justify-items-start gap-2">
            <Button tone="primary" onClick={() => void adopt(pending.next, pending.touched)}>
              Those {pending.touched.length.toLocaleString()}
            </Button>
            <Button onClick={() => void adopt(pending.next, pending.finished)}>All finished ones</Button>
            <Button onClick={() => void adopt(pending.next, [])}>
              None: they keep the version they were made under
            </Button>
          </div>
        </Dialog>
      )}
    </Section>
  )
}
