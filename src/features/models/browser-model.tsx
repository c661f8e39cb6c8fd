import type { Availability } from '../../engines'
import { Button } from '../../ui/button'
import { chooseModel, useModelChoice } from '../model-choice'
import { useBrowserModel } from '../use-browser-model'

/** The browser's own model: there, to be downloaded by the browser, or why not. */
export function BrowserModel() {
  const availability = useBrowserModel()
  const isChosen = useModelChoice((state) => state.modelId === 'browser')
  if (!availability) return null
  return (
    <section className="grid justify-items-start gap-2">
      <h2 className="text-lg font-semibold">The browser’s own model</h2>
      <p className="text-ink-soft">{describe(availability)}</p>
      {availability.kind !== 'unsupported' && (
        <Button size="sm" aria-pressed={isChosen} onClick={() => chooseModel(isChosen ? null : 'browser')}>
          {isChosen ? 'Used for the next run' : 'Use'}
        </Button>
      )}
    </section>
  )
}

function describe(availability: Availability): string {
  switch (availability.kind) {
    case 'ready':
      return 'This browser has one, and it runs on this machine. It takes no seed, so runs with it may not repeat.'
    case 'needs-download':
      return 'This browser can fetch one from its vendor at the first use (several GB). It then runs on this machine.'
    case 'unsupported':
      return availability.reason === 'no-prompt-api'
        ? 'This browser has none. Desktop Chrome has, from version 148 on.'
        : 'This browser knows such models but can’t run one here: it wants a graphics processor with over 4 GB, or 16 GB of memory, and 22 GB of free disk.'
  }
}
