import { useMemo, useRef, useState } from 'react'
import type { Adjudication } from '../../domain/adjudication/adjudication'
import { DISAGREEMENT_CAUSES, type DisagreementCause } from '../../domain/adjudication/find-disagreements'
import type { Project } from '../../domain/project'
import type { Rubric } from '../../domain/rubric'
import { announce } from '../../ui/announcer'
import { SelectField } from '../../ui/field'
import { Kbd } from '../../ui/kbd'
import { showToast } from '../../ui/toasts'
import { countOf } from '../count-of'
import { useReviewer } from '../reviewer'
import { useServices } from '../services'
import { CAUSE_WORDS, describeUnit, describeValue } from './choices'
import { type Decision, DisputedItem } from './disputed-item'
import { isDisputed, toItems } from './queue'
import type { ProjectUnit } from './reading/protocol'
import { RulesPanel } from './rules-panel'
import { useDeskKeys } from './use-desk-keys'

interface AdjudicationDeskProps {
  readonly project: Project
  readonly rubric: Rubric
  readonly units: readonly ProjectUnit[]
  readonly decisions: readonly Adjudication[]
}

/** Rules on top, then one disagreement at a time. */
export function AdjudicationDesk({ project, rubric, units, decisions }: AdjudicationDeskProps) {
  const { storage, clock } = useServices()
  const reviewer = useReviewer()
  const [shown, setShown] = useState<'open' | 'decided'>('open')
  const [cause, setCause] = useState<DisagreementCause | null>(null)
  const [currentId, setCurrentId] = useState<string | null>(null)
  /** What each decision of this visit replaced, the newest last. */
  const undoable = useRef<{ readonly id: string; readonly before: Adjudication | null }[]>([])

  const items = useMemo(() => toItems(project.id, units, decisions), [project.id, units, decisions])
  const disputed = useMemo(() => items.filter(isDisputed), [items])
  const decided = disputed.filter(({ decision }) => decision !== null).length
  const listed = disputed.filter(
    ({ decision, unit }) =>
      (decision !== null) === (shown === 'decided') && (cause === null || unit.cause === cause),
  )
  const place = Math.max(
    0,
    listed.findIndex(({ id }) => id === currentId),
  )
  const current = listed[place]

  const move = (by: number) => setCurrentId(listed[(place + by + listed.length) % listed.length]?.id ?? null)

  async function decide({ value, rewrite, why, needsGuideline }: Decision) {
    if (!current || !reviewer) return
    const { unit, id, decision: before } = current
    setCurrentId(shown === 'open' ? ((listed[place + 1] ?? listed[0])?.id ?? null) : id)
    undoable.current.push({ id, before })
    const decision: Adjudication = {
      id,
      projectId: project.id,
      runId: unit.runId,
      caseId: unit.caseId,
      unit: unit.unit,
      value: [...value].sort(),
      rewrite,
      way: 'adjudicator',
      why,
      needsGuideline,
      decidedBy: reviewer.id,
      decidedAt: clock(),
    }
    announce(`${describeUnit(unit.unit, rubric)}: ${describeValue(unit.unit, value, rubric)}`)
    await attempt(() => storage.adjudications.decide([decision], reviewer.id))
  }

  async function undo() {
    const last = undoable.current.pop()
    if (!last || !reviewer) return
    const { id, before } = last
    await attempt(() =>
      before
        ? storage.adjudications.decide([{ ...before, decidedAt: clock() }], reviewer.id)
        : storage.adjudications.withdraw([id], reviewer.id, 'taken back', clock()),
    )
    setCurrentId(id)
    announce('The last decision was taken back')
  }

  useDeskKeys({ onNext: () => move(1), onPrevious: () => move(-1), onUndo: () => void undo() })

  return (
    <>
      <RulesPanel project={project} items={items} />
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-44">
          <SelectField
            label="Show"
            value={shown}
            onChange={(event) => setShown(event.target.value === 'decided' ? 'decided' : 'open')}
          >
            <option value="open">Still open ({disputed.length - decided})</option>
            <option value="decided">Decided ({decided})</option>
          </SelectField>
        </div>
        <div className="w-72 max-w-full">
          <SelectField
            label="Cause"
            value={cause ?? ''}
            onChange={(event) =>
              setCause(DISAGREEMENT_CAUSES.find((each) => each === event.target.value) ?? null)
            }
          >
            <option value="">All causes</option>
            {DISAGREEMENT_CAUSES.map((each) => (
              <option key={each} value={each}>
                {CAUSE_WORDS[each]}
              </option>
            ))}
          </SelectField>
        </div>
        <div className="grid min-w-48 flex-1 gap-1 pb-0.5">
          <meter
            className="h-2 w-full"
            aria-label="Disagreements decided"
            min={0}
            max={Math.max(1, disputed.length)}
            value={decided}
          />
          <p className="text-xs text-ink-soft numerals">
            {decided.toLocaleString()} of {countOf(disputed.length, 'disagreement')} decided, out of{' '}
            {countOf(units.length, 'answer')} that two or more gave
          </p>
        </div>
      </div>
      <p className="-mt-2 text-xs text-ink-faint">
        A number decides, <Kbd>0</Kbd> none fits, <Kbd>j</Kbd> <Kbd>k</Kbd> move, <Kbd>z</Kbd> takes the last
        decision back, <Kbd>Esc</Kbd> leaves a text field.
      </p>
      {current ? (
        <DisputedItem
          key={`${current.id} ${current.decision?.decidedAt ?? ''}`}
          project={project}
          rubric={rubric}
          item={current}
          place={`${place + 1} of ${listed.length}`}
          onDecide={(decision) => void decide(decision)}
          onMove={move}
        />
      ) : (
        <p className="text-ink-soft">
          {shown === 'decided'
            ? 'Nothing here was decided yet.'
            : disputed.length === 0
              ? 'The reviewers agree on everything that two of them answered.'
              : 'Nothing is left to decide here.'}
        </p>
      )}
    </>
  )
}

async function attempt(write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    showToast(`Not saved: ${error instanceof Error ? error.message : String(error)}`)
  }
}
