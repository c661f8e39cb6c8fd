import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { CaseId } from '../../domain/ids'
import {
  HYGIENE_RULES,
  type HygieneReport,
  type HygieneRule,
  type RuleReport,
} from '../../formats/dataset/hygiene/check-hygiene'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/field'
import { showToast } from '../../ui/toasts'
import { useServices } from '../services'
import { RULE_WORDS } from './words'

/** More are counted and can be left out with the others, not listed. */
const LISTED = 100

interface Props {
  readonly report: HygieneReport
  readonly titles: Readonly<Record<string, string>>
}

/** What may be wrong with the cases themselves. Each rule opens into its cases; nothing is left out by itself. */
export function HygieneReportView({ report, titles }: Props) {
  const hit = HYGIENE_RULES.filter((rule) => report.rules[rule].hits.length > 0)
  const clean = HYGIENE_RULES.filter((rule) => report.rules[rule].hits.length === 0)
  return (
    <section aria-label="Hygiene" className="grid gap-2">
      <h2 className="font-semibold numerals">Hygiene of {report.cases.toLocaleString()} cases</h2>
      <p className="max-w-prose text-sm text-ink-soft">
        Hints, found by rules and not always right. Look before you leave cases out; it can be taken back at
        any time.
      </p>
      <div className="border-t border-line">
        {hit.map((rule) => (
          <Rule key={rule} {...{ rule, titles }} report={report.rules[rule]} />
        ))}
      </div>
      {clean.length > 0 && (
        <p className="text-sm text-ink-soft">
          Nothing found: {clean.map((rule) => RULE_WORDS[rule].title.toLowerCase()).join('; ')}.
        </p>
      )}
    </section>
  )
}

interface RuleProps {
  readonly rule: HygieneRule
  readonly report: RuleReport
  readonly titles: Readonly<Record<string, string>>
}

function Rule({ rule, report: { hits, checked }, titles }: RuleProps) {
  const { title, why } = RULE_WORDS[rule]
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className="border-b border-line py-2" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer text-sm">
        <span className="font-medium">{title}</span>{' '}
        <span className="text-ink-soft numerals">
          {hits.length.toLocaleString()} of {checked.toLocaleString()}
        </span>
      </summary>
      {isOpen && (
        <div className="grid gap-2 pt-2 pl-4">
          <p className="text-sm text-ink-soft">{why}</p>
          <ExcludeForm ids={hits.map(({ id }) => id as CaseId)} reason={title} />
          <ul className="text-sm">
            {hits.slice(0, LISTED).map(({ id, detail, earlierId }) => (
              <li key={id} className="py-0.5 wrap-anywhere">
                <CaseLink id={id} title={titles[id]} />
                {detail !== '' && <span className="text-ink-soft"> · {detail}</span>}
                {earlierId !== null && (
                  <span className="text-ink-soft">
                    {' '}
                    · repeats <CaseLink id={earlierId} title={titles[earlierId] ?? 'an earlier case'} />
                  </span>
                )}
              </li>
            ))}
          </ul>
          {hits.length > LISTED && (
            <p className="text-xs text-ink-faint numerals">
              and {(hits.length - LISTED).toLocaleString()} more
            </p>
          )}
        </div>
      )}
    </details>
  )
}

function CaseLink({ id, title }: { id: string; title: string | undefined }) {
  return (
    <Link
      to="/case/$caseId"
      params={{ caseId: id }}
      search={{ run: undefined, step: undefined }}
      className="underline"
    >
      {title ?? id}
    </Link>
  )
}

function ExcludeForm({ ids, reason: proposed }: { ids: readonly CaseId[]; reason: string }) {
  const { storage, clock } = useServices()
  const [reason, setReason] = useState(proposed)
  async function exclude(event: FormEvent) {
    event.preventDefault()
    const excludedAt = clock()
    try {
      await storage.exclusions.exclude(ids.map((id) => ({ id, reason: reason.trim(), excludedAt })))
      showToast(`${ids.length.toLocaleString()} cases are left out of grading.`, {
        label: 'Undo',
        run: () => void storage.exclusions.include(ids),
      })
    } catch (error) {
      showToast(`Nothing was left out: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return (
    <form className="flex flex-wrap items-end gap-2" onSubmit={(event) => void exclude(event)}>
      <TextField
        label="Reason"
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        className="w-72! max-w-full"
      />
      <Button type="submit" disabled={reason.trim() === ''}>
        Leave {ids.length.toLocaleString()} out of grading
      </Button>
    </form>
  )
}
