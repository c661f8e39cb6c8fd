import { useMemo, useState } from 'react'
import type { DecisionRules } from '../../domain/adjudication/auto-decide'
import type { Project } from '../../domain/project'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/field'
import { showToast } from '../../ui/toasts'
import { countOf } from '../count-of'
import { useReviewer } from '../reviewer'
import { useServices } from '../services'
import { type QueueItem, previewRules } from './queue'

const [LEAST_PERCENT, MOST_PERCENT, USUAL_PERCENT] = [51, 100, 66]

/** Rules that decide without a person: what they would decide is shown before, and can be taken back after. */
export function RulesPanel({ project, items }: { project: Project; items: readonly QueueItem[] }) {
  const { storage, clock } = useServices()
  const reviewer = useReviewer()
  const [decidesUnanimous, setDecidesUnanimous] = useState(true)
  const [usesMajority, setUsesMajority] = useState(false)
  const [percent, setPercent] = useState(USUAL_PERCENT)
  const isPercent = Number.isInteger(percent) && percent >= LEAST_PERCENT && percent <= MOST_PERCENT
  const preview = useMemo(() => {
    const rules: DecisionRules = {
      decidesUnanimous,
      majority: usesMajority && isPercent ? percent / 100 : null,
    }
    return previewRules(items, rules)
  }, [items, decidesUnanimous, usesMajority, isPercent, percent])
  const open = items.filter(({ decision }) => decision === null).length
  const unanimous = preview.filter(({ way }) => way === 'unanimous').length
  const byRule = items.flatMap(({ decision }) =>
    decision !== null && decision.way !== 'adjudicator' ? [decision.id] : [],
  )

  async function withdraw(ids: readonly string[]) {
    if (!reviewer) return
    await storage.adjudications.withdraw(ids, reviewer.id, 'decisions by rule taken back', clock())
    showToast(`${countOf(ids.length, 'decision')} taken back.`)
  }

  async function decide() {
    const at = clock()
    const decisions = preview.map(({ item, value, way }) => ({
      id: item.id,
      projectId: project.id,
      runId: item.unit.runId,
      caseId: item.unit.caseId,
      unit: item.unit.unit,
      value,
      rewrite: null,
      way,
      why: way === 'unanimous' ? 'all reviewers agree' : `at least ${percent} % of the reviewers agree`,
      needsGuideline: false,
      decidedBy: null,
      decidedAt: at,
    }))
    await storage.adjudications.decide(decisions, 'rules')
    const ids = decisions.map(({ id }) => id)
    showToast(`${countOf(ids.length, 'answer')} decided by rule.`, {
      label: 'Undo',
      run: () => void withdraw(ids).catch(tellFailure),
    })
  }

  return (
    <details className="rounded-md border border-line bg-surface">
      <summary className="px-4 py-2.5 text-sm font-semibold">
        Decide by rule
        <span className="ml-2 font-normal text-ink-soft numerals">
          {byRule.length > 0 && `${byRule.length.toLocaleString()} decided so, `}
          {preview.length.toLocaleString()} could be
        </span>
      </summary>
      <div className="grid gap-3 px-4 pb-4 text-sm">
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={decidesUnanimous}
            onChange={(event) => setDecidesUnanimous(event.target.checked)}
          />
          Where all reviewers agree, their answer is final
        </label>
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={usesMajority}
            onChange={(event) => setUsesMajority(event.target.checked)}
          />
          So is the answer of a majority
        </label>
        {usesMajority && (
          <TextField
            type="number"
            label="At least so many of the reviewers, %"
            className="w-28!"
            min={LEAST_PERCENT}
            max={MOST_PERCENT}
            value={Number.isNaN(percent) ? '' : percent}
            error={isPercent ? null : `A whole number from ${LEAST_PERCENT} to ${MOST_PERCENT}.`}
            onChange={(event) => setPercent(event.target.valueAsNumber)}
          />
        )}
        <p className="max-w-prose text-ink-soft numerals">
          Of {countOf(open, 'open answer')} this would decide {preview.length.toLocaleString()}:{' '}
          {unanimous.toLocaleString()} unanimous, {(preview.length - unanimous).toLocaleString()} by majority.
          Where anybody is unsure, or all say bad for different errors, a person has to look.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button
            tone="primary"
            disabled={preview.length === 0}
            onClick={() => void decide().catch(tellFailure)}
          >
            Decide {countOf(preview.length, 'answer')}
          </Button>
          {byRule.length > 0 && (
            <Button onClick={() => void withdraw(byRule).catch(tellFailure)}>
              Take back all {byRule.length.toLocaleString()} decisions by rule
            </Button>
          )}
        </div>
      </div>
    </details>
  )
}

const tellFailure = (error: unknown) =>
  showToast(`Not saved: ${error instanceof Error ? error.message : String(error)}`)
