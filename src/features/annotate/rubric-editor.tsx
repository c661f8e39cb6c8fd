import { useState } from 'react'
import { HARM_LEVELS } from '../../domain/grading/rubric-templates'
import type { ErrorType, Facet, Rubric } from '../../domain/rubric'
import { Button } from '../../ui/button'
import { SelectField, TextArea, TextField } from '../../ui/field'
import { LABEL_WORDS } from '../words'
import { formatLines, parseErrorTypes, parseOptions } from './rubric-lines'

interface RubricEditorProps {
  readonly rubric: Rubric
  readonly onSave: (next: Rubric) => void
  readonly onCancel: () => void
}

/** Changes a rubric. What is saved is the next version: the one in use stays as it is. */
export function RubricEditor({ rubric, onSave, onCancel }: RubricEditorProps) {
  const [draft, setDraft] = useState(rubric)
  const [errorLines, setErrorLines] = useState(() => formatErrors(rubric.errorTypes))
  const change = (patch: Partial<Rubric>) => setDraft({ ...draft, ...patch })
  const changeFacet = (id: string, patch: Partial<Facet>) =>
    change({ facets: draft.facets.map((facet) => (facet.id === id ? { ...facet, ...patch } : facet)) })

  return (
    <form
      className="grid gap-4 rounded-md border border-line-strong bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault()
        onSave({ ...draft, errorTypes: parseErrorTypes(errorLines, rubric.errorTypes) })
      }}
    >
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          label="Rubric’s name"
          required
          value={draft.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <SelectField
          label="Grading"
          value={draft.mode}
          onChange={(event) =>
            change({ mode: event.target.value === 'first-error' ? 'first-error' : 'every-step' })
          }
        >
          <option value="every-step">Every step by itself</option>
          <option value="first-error">Ends at the first bad step</option>
        </SelectField>
      </div>
      {draft.labels.map(({ label, explanation }) => (
        <TextField
          key={label}
          label={`What “${LABEL_WORDS[label]}” means`}
          value={explanation}
          onChange={(event) =>
            change({
              labels: draft.labels.map((each) =>
                each.label === label ? { label, explanation: event.target.value } : each,
              ),
            })
          }
        />
      ))}
      {draft.labels.length > 0 && (
        <fieldset className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          <legend className="mb-1 text-xs font-semibold text-ink-soft">Also asked</legend>
          <label className="flex items-center gap-2">
            <input
              type="checkbox"
              checked={draft.harmLevels.length > 0}
              onChange={(event) => change({ harmLevels: event.target.checked ? HARM_LEVELS : [] })}
            />
            Harm, where bad
          </label>
          {draft.labels.map(({ label }) => (
            <label key={label} className="flex items-center gap-2">
              <input
                type="checkbox"
                checked={draft.commentFor.includes(label)}
                onChange={(event) =>
                  change({
                    commentFor: event.target.checked
                      ? [...draft.commentFor, label]
                      : draft.commentFor.filter((each) => each !== label),
                  })
                }
              />
              Comment, where {LABEL_WORDS[label].toLowerCase()}
            </label>
          ))}
        </fieldset>
      )}
      <TextArea
        label="Error types, one a line"
        rows={Math.min(14, Math.max(3, errorLines.split('\n').length))}
        value={errorLines}
        onChange={(event) => setErrorLines(event.target.value)}
        hint="Name: explanation"
      />
      {draft.facets.map((facet) => (
        <FacetFields
          key={facet.id}
          facet={facet}
          onChange={(patch) => changeFacet(facet.id, patch)}
          onRemove={() => change({ facets: draft.facets.filter(({ id }) => id !== facet.id) })}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => change({ facets: [...draft.facets, newFacet(draft.facets)] })}>
          Add a question
        </Button>
        <span className="ml-auto flex gap-2">
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" tone="primary">
            Save as a new version
          </Button>
        </span>
      </div>
    </form>
  )
}

interface FacetFieldsProps {
  readonly facet: Facet
  readonly onChange: (patch: Partial<Facet>) => void
  readonly onRemove: () => void
}

function FacetFields({ facet, onChange, onRemove }: FacetFieldsProps) {
  const [lines, setLines] = useState(() =>
    formatLines(
      facet.options.map(({ name, value }) => ({ name, detail: value === null ? '' : String(value) })),
    ),
  )
  return (
    <fieldset className="grid gap-3 border-t border-line pt-3 sm:grid-cols-2">
      <legend className="sr-only">Question {facet.name}</legend>
      <TextField
        label="Short name"
        value={facet.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <TextField
        label="Question"
        value={facet.question}
        onChange={(event) => onChange({ question: event.target.value })}
      />
      <TextArea
        label="Answers, one a line"
        rows={Math.max(2, lines.split('\n').length)}
        value={lines}
        onChange={(event) => {
          setLines(event.target.value)
          onChange({ options: parseOptions(event.target.value, facet.options) })
        }}
        hint="Name: value. Leave the value out where there is no scale."
      />
      <div className="grid content-start gap-2 text-sm">
        <SelectField
          label="About"
          value={facet.about}
          onChange={(event) => onChange({ about: event.target.value === 'run' ? 'run' : 'step' })}
        >
          <option value="step">Each step</option>
          <option value="run">The whole run</option>
        </SelectField>
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={facet.picks === 'any'}
            onChange={(event) => onChange({ picks: event.target.checked ? 'any' : 'one' })}
          />
          Several answers may be picked
        </label>
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={facet.isRequired}
            onChange={(event) => onChange({ isRequired: event.target.checked })}
          />
          An answer is required
        </label>
        <Button size="sm" tone="danger" className="justify-self-start" onClick={onRemove}>
          Remove the question
        </Button>
      </div>
    </fieldset>
  )
}

function formatErrors(errors: readonly ErrorType[]): string {
  return formatLines(errors.map(({ label, explanation }) => ({ name: label, detail: explanation })))
}

function newFacet(others: readonly Facet[]): Facet {
  let number = others.length + 1
  while (others.some(({ id }) => id === `question-${number}`)) number++
  return {
    id: `question-${number}`,
    name: `Question ${number}`,
    question: '',
    about: 'step',
    picks: 'one',
    options: [
      { id: 'yes', name: 'Yes', value: 1, explanation: '' },
      { id: 'no', name: 'No', value: 0, explanation: '' },
    ],
    isRequired: true,
  }
}
