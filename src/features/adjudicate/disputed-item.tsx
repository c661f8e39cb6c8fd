import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Project } from '../../domain/project'
import type { Rubric } from '../../domain/rubric'
import { Button } from '../../ui/button'
import { TextArea } from '../../ui/field'
import { Notice } from '../../ui/notice'
import { WordDiff } from '../../ui/word-diff'
import { gradedRunQuery } from '../graded-run-query'
import { caseNumberOf, reviewerName } from '../project-frame'
import { useServices } from '../services'
import { AnswerColumns } from './answer-columns'
import { CAUSE_WORDS, choicesOfUnit, describeUnit, describeValue, takesSeveral } from './choices'
import { DecisionButtons } from './decision-buttons'
import { DisputedText } from './disputed-text'
import type { QueueItem } from './queue'

export interface Decision {
  readonly value: readonly string[]
  readonly rewrite: string | null
  readonly why: string
  readonly needsGuideline: boolean
}

interface DisputedItemProps {
  readonly project: Project
  readonly rubric: Rubric
  readonly item: QueueItem
  /** "3 of 40". */
  readonly place: string
  readonly onDecide: (decision: Decision) => void
  readonly onMove: (by: number) => void
}

/** One disagreement: what it is about, what each reviewer said, and the decision. */
export function DisputedItem({ project, rubric, item, place, onDecide, onMove }: DisputedItemProps) {
  const { unit, decision } = item
  const graded = useQuery(gradedRunQuery(useServices(), unit.runId)).data ?? null
  const step = unit.unit.kind === 'verdict' ? null : unit.unit.step
  const stepText = step === null ? null : (graded?.run.steps[step]?.text ?? null)
  const [rewrite, setRewrite] = useState<string | null>(decision?.rewrite ?? null)
  const [why, setWhy] = useState(decision?.way === 'adjudicator' ? decision.why : '')
  const [needsGuideline, setNeedsGuideline] = useState(decision?.needsGuideline ?? false)
  const isRewritten = rewrite !== null && rewrite.trim() !== '' && rewrite !== stepText

  return (
    <article
      aria-label={`Disagreement ${place}`}
      className="grid grid-cols-[minmax(0,1fr)] gap-4 border-t border-line pt-4"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="text-lg font-semibold">
          Case {caseNumberOf(project, unit.caseId)} · {describeUnit(unit.unit, rubric)}
        </h2>
        <span className="text-sm text-ink-soft">{unit.cause && CAUSE_WORDS[unit.cause]}</span>
        <span className="ml-auto flex items-center gap-2 text-sm text-ink-faint numerals">
          {place}
          <Button size="sm" onClick={() => onMove(-1)}>
            Previous
          </Button>
          <Button size="sm" onClick={() => onMove(1)}>
            Next
          </Button>
        </span>
      </header>
      {graded && <DisputedText run={graded.run} subject={graded.subject} unit={unit.unit} />}
      <AnswerColumns
        unit={unit}
        rubric={rubric}
        stepText={stepText}
        presentation={graded?.subject.presentation ?? null}
        onTakeRewrite={setRewrite}
      />
      {decision && (
        <Notice
          title={`Decided: ${describeValue(unit.unit, decision.value, rubric)}`}
          detail={`${decision.decidedBy ? reviewerName(project, decision.decidedBy) : 'By rule'}, ${new Date(decision.decidedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}${decision.why === '' ? '' : `: ${decision.why}`}. Deciding again is kept beside it in the audit trail.`}
        />
      )}
      <div className="grid gap-3 rounded-md border border-line bg-surface p-4">
        <DecisionButtons
          choices={choicesOfUnit(unit.unit, rubric)}
          takesSeveral={takesSeveral(unit.unit, rubric)}
          decided={decision?.value ?? null}
          onDecide={(value) =>
            onDecide({ value, rewrite: isRewritten ? rewrite : null, why: why.trim(), needsGuideline })
          }
        />
        <TextArea
          label="Why (optional)"
          rows={2}
          value={why}
          onChange={(event) => setWhy(event.target.value)}
        />
        {stepText !== null &&
          (rewrite === null ? (
            <Button size="sm" className="justify-self-start" onClick={() => setRewrite(stepText)}>
              Write the step anew
            </Button>
          ) : (
            <div className="grid gap-2">
              <TextArea
                label="The step as it should read"
                rows={3}
                value={rewrite}
                onChange={(event) => setRewrite(event.target.value)}
              />
              {isRewritten && (
                <div className="text-sm">
                  <WordDiff before={stepText} after={rewrite} />
                </div>
              )}
              <Button size="sm" tone="quiet" className="justify-self-start" onClick={() => setRewrite(null)}>
                Leave the step as it is
              </Button>
            </div>
          ))}
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={needsGuideline}
            onChange={(event) => setNeedsGuideline(event.target.checked)}
          />
          The guideline needs work: it does not settle this
        </label>
      </div>
    </article>
  )
}
