import { Button } from '../../ui/button'
import { showEverything } from './library-filter'

/** An empty list: because nothing matches, or because there is nothing yet. */
export function NoCases({ total }: { total: number }) {
  if (total > 0) {
    return (
      <div className="grid justify-items-start gap-3 p-6">
        <p className="text-ink-soft">No case matches.</p>
        <Button onClick={showEverything}>Show all {total} cases</Button>
      </div>
    )
  }
  return (
    <p className="max-w-prose p-6 text-ink-soft">
      The library is empty. Write or paste a case with “New case”, or drop text files or whole datasets here.
      They stay in this browser.
    </p>
  )
}
