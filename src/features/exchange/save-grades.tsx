import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Project } from '../../domain/project'
import { formatReviewFile } from '../../formats/review-file/review-file'
import { AsyncView } from '../../ui/async-view'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { Notice } from '../../ui/notice'
import { Section } from '../../ui/section'
import { countOf } from '../count-of'
import { type Reviewer, useReviewer } from '../reviewer'
import { fileNameOf, saveFile } from '../save-file'
import { useServices } from '../services'
import { makeReviewFile, ownReviewsQuery } from './own-grades'
import { canSign, signFile } from './signing'

/** One's own work as a signed file for a colleague. */
export function SaveGrades({ project }: { project: Project }) {
  const reviewer = useReviewer()
  return (
    <Section title="Your grades out">
      {reviewer && <OwnGrades project={project} reviewer={reviewer} />}
    </Section>
  )
}

function OwnGrades({ project, reviewer }: { project: Project; reviewer: Reviewer }) {
  const services = useServices()
  const own = useQuery(ownReviewsQuery(services, project, reviewer.id))
  const [failure, setFailure] = useState<string | null>(null)

  async function save() {
    try {
      const file = await makeReviewFile(services, project, reviewer, own.data ?? [])
      const signature = canSign() ? await signFile(services, file) : null
      const name = fileNameOf(`${project.name} by ${reviewer.name}`, 'rounds-reviews.json')
      saveFile(name, 'application/json', formatReviewFile(file, signature))
      setFailure(null)
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <>
      <p className="max-w-prose text-sm text-ink-soft">
        One file with everything you graded in this project. It holds no case text but what you wrote into
        comments, rewrites and lists yourself. It is signed with a key that was made in this browser and can’t
        leave it, so that a colleague sees if it was changed on the way.
      </p>
      {!canSign() && (
        <Notice
          tone="caution"
          title="This page can’t sign"
          detail="Browsers sign only on https: addresses and on this machine. The file goes out unsigned."
        />
      )}
      <AsyncView
        query={own}
        empty={<p className="text-sm text-ink-soft">{reviewer.name} has graded nothing here yet.</p>}
      >
        {(reviews) => (
          <div className="flex flex-wrap items-center gap-3">
            <Button tone="primary" onClick={() => void save()}>
              <Icon name="download" />
              Save my grades as a file
            </Button>
            <span className="text-sm text-ink-soft numerals">
              {countOf(reviews.length, 'run')} graded by {reviewer.name}
            </span>
          </div>
        )}
      </AsyncView>
      {failure && <Notice tone="bad" isAlert title="The file could not be made" detail={failure} />}
    </>
  )
}
