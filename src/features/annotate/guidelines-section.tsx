import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Project } from '../../domain/project'
import type { Rubric } from '../../domain/rubric'
import { TextArea } from '../../ui/field'
import { Markdown } from '../markdown'
import { rubricQuery } from '../project-queries'
import { useServices } from '../services'
import { Section } from '../../ui/section'

/** What reviewers read beside the question they answer, in Markdown. */
export function GuidelinesSection({
  project,
  onChange,
}: {
  project: Project
  onChange: (patch: Partial<Project>) => void
}) {
  const rubric = useQuery(rubricQuery(useServices(), project.rubric)).data
  if (!rubric) return null
  return (
    <Section title="Guidelines">
      <p className="max-w-prose text-sm text-ink-soft">
        Shown beside the question while it is asked. Markdown; no images.
      </p>
      {questionsWithGuideline(rubric).map(({ id, name }) => (
        <Guideline
          key={id}
          name={name}
          text={project.guidelines[id] ?? ''}
          onSave={(text) => onChange({ guidelines: { ...project.guidelines, [id]: text } })}
        />
      ))}
    </Section>
  )
}

function Guideline({ name, text, onSave }: { name: string; text: string; onSave: (text: string) => void }) {
  const [draft, setDraft] = useState(text)
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      <TextArea
        label={name}
        rows={Math.min(12, Math.max(2, draft.split('\n').length))}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => {
          if (draft !== text) onSave(draft)
        }}
      />
      {draft.trim() !== '' && (
        <div className="border-l-2 border-line pl-3 text-xs sm:mt-5">
          <Markdown text={draft} />
        </div>
      )}
    </div>
  )
}

function questionsWithGuideline({ labels, harmLevels, facets }: Rubric): { id: string; name: string }[] {
  return [
    ...(labels.length > 0 ? [{ id: 'step', name: 'The label of a step' }] : []),
    ...(harmLevels.length > 0 ? [{ id: 'harm', name: 'Harm' }] : []),
    ...facets.map(({ id, name }) => ({ id, name })),
  ]
}
