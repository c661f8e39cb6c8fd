/** What the three underlines mean, and how many findings were recognised. */
export function FindingLegend({ count }: { count: number }) {
  return (
    <p className="mt-6 flex flex-wrap gap-x-4 gap-y-1 border-t border-line pt-2 text-2xs text-ink-faint numerals">
      <span>
        {count} {count === 1 ? 'finding' : 'findings'} recognised:
      </span>
      <span className="finding-present">present</span>
      <span className="finding-absent">absent</span>
      <span className="finding-uncertain">uncertain</span>
    </p>
  )
}
