import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import type { Run } from '../../../domain/run'
import { orderAsTree } from '../../../domain/run-start'
import { Button } from '../../../ui/button'
import { SelectField } from '../../../ui/field'
import { Icon } from '../../../ui/icon'
import { Kbd } from '../../../ui/kbd'
import { chooseFile, chooseModel, useModelChoice } from '../../model-choice'
import { useServices } from '../../services'
import { useModelOptions } from '../../use-model-options'
import { StrategyPicker } from './strategy-picker'
import { describeRunNode } from '../../words'

const KNOWLEDGE = 'knowledge'
const PICK = 'pick'
const MODELS = 'models'

interface RunBarProps {
  readonly runs: readonly Run[]
  readonly selected: Run | null
  readonly isRunning: boolean
  readonly onRun: () => void
  readonly onStop: () => void
  readonly onSelect: (run: Run) => void
}

/** What reasons, go and stop, and which run is shown. */
export function RunBar({ runs, selected, isRunning, onRun, onStop, onSelect }: RunBarProps) {
  const { clock } = useServices()
  const navigate = useNavigate()
  const options = useModelOptions()
  const chosen = useModelChoice((state) => state.modelId)
  const picker = useRef<HTMLInputElement>(null)
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <input
        ref={picker}
        type="file"
        hidden
        aria-label="Model file"
        accept=".gguf"
        onChange={(event) => {
          const picked = event.target.files?.[0]
          if (picked) chooseFile(picked)
          event.target.value = ''
        }}
      />
      <SelectField
        isLabelHidden
        label="Engine"
        className="h-8! w-auto! max-w-30 text-xs! sm:max-w-36 2xl:max-w-56"
        disabled={isRunning}
        value={options.some(({ id }) => id === chosen) ? (chosen ?? KNOWLEDGE) : KNOWLEDGE}
        onChange={(event) => {
          const { value } = event.target
          if (value === PICK) picker.current?.click()
          else if (value === MODELS) void navigate({ to: '/models' })
          else chooseModel(value === KNOWLEDGE ? null : value)
        }}
      >
        <option value={KNOWLEDGE}>Knowledge engine</option>
        {options.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
        <option value={PICK}>Model file from disk (.gguf)…</option>
        <option value={MODELS}>Models and servers…</option>
      </SelectField>
      {chosen !== null && options.some(({ id }) => id === chosen) && (
        <StrategyPicker isDisabled={isRunning} />
      )}
      {isRunning ? (
        <Button size="sm" tone="danger" className="h-8" onClick={onStop}>
          <Icon name="stop" />
          Stop <Kbd>.</Kbd>
        </Button>
      ) : (
        <Button size="sm" tone={runs.length === 0 ? 'primary' : 'plain'} className="h-8" onClick={onRun}>
          <Icon name="play" />
          {runs.length === 0 ? 'Reason' : 'Run again'}
        </Button>
      )}
      {runs.length > 0 && (
        <SelectField
          isLabelHidden
          label="Run"
          className="h-8! w-auto! max-w-30 text-xs! sm:max-w-52 2xl:max-w-80"
          disabled={isRunning}
          value={selected?.id ?? ''}
          onChange={(event) => {
            const run = runs.find(({ id }) => id === event.target.value)
            if (run) onSelect(run)
          }}
        >
          {orderAsTree(runs).map((node) => (
            <option key={node.run.id} value={node.run.id}>
              {describeRunNode(node, clock())}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  )
}
