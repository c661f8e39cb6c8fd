import { useState } from 'react'
import { Button } from '../../ui/button'
import { Kbd } from '../../ui/kbd'
import type { DecisionChoice } from './choices'
import { usePlainKeys } from './use-desk-keys'

interface DecisionButtonsProps {
  readonly choices: readonly DecisionChoice[]
  /** Several can be right: numbers pick, Enter decides. */
  readonly takesSeveral: boolean
  readonly decided: readonly string[] | null
  readonly onDecide: (value: readonly string[]) => void
}

/** The answers, each with its key. One press decides; 0 says that none of them fits. */
export function DecisionButtons({ choices, takesSeveral, decided, onDecide }: DecisionButtonsProps) {
  const [picked, setPicked] = useState<readonly string[]>(decided ?? [])

  function choose(id: string) {
    if (!takesSeveral) return onDecide([id])
    setPicked(picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id])
  }

  usePlainKeys((event) => {
    const choice = /^[1-9]$/u.test(event.key) ? choices[Number(event.key) - 1] : undefined
    if (event.key === '0') onDecide([])
    else if (choice) choose(choice.id)
    else if (takesSeveral && event.key === 'Enter' && !(event.target instanceof HTMLButtonElement))
      onDecide(picked)
    else return
    event.preventDefault()
  })

  return (
    <div role="group" aria-label="Final answer" className="flex flex-wrap gap-2">
      {choices.map(({ id, name }, index) => (
        <Button
          key={id}
          aria-pressed={takesSeveral ? picked.includes(id) : decided?.includes(id) === true}
          onClick={() => choose(id)}
        >
          {index < 9 && <Kbd>{String(index + 1)}</Kbd>}
          {name}
        </Button>
      ))}
      {takesSeveral && (
        <Button tone="primary" onClick={() => onDecide(picked)}>
          Decide on {picked.length} of them
        </Button>
      )}
      <Button aria-pressed={decided !== null && decided.length === 0} onClick={() => onDecide([])}>
        <Kbd>0</Kbd>
        None fits: all were wrong
      </Button>
    </div>
  )
}
