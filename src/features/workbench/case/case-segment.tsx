import { memo, type ReactNode } from 'react'
import { type Finding, findingStatus } from '../../../domain/finding'
import { classNames } from '../../../ui/class-names'
import { HiddenCharacter } from '../../safe-text'
import { selectFinding, stopAtFinding, useSelection } from '../selection'

/** What a stretch of the case can be marked as. */
export type CaseMark =
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'lit' }
  | { readonly kind: 'hidden'; readonly label: string }

const STATUS = {
  present: { className: 'finding-present', says: 'present' },
  absent: { className: 'finding-absent text-ink-soft', says: 'absent' },
  uncertain: { className: 'finding-uncertain', says: 'uncertain' },
} as const

/** A stretch of case text under one set of marks. Always text, never markup. */
export const CaseSegment = memo(function CaseSegment({
  text,
  marks,
}: {
  text: string
  marks: readonly CaseMark[]
}) {
  const hidden = marks.find((mark) => mark.kind === 'hidden')
  const finding = marks.find((mark) => mark.kind === 'finding')?.finding
  const isLit = marks.some((mark) => mark.kind === 'lit')
  if (hidden) return <HiddenCharacter label={hidden.label} />
  const shown = isLit ? <mark className="rounded-xs bg-spotlight text-ink">{text}</mark> : text
  return finding ? <FindingText finding={finding}>{shown}</FindingText> : shown
}, isSameSegment)

/** Marks are made anew with each selection; most segments stay what they were. */
function isSameSegment(
  before: { text: string; marks: readonly CaseMark[] },
  after: { text: string; marks: readonly CaseMark[] },
): boolean {
  return (
    before.text === after.text &&
    before.marks.length === after.marks.length &&
    before.marks.every((mark, index) => isSameMark(mark, after.marks[index]))
  )
}

function isSameMark(a: CaseMark, b: CaseMark | undefined): boolean {
  if (a.kind === 'finding') return b?.kind === 'finding' && a.finding === b.finding
  if (a.kind === 'hidden') return b?.kind === 'hidden' && a.label === b.label
  return b?.kind === 'lit'
}

function FindingText({ finding, children }: { finding: Finding; children: ReactNode }) {
  const isSelected = useSelection((state) => state.conceptId === finding.conceptId)
  const isTabStop = useSelection((state) => state.findingStop === finding.span.start)
  const { className, says } = STATUS[findingStatus(finding)]
  const about =
    finding.experiencer === 'relative' ? ', a relative’s' : finding.temporality === 'past' ? ', past' : ''
  const toggle = () => selectFinding(isSelected ? null : finding.conceptId)
  // A native button can't break across lines in the middle of a sentence; this one reads and works like one.
  return (
    <span
      role="button"
      tabIndex={isTabStop ? 0 : -1}
      data-finding={finding.span.start}
      aria-pressed={isSelected}
      title={`${finding.label}: ${says}${about}`}
      onClick={toggle}
      onFocus={() => stopAtFinding(finding.span.start)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        toggle()
      }}
      className={classNames(
        'cursor-pointer rounded-xs hover:bg-accent-soft',
        className,
        isSelected && 'bg-accent-soft outline outline-accent',
      )}
    >
      {children}
    </span>
  )
}
