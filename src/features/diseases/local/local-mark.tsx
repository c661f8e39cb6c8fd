import { type ChangedFrequency, keyOfChange } from '../../../knowledge/local/local-change'
import type { FrequencyClass } from '../../../knowledge/pack/pack'
import { Button } from '../../../ui/button'
import { showToast } from '../../../ui/toasts'
import { useServices } from '../../services'
import { FREQUENCY_WORDS } from '../../words'
import { describeProvenance } from './words'

interface LocalMarkProps {
  readonly change: ChangedFrequency
  /** What the pack says; null where it doesn't list the finding. */
  readonly unchanged: FrequencyClass | null
}

/** That a frequency is local: by whom, when and why, what the pack says, and the way back to it. */
export function LocalMark({ change, unchanged }: LocalMarkProps) {
  const { storage } = useServices()
  async function reset() {
    await storage.localChanges.remove([keyOfChange(change)])
    showToast('Set back to what the pack says.', {
      label: 'Undo',
      run: () => void storage.localChanges.put([change]),
    })
  }
  return (
    <span className="mt-0.5 block border-l-2 border-caution pl-2 text-2xs text-ink-soft">
      <span className="font-semibold text-caution">Local.</span> {describeProvenance(change)}{' '}
      {unchanged ? `The pack says ${FREQUENCY_WORDS[unchanged]}.` : 'The pack does not list it.'}{' '}
      <Button size="sm" tone="quiet" className="h-6!" onClick={() => void reset()}>
        Reset
      </Button>
    </span>
  )
}
