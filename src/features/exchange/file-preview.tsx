import { useState } from 'react'
import type { Project } from '../../domain/project'
import type { MergeOutcome } from '../../storage'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { countOf } from '../count-of'
import type { ReadFile } from './read-file'
import type { SignatureState } from './signing'

interface FilePreviewProps {
  readonly project: Project
  readonly read: ReadFile
  readonly onMerge: (joinsProject: boolean) => Promise<void>
  readonly onCancel: () => void
}

/** Whose file it is, whether its signature holds, and what it would change. */
export function FilePreview({ project, read, onMerge, onCancel }: FilePreviewProps) {
  const { file, state, outcomes } = read
  const isMember = project.reviewers.some(({ id }) => id === file.reviewer.id)
  const [joins, setJoins] = useState(true)
  const [isConfirmed, setIsConfirmed] = useState(false)
  const [isMerging, setIsMerging] = useState(false)
  const isTrusted = state === 'valid-known' || state === 'valid-first'
  const otherRubric = file.reviews.filter(
    ({ review }) =>
      review.rubric.id !== project.rubric.id || review.rubric.version !== project.rubric.version,
  ).length
  const gains = outcomes.some(({ kind }) => kind === 'added' || kind === 'merged')

  return (
    <div className="grid gap-3 rounded-md border border-line bg-surface p-4">
      <div>
        <h3 className="font-semibold wrap-anywhere">
          {file.reviewer.name}
          {file.project && (
            <span className="font-normal text-ink-soft">, from the project “{file.project.name}”</span>
          )}
        </h3>
        <p className="text-sm text-ink-soft">
          Saved{' '}
          {new Date(file.exportedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}
        </p>
      </div>
      <SignatureNotice state={state} name={file.reviewer.name} />
      <OutcomeTable outcomes={outcomes} />
      {otherRubric > 0 && (
        <Notice
          tone="caution"
          title={`${countOf(otherRubric, 'run')} graded under another rubric than this project’s`}
          detail="Their labels may not mean the same. They are kept with the rubric they were made under."
        />
      )}
      {!isMember && (
        <label className="flex items-start gap-2 text-sm">
          <input
            type="checkbox"
            className="mt-1"
            checked={joins}
            onChange={(event) => setJoins(event.target.checked)}
          />
          <span>
            Put {file.reviewer.name} on the project’s list of reviewers. Only their grades count for agreement
            and adjudication.
          </span>
        </label>
      )}
      {!isTrusted && (
        <label className="flex items-start gap-2 text-sm">
          <input
            type="checkbox"
            className="mt-1"
            checked={isConfirmed}
            onChange={(event) => setIsConfirmed(event.target.checked)}
          />
          <span>I know where this file comes from and want it merged all the same</span>
        </label>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          tone="primary"
          disabled={isMerging || (!isTrusted && !isConfirmed) || !(gains || (joins && !isMember))}
          onClick={() => {
            setIsMerging(true)
            void onMerge(joins && !isMember)
          }}
        >
          Merge
        </Button>
        <Button onClick={onCancel}>Leave it</Button>
        {!gains && (
          <span className="self-center text-sm text-ink-soft">Nothing in it is new to this library.</span>
        )}
      </div>
    </div>
  )
}

function OutcomeTable({ outcomes }: { outcomes: readonly MergeOutcome[] }) {
  const ofKind = (kind: MergeOutcome['kind']) => outcomes.filter((each) => each.kind === kind).length
  const merged = outcomes.filter((each) => each.kind === 'merged')
  const changed = merged.reduce((sum, each) => sum + each.changed, 0)
  const conflicts = merged.reduce((sum, each) => sum + each.conflicts, 0)
  const rows: readonly (readonly [string, number, string])[] = [
    ['Added', ofKind('added'), 'runs that this library has no grades of theirs for'],
    ['Changed', changed, 'grades that they changed since their last file'],
    ['In conflict', conflicts, 'grades changed in two places apart; both stay until you choose'],
    ['Unchanged', ofKind('unchanged'), 'runs with nothing new'],
    ['Run missing', ofKind('run-missing'), 'runs that are not in this library; left out'],
  ]
  return (
    <table className="text-sm">
      <caption className="pb-1 text-left text-xs font-semibold text-ink-soft">What a merge would do</caption>
      <tbody>
        {rows.map(([name, count, meaning]) => (
          <tr key={name} className="border-t border-line align-baseline">
            <th scope="row" className="w-28 py-1 pr-3 text-left font-medium">
              {name}
            </th>
            <td className="w-12 py-1 pr-3 text-right font-semibold numerals">{count.toLocaleString()}</td>
            <td className="py-1 text-ink-soft">{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SignatureNotice({ state, name }: { state: SignatureState; name: string }) {
  switch (state) {
    case 'valid-known':
      return (
        <Notice
          tone="good"
          title="The signature is valid"
          detail={`The file is as it was saved, with the key that ${name} used before.`}
        />
      )
    case 'valid-first':
      return (
        <Notice
          tone="good"
          title="The signature is valid"
          detail={`The file is as it was saved. It is the first one of ${name} here: their key is remembered from now on.`}
        />
      )
    case 'valid-other-key':
      return (
        <Notice
          tone="caution"
          title="Signed with another key than before"
          detail={`The file is as it was saved, but not with the key that ${name} used before. They may have graded in another browser, or somebody else writes in their name. Ask them.`}
        />
      )
    case 'broken':
      return (
        <Notice
          tone="bad"
          title="The signature is broken"
          detail="The file was changed after it was signed. Ask for it again."
        />
      )
    case 'unsigned':
      return (
        <Notice
          tone="caution"
          title="The file is not signed"
          detail={`Nothing shows that it is by ${name}, or that it is as they saved it.`}
        />
      )
  }
}
