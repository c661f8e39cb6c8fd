import { useQuery } from '@tanstack/react-query'
import { live } from '../../storage'
import { Button } from '../../ui/button'
import { useServices } from '../services'

/** What was left out of grading, by reason, and the way back. */
export function ExcludedCases() {
  const { storage } = useServices()
  const exclusions = useQuery(live(['exclusions'], () => storage.exclusions.all())).data ?? []
  if (exclusions.length === 0) return null
  const byReason = [...Map.groupBy(exclusions, ({ reason }) => reason)]
  return (
    <section aria-label="Left out of grading" className="grid gap-2">
      <h2 className="font-semibold numerals">Left out of grading: {exclusions.length.toLocaleString()}</h2>
      <ul className="border-t border-line text-sm">
        {byReason.map(([reason, cases]) => (
          <li
            key={reason}
            className="flex flex-wrap items-center justify-between gap-2 border-b border-line py-1.5"
          >
            <span className="wrap-anywhere">
              {reason} <span className="text-ink-soft numerals">({cases.length.toLocaleString()})</span>
            </span>
            <Button
              size="sm"
              aria-label={`Take back in: ${reason}`}
              onClick={() => void storage.exclusions.include(cases.map(({ id }) => id))}
            >
              Take back in
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
