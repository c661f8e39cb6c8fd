import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseId, ProjectId, RunId } from '../../domain/ids'
import type { Review } from '../../domain/review'
import { live } from '../../storage'
import { AsyncView } from '../../ui/async-view'
import { TextField } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { useReviewer } from '../reviewer'
import { type Services, useServices } from '../services'
import { countOf } from '../count-of'

/** More would be slow to draw; the search narrows them down. */
const MOST_SHOWN = 200

interface FoundComment {
  readonly key: string
  readonly caseId: CaseId
  readonly runId: RunId
  /** 0-based. */
  readonly step: number
  readonly text: string
}

/** The reviewer's own comments and rewrites in a project, searched as one types. */
export function CommentsPage() {
  const services = useServices()
  const id = useParams({ strict: false }).projectId as ProjectId // the route has this parameter
  const reviewer = useReviewer()
  const [sought, setSought] = useState('')
  const comments = useQuery(commentsQuery(services, id, reviewer?.id ?? null))
  const words = sought.toLowerCase().split(/\s+/u).filter(Boolean)
  return (
    <div className="mx-auto grid max-w-4xl gap-5 px-4 py-6 sm:px-6">
      <div className="flex items-center gap-3">
        <Link
          to="/project/$projectId"
          params={{ projectId: id }}
          aria-label="Back to the project"
          className="rounded-sm text-ink-faint hover:text-ink"
        >
          <Icon name="back" />
        </Link>
        <h1 className="font-serif text-2xl font-semibold">Your comments</h1>
      </div>
      <TextField
        type="search"
        label="Search comments and rewrites"
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      <AsyncView query={comments} empty={<p className="text-ink-soft">No comment yet.</p>}>
        {(all) => {
          const found = all.filter(({ text }) => {
            const lower = text.toLowerCase()
            return words.every((word) => lower.includes(word))
          })
          return (
            <>
              <p role="status" className="text-xs text-ink-faint numerals">
                {countOf(found.length, 'comment')}
                {found.length > MOST_SHOWN && `, the first ${MOST_SHOWN} shown`}
              </p>
              <ul className="border-t border-line">
                {found.slice(0, MOST_SHOWN).map((comment) => (
                  <li key={comment.key} className="border-b border-line py-2 text-sm">
                    <p className="wrap-anywhere whitespace-pre-wrap">{comment.text}</p>
                    <Link
                      to="/project/$projectId/grade"
                      params={{ projectId: id }}
                      search={{ case: comment.caseId, run: comment.runId, step: comment.step + 1 }}
                      className="text-xs text-accent underline numerals"
                    >
                      Go to step {comment.step + 1}
                    </Link>
                  </li>
                ))}
              </ul>
            </>
          )
        }}
      </AsyncView>
    </div>
  )
}

const commentsQuery = ({ storage }: Services, id: ProjectId, reviewerId: string | null) =>
  live(['comments', id, reviewerId], async (): Promise<FoundComment[]> => {
    const project = await storage.projects.get(id)
    const reviews = project ? await storage.reviews.ofRuns(Object.values(project.runs).flat()) : []
    return reviews.filter((review) => review.reviewerId === reviewerId).flatMap(commentsOf)
  })

function commentsOf({ caseId, runId, grades }: Review): FoundComment[] {
  return Object.entries(grades).flatMap(([step, { comment, rewrite }]) =>
    [comment, rewrite ?? ''].flatMap((text, index) =>
      text.trim() === ''
        ? []
        : [{ key: `${runId} ${step} ${index}`, caseId, runId, step: Number(step), text: text.trim() }],
    ),
  )
}
