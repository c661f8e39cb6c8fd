import { useState } from 'react'
import { VERDICTS, type Verdict } from '../../../domain/rubric'
import { Button } from '../../../ui/button'
import { Kbd } from '../../../ui/kbd'
import { useGrading } from '../grading/grading-context'
import { useReviewStore } from '../grading/review-store'
import { useKeyStore } from '../keys/key-store'
import { VERDICT_WORDS } from '../../words'

/** The reviewer's verdict on the leading diagnosis; the gold diagnosis is shown only when asked for. */
export function VerdictBar({ leading, gold }: { leading: string | null; gold: string | null }) {
  const verdict = useReviewStore((state) => state.review?.verdict ?? null)
  const { change } = useGrading()
  const keys = useKeyStore((state) => state.keys)
  const [showsGold, setShowsGold] = useState(false)
  if (!leading) return null
  const choose = (value: Verdict) => change({ part: 'verdict', value: verdict === value ? null : value })
  return (
    <section aria-label="Verdict on the diagnosis" className="mx-4 mt-4 border-t border-line-strong pt-3">
      <h3 className="text-sm">
        Verdict on <span className="font-semibold">{leading}</span>
      </h3>
      <div className="mt-2 flex flex-wrap gap-1">
        {VERDICTS.map((value) => (
          <Button key={value} size="sm" aria-pressed={verdict === value} onClick={() => choose(value)}>
            {VERDICT_WORDS[value]} <Kbd>{keys[`verdict-${value}`] ?? ''}</Kbd>
          </Button>
        ))}
      </div>
      {gold && (
        <p className="mt-2 text-xs">
          {showsGold ? (
            <>
              Gold diagnosis: <span className="font-semibold">{gold}</span>
            </>
          ) : (
            <button type="button" className="text-accent underline" onClick={() => setShowsGold(true)}>
              Show the gold diagnosis
            </button>
          )}
        </p>
      )}
    </section>
  )
}
