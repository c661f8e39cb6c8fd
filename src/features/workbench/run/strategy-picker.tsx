import { listStrategies } from '../../../reasoning'
import { SelectField } from '../../../ui/field'
import { usePromptSets } from '../../prompt-sets'
import { chooseSamples, chooseStrategy, useModelChoice } from '../../model-choice'

const SAMPLES = [1, 3, 5] as const

/** How the model is led through the case, and how many samples are merged. */
export function StrategyPicker({ isDisabled }: { isDisabled: boolean }) {
  const strategy = useModelChoice((state) => state.strategy)
  const samples = useModelChoice((state) => state.samples)
  const promptSetId = useModelChoice((state) => state.promptSetId)
  const sets = usePromptSets() ?? []
  const strategies = listStrategies()
  return (
    <>
      <SelectField
        isLabelHidden
        label="Strategy"
        className="h-8! w-auto! max-w-30 text-xs! 2xl:max-w-48"
        disabled={isDisabled}
        title={strategies.find(({ id }) => id === strategy)?.description}
        value={sets.some(({ id }) => id === promptSetId) ? (promptSetId ?? strategy) : strategy}
        onChange={(event) => {
          const set = sets.find(({ id }) => id === event.target.value)
          const picked = strategies.find(({ id }) => id === (set?.strategy ?? event.target.value))
          if (picked) chooseStrategy(picked.id, set?.id)
        }}
      >
        {strategies.map(({ id, title, calls }) => (
          <option key={id} value={id}>
            {title}, {calls} calls
          </option>
        ))}
        {sets.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        isLabelHidden
        label="Samples"
        className="h-8! w-auto! text-xs!"
        disabled={isDisabled}
        title="Several seeded samples are merged into one ranking; how far they agree is shown"
        value={String(samples)}
        onChange={(event) => chooseSamples(Number(event.target.value))}
      >
        {SAMPLES.map((count) => (
          <option key={count} value={count}>
            {count} ×
          </option>
        ))}
      </SelectField>
    </>
  )
}
