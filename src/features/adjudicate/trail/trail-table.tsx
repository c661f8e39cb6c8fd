import type { AdjudicatedUnit } from '../../../domain/adjudication/adjudication'
import type { Project } from '../../../domain/project'
import type { Rubric } from '../../../domain/rubric'
import type { ProjectAuditEntry } from '../../../storage'
import { classNames } from '../../../ui/class-names'
import { caseNumberOf, reviewerName } from '../../project-frame'
import { describeUnit, describeValue } from '../choices'
import { parseSubject, readRecord } from './read-entry'

interface TrailTableProps {
  readonly project: Project
  readonly rubric: Rubric | null
  readonly entries: readonly ProjectAuditEntry[]
  readonly brokenSeq: number | null
}

/** Entries of the trail: who, when, what, from what to what, why. */
export function TrailTable({ project, rubric, entries, brokenSeq }: TrailTableProps) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Entries of the audit trail">
      <table className="w-full min-w-[44rem] text-sm numerals">
        <thead>
          <tr className="border-b border-line text-left text-xs text-ink-faint">
            {['No.', 'When', 'Who', 'What', 'From', 'To', 'Why'].map((name) => (
              <th key={name} scope="col" className="py-1.5 pr-3 font-semibold">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <TrailRow
              key={entry.seq}
              project={project}
              rubric={rubric}
              entry={entry}
              isBroken={entry.seq === brokenSeq}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const ACTION_WORDS: Readonly<Record<string, string>> = {
  decide: 'Decided',
  'decide again': 'Decided again',
  withdraw: 'Taken back',
}

function TrailRow({
  project,
  rubric,
  entry,
  isBroken,
}: {
  project: Project
  rubric: Rubric | null
  entry: ProjectAuditEntry
  isBroken: boolean
}) {
  const subject = parseSubject(entry.subject)
  const where = subject
    ? `Case ${caseNumberOf(project, caseOfRun(project, subject.runId))}, ${describeUnit(subject.unit, rubric)}`
    : entry.subject
  return (
    <tr className={classNames('border-b border-line align-top', isBroken && 'bg-bad-soft')}>
      <td className="py-1.5 pr-3 text-ink-faint">
        {entry.seq}
        {isBroken && <span className="block font-semibold text-bad">broken</span>}
      </td>
      <td className="py-1.5 pr-3 whitespace-nowrap">
        {new Date(entry.at).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' })}
      </td>
      <td className="py-1.5 pr-3">{entry.who === 'rules' ? 'Rules' : reviewerName(project, entry.who)}</td>
      <td className="py-1.5 pr-3">
        {ACTION_WORDS[entry.action] ?? entry.action}
        <span className="block text-xs text-ink-soft">{where}</span>
      </td>
      <td className="py-1.5 pr-3">
        <RecordText record={entry.before} unit={subject?.unit ?? null} rubric={rubric} />
      </td>
      <td className="py-1.5 pr-3">
        <RecordText record={entry.after} unit={subject?.unit ?? null} rubric={rubric} />
      </td>
      <td className="py-1.5 wrap-anywhere">{entry.why}</td>
    </tr>
  )
}

function RecordText({
  record,
  unit,
  rubric,
}: {
  record: unknown
  unit: AdjudicatedUnit | null
  rubric: Rubric | null
}) {
  const read = readRecord(record)
  if (read === null) return <span className="text-ink-faint">open</span>
  return (
    <>
      {unit ? describeValue(unit, read.value, rubric) : read.value.join(', ')}
      {read.rewrite !== null && <span className="block text-xs text-ink-soft">“{read.rewrite}”</span>}
      {read.needsGuideline && <span className="block text-xs text-caution">guideline needs work</span>}
    </>
  )
}

const caseOfRun = (project: Project, runId: string) =>
  Object.entries(project.runs).find(([, runs]) => runs.some((run) => run === runId))?.[0] ?? ''
