import { decideLink, scoreLinks } from '../../../domain/alignment/score-links'
import type { SuggestedLink } from '../../../domain/alignment/suggest-links'
import type { ReferenceStatement } from '../../../domain/case'
import type { ReferenceLink } from '../../../domain/review'
import { Button } from '../../../ui/button'
import { Kbd } from '../../../ui/kbd'
import { useGrading } from '../grading/grading-context'
import { useReviewStore } from '../grading/review-store'
import { useKeyOf } from '../keys/key-store'
import { selectStep } from '../selection'
import { nextUndecided } from './use-alignment'

interface AlignmentPanelProps {
  readonly statements: readonly ReferenceStatement[]
  readonly stepCount: number
  readonly suggestions: readonly SuggestedLink[]
}

const NO_LINKS: readonly ReferenceLink[] = []

/** The authors' statements with the steps that say the same; recall, precision and F1 as they are now. */
export function AlignmentPanel({ statements, stepCount, suggestions }: AlignmentPanelProps) {
  const links = useReviewStore((state) => state.review?.links ?? NO_LINKS)
  const { change } = useGrading()
  const { recall, precision, f1 } = scoreLinks(links, stepCount, statements.length)
  const asked = nextUndecided(suggestions, links)
  const decide = (link: ReferenceLink) => change({ part: 'links', value: decideLink(links, link) })
  return (
    <section aria-label="Authors’ statements" className="pb-6">
      <dl className="flex flex-wrap gap-x-4 border-b border-line px-4 py-2 text-xs numerals">
        <Score name="Recall" value={recall} />
        <Score name="Precision" value={precision} />
        <Score name="F1" value={f1} />
      </dl>
      <AskedLink asked={asked} onDecide={decide} />
      <ol>
        {statements.map(({ text }, statement) => (
          <li key={statement} className="grid grid-cols-[2rem_1fr] border-b border-line py-2 pr-4">
            <span className="pl-3 text-xs font-semibold text-ink-faint numerals">{statement + 1}</span>
            <div className="min-w-0">
              <p className="text-sm wrap-anywhere">{text}</p>
              <StatementLinks statement={statement} links={links} stepCount={stepCount} onDecide={decide} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Score({ name, value }: { name: string; value: number | null }) {
  return (
    <div className="flex gap-1">
      <dt className="text-ink-faint">{name}</dt>
      <dd className="font-semibold">{value === null ? 'undefined' : value.toFixed(2)}</dd>
    </div>
  )
}

function AskedLink({
  asked,
  onDecide,
}: {
  asked: SuggestedLink | null
  onDecide: (link: ReferenceLink) => void
}) {
  const yes = useKeyOf('label-good')
  const no = useKeyOf('label-neutral')
  const back = useKeyOf('align')
  if (!asked)
    return (
      <p className="border-b border-line bg-raised px-4 py-2 text-xs text-ink-soft">
        Every suggested pair is decided. Add others below a statement; <Kbd>{back}</Kbd> goes back to the
        questions.
      </p>
    )
  const { step, statement } = asked
  return (
    <div
      role="group"
      aria-label="Asked now"
      className="grid gap-2 border-b border-line bg-raised px-4 py-2.5"
    >
      <p className="text-sm font-semibold numerals">
        Does{' '}
        <button type="button" className="underline" onClick={() => selectStep(step)}>
          step {step + 1}
        </button>{' '}
        say what statement {statement + 1} says?
      </p>
      <div className="flex gap-1">
        <Button size="sm" onClick={() => onDecide({ step, statement, isSame: true })}>
          <Kbd>{yes}</Kbd> The same
        </Button>
        <Button size="sm" onClick={() => onDecide({ step, statement, isSame: false })}>
          <Kbd>{no}</Kbd> Not the same
        </Button>
      </div>
    </div>
  )
}

interface StatementLinksProps {
  readonly statement: number
  readonly links: readonly ReferenceLink[]
  readonly stepCount: number
  readonly onDecide: (link: ReferenceLink) => void
}

function StatementLinks({ statement, links, stepCount, onDecide }: StatementLinksProps) {
  const same = links.filter((link) => link.statement === statement && link.isSame).map(({ step }) => step)
  const others = Array.from({ length: stepCount }, (_, step) => step).filter((step) => !same.includes(step))
  return (
    <div className="mt-1 flex flex-wrap items-center gap-1.5 text-xs numerals">
      {same
        .toSorted((a, b) => a - b)
        .map((step) => (
          <button
            key={step}
            type="button"
            title="Take the link away"
            onClick={() => onDecide({ step, statement, isSame: false })}
            className="rounded-md border border-good bg-good-soft px-1.5 font-semibold text-good"
          >
            step {step + 1} ✕
          </button>
        ))}
      {same.length === 0 && <span className="text-ink-faint">in no step</span>}
      <select
        aria-label={`A step that says statement ${statement + 1}`}
        className="h-6 rounded-md border border-line-strong bg-surface text-xs text-ink-soft"
        value=""
        onChange={(event) => onDecide({ step: Number(event.target.value), statement, isSame: true })}
      >
        <option value="" disabled>
          Add…
        </option>
        {others.map((step) => (
          <option key={step} value={step}>
            step {step + 1}
          </option>
        ))}
      </select>
    </div>
  )
}
