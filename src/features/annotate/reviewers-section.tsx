import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReviewerId } from '../../domain/ids'
import type { Project, ProjectReviewer } from '../../domain/project'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/field'
import { becomeReviewer, useReviewer } from '../reviewer'
import { useServices } from '../services'
import { newUuid } from '../uuid'
import { ReviewerMeter, useProgress } from './reviewer-progress'
import { Section } from '../../ui/section'

interface SectionProps {
  readonly project: Project
  readonly onChange: (patch: Partial<Project>) => void
}

/** Who grades, how far each is, who this browser is, and how many people share a case. */
export function ReviewersSection({ project, onChange }: SectionProps) {
  const { reviewers, overlap } = project
  const isOverlapping = reviewers.length > 1
  return (
    <Section title="Reviewers">
      <ul className="border-t border-line">
        {reviewers.map((reviewer) => (
          <ReviewerRow key={reviewer.id} project={project} reviewer={reviewer} onChange={onChange} />
        ))}
      </ul>
      <AddReviewer project={project} onChange={onChange} />
      {isOverlapping && (
        <div className="flex flex-wrap items-end gap-3">
          <TextField
            type="number"
            label="Reviewers of a shared case"
            className="w-28!"
            min={2}
            max={reviewers.length}
            value={Math.min(overlap.reviewers, reviewers.length)}
            onChange={(event) =>
              onChange({
                overlap: {
                  ...overlap,
                  reviewers: clamp(event.target.valueAsNumber, 2, reviewers.length),
                },
              })
            }
          />
          <TextField
            type="number"
            label="Share of the cases, %"
            className="w-28!"
            min={0}
            max={100}
            step={5}
            value={Math.round(overlap.fraction * 100)}
            onChange={(event) =>
              onChange({
                overlap: { ...overlap, fraction: clamp(event.target.valueAsNumber, 0, 100) / 100 },
              })
            }
          />
          <p className="max-w-prose flex-1 basis-60 text-xs text-ink-soft">
            The other cases go to one reviewer each. Cases are dealt in the order of the list; a change of
            reviewers or shares deals them anew, and grades that are there stay.
          </p>
        </div>
      )}
    </Section>
  )
}

function ReviewerRow({ project, reviewer, onChange }: SectionProps & { readonly reviewer: ProjectReviewer }) {
  const services = useServices()
  const here = useReviewer()
  const { done, asked } = useProgress(project, reviewer)
  const isHere = here?.id === reviewer.id
  return (
    <li className="grid items-center gap-x-4 gap-y-2 border-b border-line py-2.5 sm:grid-cols-[1fr_14rem_auto]">
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">
          {reviewer.name}
          {isHere && <span className="ml-2 text-xs font-normal text-ink-faint">you, in this browser</span>}
        </p>
      </div>
      <ReviewerMeter project={project} reviewer={reviewer} />
      <div className="flex gap-2 sm:w-52 sm:justify-end">
        {isHere ? (
          <Link
            to="/project/$projectId/grade"
            params={{ projectId: project.id }}
            search={{ case: undefined, run: undefined, step: undefined }}
            disabled={asked === 0}
            className="inline-flex h-9 items-center rounded-md bg-accent px-3 text-sm font-medium text-on-accent hover:brightness-110 aria-disabled:opacity-55"
          >
            {done === 0 ? 'Start grading' : done < asked ? 'Go on grading' : 'Look at the grades'}
          </Link>
        ) : (
          <>
            <Button size="sm" onClick={() => void becomeReviewer(services, reviewer)}>
              This is me
            </Button>
            {project.reviewers.length > 1 && (
              <Button
                size="sm"
                tone="quiet"
                aria-label={`Take ${reviewer.name} off the project`}
                onClick={() =>
                  onChange({ reviewers: project.reviewers.filter(({ id }) => id !== reviewer.id) })
                }
              >
                Remove
              </Button>
            )}
          </>
        )}
      </div>
    </li>
  )
}

function AddReviewer({ project, onChange }: SectionProps) {
  const here = useReviewer()
  const [name, setName] = useState('')
  const add = (reviewer: ProjectReviewer) => onChange({ reviewers: [...project.reviewers, reviewer] })
  const isIn = here !== null && project.reviewers.some(({ id }) => id === here.id)
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() === '') return
        add({ id: newUuid() as ReviewerId, name: name.trim() }) // any unique id will do
        setName('')
      }}
    >
      <TextField
        label="Another reviewer"
        placeholder="Name"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        Add
      </Button>
      {here && !isIn && <Button onClick={() => add({ id: here.id, name: here.name })}>Add yourself</Button>}
    </form>
  )
}

function clamp(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.min(high, Math.max(low, Math.round(value))) : low
}
