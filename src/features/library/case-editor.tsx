import { Link, useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { MAX_PRESENTATION_LENGTH, type ClinicalCase } from '../../domain/case'
import { findIdentifiers } from '../../domain/identifiers/find-identifiers'
import { checkLength } from '../../formats/case-draft'
import { Button } from '../../ui/button'
import { TextArea, TextField } from '../../ui/field'
import { Notice } from '../../ui/notice'
import { askToKeepData } from '../keep-data'
import { useServices } from '../services'
import { DropZone } from './import/drop-zone'
import {
  type CaseFields,
  describeLength,
  fieldsOf,
  forgetDraft,
  keepDraft,
  readCase,
  readDraft,
} from './case-fields'
import { IdentifierNotice } from './identifier-notice'

/** Writes a new case, or a new revision of one. What is typed survives a closed tab. */
export function CaseEditor({ original }: { original: ClinicalCase | null }) {
  const services = useServices()
  const { storage, ids, clock } = services
  const navigate = useNavigate()
  const draftKey = original?.id ?? 'new'
  const [fields, setFields] = useState<CaseFields>(() => readDraft(draftKey) ?? fieldsOf(original))
  const [hasTried, setHasTried] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const deferredText = useDeferredValue(fields.presentation)
  const identifiers = useMemo(
    () => findIdentifiers(deferredText.slice(0, MAX_PRESENTATION_LENGTH)),
    [deferredText],
  )
  const lengthProblem = checkLength(fields.presentation)
  const set = (patch: Partial<CaseFields>) => setFields((old) => ({ ...old, ...patch }))

  useEffect(() => keepDraft(draftKey, fields), [draftKey, fields])

  async function save() {
    setHasTried(true)
    if (lengthProblem) return
    try {
      const at = clock()
      const next = await readCase(fields, original, original?.id ?? ids.caseId(), at)
      if (original) await storage.cases.revise(next)
      else await storage.cases.add([next])
      forgetDraft(draftKey)
      void askToKeepData(services)
      await navigate({
        to: '/case/$caseId',
        params: { caseId: next.id },
        search: { run: undefined, step: undefined },
      })
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <DropZone>
      <form
        className="mx-auto grid max-w-3xl gap-4 px-4 py-6 sm:px-6"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <h1 className="font-serif text-2xl font-semibold">{original ? 'Edit case' : 'New case'}</h1>
        {original && (
          <p className="text-sm text-ink-soft">
            Saving makes revision {original.revision + 1}. Runs and grades of revision {original.revision}{' '}
            keep its words.
          </p>
        )}
        <TextField
          label="Title (optional)"
          hint="Shown in the library. Don’t name the diagnosis: the title stays in sight while a case is solved."
          value={fields.title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <TextArea
          label="Case"
          rows={16}
          className="font-serif text-base"
          placeholder="Paste or type the case. Headings such as History, Examination, Labs and Imaging on lines of their own make stages."
          value={fields.presentation}
          onChange={(event) => set({ presentation: event.target.value })}
          error={hasTried && lengthProblem ? describeLength(lengthProblem) : null}
          hint={`${fields.presentation.length.toLocaleString()} of ${MAX_PRESENTATION_LENGTH.toLocaleString()} characters. The text stays in this browser.`}
        />
        <IdentifierNotice
          text={fields.presentation}
          matches={deferredText === fields.presentation ? identifiers : []}
          onReplace={(presentation) => set({ presentation })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Specialty (optional)"
            value={fields.specialty}
            onChange={(event) => set({ specialty: event.target.value })}
          />
          <TextField
            label="Gold diagnosis (optional)"
            hint="Never shown to a solver."
            value={fields.goldDiagnosis}
            onChange={(event) => set({ goldDiagnosis: event.target.value })}
          />
        </div>
        <TextArea
          label="Reference reasoning (optional, one statement a line)"
          rows={4}
          value={fields.referenceReasoning}
          onChange={(event) => set({ referenceReasoning: event.target.value })}
        />
        {failure && <Notice isAlert tone="bad" title="The case was not saved" detail={failure} />}
        <div className="flex gap-2">
          <Button type="submit" tone="primary">
            {original ? 'Save revision' : 'Save case'}
          </Button>
          <Link
            to="/"
            className="inline-flex h-9 items-center rounded-md px-3 text-sm text-ink-soft hover:bg-raised"
            onClick={() => forgetDraft(draftKey)}
          >
            Discard
          </Link>
        </div>
      </form>
    </DropZone>
  )
}
