import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type PromptSet, type StrategyId, listStrategies } from '../../reasoning'
import { Button } from '../../ui/button'
import { showToast } from '../../ui/toasts'
import { chooseStrategy } from '../model-choice'
import { savePromptSet, usePromptSets } from '../prompt-sets'
import { useServices } from '../services'
import { PromptEditor } from './prompt-editor'

/** The words that models are asked with: to read, to copy, to change. */
export function PromptsPage() {
  const services = useServices()
  const sets = usePromptSets() ?? []
  const [strategy, setStrategy] = useState<StrategyId>('structured')
  const [setId, setSetId] = useState<string | null>(null)
  const tools = useQuery({
    queryKey: ['prompt-tools'],
    queryFn: () => services.reasoners.loadPrompts(),
    networkMode: 'always',
    staleTime: Infinity,
  }).data
  const info = listStrategies().find(({ id }) => id === strategy)
  const copies = sets.filter((set) => set.strategy === strategy)
  const shown = copies.find(({ id }) => id === setId) ?? null

  async function copy(from: PromptSet) {
    const made: PromptSet = {
      ...from,
      id: crypto.randomUUID(),
      name: `${info?.title ?? strategy}, copy ${copies.length + 1}`,
    }
    await savePromptSet(services, made)
    setSetId(made.id)
    chooseStrategy(strategy, made.id)
    showToast('Copied, and used for the next run.')
  }

  return (
    <div className="mx-auto grid max-w-4xl gap-5 px-4 py-6 sm:px-6">
      <div>
        <h1 className="font-serif text-2xl font-semibold">Prompts</h1>
        <p className="mt-1 max-w-prose text-ink-soft">
          What a{' '}
          <Link to="/models" className="underline">
            language model
          </Link>{' '}
          is asked, strategy by strategy. A copy can be changed; a run keeps the hash of the words it was made
          with.
        </p>
      </div>
      <div role="group" aria-label="Strategies" className="flex flex-wrap gap-1.5">
        {listStrategies().map(({ id, title }) => (
          <Button
            key={id}
            size="sm"
            aria-pressed={id === strategy}
            onClick={() => {
              setStrategy(id)
              setSetId(null)
            }}
          >
            {title}
          </Button>
        ))}
      </div>
      <p className="text-sm text-ink-soft">{info?.description}</p>
      {tools && (
        <>
          <div role="group" aria-label="Versions" className="flex flex-wrap items-center gap-1.5">
            <Button size="sm" aria-pressed={shown === null} onClick={() => setSetId(null)}>
              As it comes
            </Button>
            {copies.map(({ id, name }) => (
              <Button key={id} size="sm" aria-pressed={shown?.id === id} onClick={() => setSetId(id)}>
                {name}
              </Button>
            ))}
            <Button
              size="sm"
              tone="quiet"
              onClick={() => void copy(shown ?? tools.defaultPromptSet(strategy))}
            >
              Make a copy
            </Button>
          </div>
          <PromptEditor
            key={shown?.id ?? strategy}
            set={shown}
            defaults={tools.defaultPromptSet(strategy)}
            missingSlots={tools.missingSlots}
          />
        </>
      )}
    </div>
  )
}
