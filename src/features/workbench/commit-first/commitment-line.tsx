import { useReviewStore } from '../grading/review-store'
import { formatLikelihood } from '../../words'

/** What the reader had committed to, above the run's list. */
export function CommitmentLine() {
  const commitment = useReviewStore((state) => state.review?.commitment ?? null)
  if (!commitment) return null
  return (
    <div className="border-b border-line px-4 py-2 text-xs">
      <p className="font-semibold">You committed to</p>
      <ol className="numerals">
        {commitment.entries.map((entry) => (
          <li key={entry.diagnosis} className="flex justify-between gap-3">
            {entry.diagnosis}
            <span className="text-ink-faint">{formatLikelihood(entry.confidence)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
