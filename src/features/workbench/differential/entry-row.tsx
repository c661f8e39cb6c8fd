import { Link } from '@tanstack/react-router'
import { memo, type ReactNode } from 'react'
import type { DifferentialEntry, Evidence } from '../../../domain/differential'
import { classNames } from '../../../ui/class-names'
import { selectDiagnosis, selectStep, useSelection } from '../selection'
import type { FindingUse } from '../uses-of-finding'
import { DIRECTION_WORDS, formatLikelihood, formatRatio } from '../../words'
import { CantMissMark } from './cant-miss-lane'

interface EntryRowProps {
  readonly entry: DifferentialEntry
  readonly rank: number
  /** Ranks gained since the step before; null where the diagnosis is new. */
  readonly movement: number | null
  /** What the selected finding does to it. */
  readonly use: FindingUse | null
  /** Stands in the place of the lists for and against. */
  readonly reasons?: ReactNode
  readonly more?: ReactNode
}

/** One diagnosis: rank, bar with number, movement; opens into why it is there. */
export const EntryRow = memo(function EntryRow({ entry, rank, movement, use, reasons, more }: EntryRowProps) {
  const isOpen = useSelection((state) => state.diagnosis === entry.diagnosis)
  return (
    <li
      className={classNames(
        'border-b border-line',
        isOpen && 'bg-raised',
        use && !isOpen && 'bg-accent-soft/60',
      )}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => selectDiagnosis(isOpen ? null : entry.diagnosis)}
        className="grid w-full grid-cols-[1.5rem_1fr_auto] items-baseline gap-x-1 px-4 pt-1.5 pb-2 text-left hover:bg-raised focus-visible:outline-offset-[-2px]"
      >
        <span className="text-sm font-semibold text-ink-faint numerals">{rank}</span>
        <span className="text-sm leading-snug font-medium">
          {entry.diagnosis}
          {entry.isCantMiss && <CantMissMark />}
          {entry.isLocal && <LocalWord title="Written in this browser" />}
        </span>
        <span className="flex items-baseline gap-1.5 text-sm numerals">
          {use && <Use use={use} />}
          {entry.agreement !== undefined && <Agreement share={entry.agreement} />}
          <span>{formatLikelihood(entry.likelihood)}</span>
        </span>
        {/* Beside the bar, where it takes no room from the name. */}
        <span className="row-start-2 h-2 self-center leading-[0.5rem] numerals">
          <Movement ranks={movement} />
        </span>
        <span
          aria-hidden="true"
          className="col-span-2 col-start-2 row-start-2 mt-1 h-1 overflow-hidden rounded-full bg-neutral-soft"
        >
          <span
            className="block h-full origin-left bg-accent transition-transform duration-200 ease-calm"
            style={{ transform: `scaleX(${entry.likelihood})` }}
          />
        </span>
      </button>
      {isOpen && <Why entry={entry} reasons={reasons} more={more} />}
    </li>
  )
})

/** That the selected finding is used here, which way, and by how much. */
function Use({ use }: { use: FindingUse }) {
  const { direction, likelihoodRatio } = use
  return (
    <span
      className="rounded-xs border border-accent px-1 text-2xs font-medium whitespace-nowrap"
      title={`The selected finding ${DIRECTION_WORDS[direction]} it`}
    >
      <span className="sr-only">the selected finding {DIRECTION_WORDS[direction]} it </span>
      <span aria-hidden="true">{direction === 'neutral' ? 'open' : direction}</span>
      {likelihoodRatio !== null && ` ${formatRatio(likelihoodRatio)}`}
    </span>
  )
}

/** How many of the merged samples list it: where they part, the model is unsure. */
function Agreement({ share }: { share: number }) {
  const percent = Math.round(share * 100)
  return (
    <span className="text-2xs text-ink-faint" title={`In ${percent} % of the samples`}>
      in {percent} %
    </span>
  )
}

function Movement({ ranks }: { ranks: number | null }) {
  if (ranks === null) return <span className="text-2xs text-ink-faint">new</span>
  if (ranks === 0) return null
  return (
    <span className={classNames('text-2xs', ranks > 0 ? 'text-good' : 'text-bad')}>
      <span aria-hidden="true">{ranks > 0 ? '▲' : '▼'}</span>
      <span className="sr-only">{ranks > 0 ? 'up' : 'down'} </span>
      {Math.abs(ranks)}
    </span>
  )
}

function Why({ entry, reasons, more }: Pick<EntryRowProps, 'entry' | 'reasons' | 'more'>) {
  return (
    <div className="grid gap-2 px-4 pb-3 pl-10 text-xs">
      {reasons ?? <ForAndAgainst entry={entry} />}
      <StepLinks title="Steps for" steps={entry.stepsFor} />
      <StepLinks title="Steps against" steps={entry.stepsAgainst} />
      {entry.nextTest && (
        <p>
          <span className="font-semibold">Next: </span>
          {entry.nextTest}
        </p>
      )}
      {more}
      {entry.diseaseId !== null && (
        <p>
          <Link
            to="/diseases"
            search={{ id: entry.diseaseId, with: undefined }}
            className="text-accent underline"
          >
            Its illness script
          </Link>
        </p>
      )}
    </div>
  )
}

function ForAndAgainst({ entry }: { entry: DifferentialEntry }) {
  return (
    <>
      <EvidenceList title="For" evidence={entry.evidenceFor} />
      <EvidenceList title="Against" evidence={entry.evidenceAgainst} />
      {entry.evidenceFor.length + entry.evidenceAgainst.length === 0 && (
        <p className="text-ink-soft">The engine gives no finding for or against it.</p>
      )}
    </>
  )
}

/** Not the packs' own. */
function LocalWord({ title }: { title: string }) {
  return (
    <span className="ml-1.5 text-2xs font-semibold text-caution" title={title}>
      local
    </span>
  )
}

function EvidenceList({ title, evidence }: { title: string; evidence: readonly Evidence[] }) {
  if (evidence.length === 0) return null
  return (
    <div>
      <p className="font-semibold">{title}</p>
      <ul>
        {evidence.map((each) => (
          <li key={`${each.label}-${each.polarity}`} className="flex justify-between gap-3">
            <span>
              {each.polarity === 'absent'
                ? `no ${each.label.charAt(0).toLowerCase()}${each.label.slice(1)}`
                : each.label}
              {each.isLocal && <LocalWord title="By a frequency that was changed in this browser" />}
            </span>
            {each.likelihoodRatio !== null && (
              <span className="text-ink-faint numerals">{formatRatio(each.likelihoodRatio)}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function StepLinks({ title, steps }: { title: string; steps: readonly number[] }) {
  if (steps.length === 0) return null
  return (
    <p className="flex flex-wrap gap-x-1.5">
      <span className="font-semibold">{title}:</span>
      {steps.map((step) => (
        <button
          key={step}
          type="button"
          className="text-accent underline numerals"
          onClick={() => selectStep(step)}
        >
          {step + 1}
        </button>
      ))}
    </p>
  )
}
