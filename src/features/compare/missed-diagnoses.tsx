import { Link } from '@tanstack/react-router'
import type { MissedDiagnoses, MissedDiagnosis } from '../../domain/compare-runs'
import { Icon } from '../../ui/icon'
import { formatLikelihood, formatRatio } from '../words'

interface MissedProps {
  readonly missed: MissedDiagnoses
  /** What the two runs are called. */
  readonly names: readonly [string, string]
}

/** What each of two readers left out that the other has, can't-miss diagnoses marked, with what speaks for each. */
export function MissedSection({ missed: { byA, byB }, names: [first, second] }: MissedProps) {
  return (
    <section aria-label="What each missed" className="mt-7">
      <h2 className="text-lg font-semibold">What each missed</h2>
      <p className="mt-1 text-sm text-ink-soft">
        Of the other’s first five, and of its can’t-miss diagnoses at any rank. For review, teaching and
        research; not a medical device.
      </p>
      <div className="mt-2 grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <MissedList title={`Missed by the first: ${first}`} missed={byA} />
        <MissedList title={`Missed by the second: ${second}`} missed={byB} />
      </div>
    </section>
  )
}

function MissedList({ title, missed }: { title: string; missed: readonly MissedDiagnosis[] }) {
  return (
    <div>
      <h3 className="text-sm font-semibold wrap-anywhere">{title}</h3>
      {missed.length === 0 ? (
        <p className="mt-1 text-sm text-ink-soft">Nothing.</p>
      ) : (
        <ul className="mt-1">
          {missed.map(({ entry, rank }) => (
            <li key={entry.diagnosis} className="border-t border-line py-1.5 text-sm">
              <p className="flex justify-between gap-3">
                <span className="font-medium wrap-anywhere">
                  {entry.diseaseId === null ? (
                    entry.diagnosis
                  ) : (
                    <Link
                      to="/diseases"
                      search={{ id: entry.diseaseId, with: undefined }}
                      className="text-accent underline"
                    >
                      {entry.diagnosis}
                    </Link>
                  )}
                  {entry.isCantMiss && (
                    <span className="ml-1.5 inline-flex items-center gap-0.5 text-2xs font-semibold whitespace-nowrap text-danger">
                      <Icon name="warning" className="size-3" />
                      can’t miss
                    </span>
                  )}
                </span>
                <span className="whitespace-nowrap text-ink-soft numerals">
                  {rank} · {formatLikelihood(entry.likelihood)}
                </span>
              </p>
              {entry.evidenceFor.length > 0 && (
                <p className="text-xs text-ink-soft">
                  For it:{' '}
                  {entry.evidenceFor
                    .slice(0, 3)
                    .map(
                      ({ label, polarity, likelihoodRatio }) =>
                        `${polarity === 'absent' ? 'no ' : ''}${label.charAt(0).toLowerCase()}${label.slice(1)}${likelihoodRatio === null ? '' : ` ${formatRatio(likelihoodRatio)}`}`,
                    )
                    .join(', ')}
                </p>
              )}
              {entry.nextTest && <p className="text-xs text-ink-soft">Settle it: {entry.nextTest}</p>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
