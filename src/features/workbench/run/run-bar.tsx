import { useRef } from 'react'
import type { Run } from '../../../domain/run'
import { orderAsTree } from '../../../domain/run-start'
import { Button } from '../../../ui/button'
import { SelectField } from '../../../ui/field'
import { Icon } from '../../../ui/icon'
import { Kbd } from '../../../ui/kbd'
import { useServices } from '../../services'
import { describeRunNode } from '../../words'
import { chooseEngine, useEngineChoice } from './engine-choice'

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
  const { engine, file } = useEngineChoice()
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
          if (picked) chooseEngine({ engine: 'wllama', file: picked })
          event.target.value = ''
        }}
      />
      <SelectField
        isLabelHidden
        label="Engine"
        className="h-8! w-auto! max-w-44 text-xs!"
        disabled={isRunning}
        value={engine}
        onChange={(event) => {
          if (event.target.value === 'knowledge') chooseEngine({ engine: 'knowledge', file })
          else if (file && event.target.value === 'wllama') chooseEngine({ engine: 'wllama', file })
          else picker.current?.click()
        }}
      >
        <option value="knowledge">Knowledge engine</option>
        {file && <option value="wllama">{file.name}</option>}
        <option value="pick">Model file from disk (.gguf)…</option>
      </SelectField>
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
          className="h-8! w-auto! max-w-56 text-xs!"
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
