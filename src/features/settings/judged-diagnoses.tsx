import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pairKey } from '../../domain/diagnosis-relation'
import { live } from '../../storage'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/field'
import { showToast } from '../../ui/toasts'
import { useServices } from '../services'

/** A person's word on pairs of diagnoses, which goes before the knowledge pack wherever outcomes are measured. */
export function JudgedDiagnosesSection() {
  const { relationOverrides } = useServices().storage
  const judged = useQuery(live(['relation-overrides'], () => relationOverrides.all())).data ?? []
  const [[a, b], setPair] = useState<readonly [string, string]>(['', ''])
  const isPair = a.trim() !== '' && b.trim() !== '' && a.trim().toLowerCase() !== b.trim().toLowerCase()
  const save = (change: Promise<void>) =>
    change.catch((error: unknown) => {
      showToast(`Not saved: ${error instanceof Error ? error.message : String(error)}`)
    })
  const judge = async (isSame: boolean) => {
    await save(relationOverrides.set({ a, b, isSame }).then(() => setPair(['', ''])))
  }
  return (
    <section aria-label="Diagnoses you judged" className="grid gap-2">
      <h2 className="text-lg font-semibold">Diagnoses you judged</h2>
      <p className="text-ink-soft">
        Evaluate takes two names for one diagnosis when the knowledge pack does. Your word goes first.
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField label="Diagnosis" value={a} onChange={(event) => setPair([event.target.value, b])} />
        <TextField label="Other diagnosis" value={b} onChange={(event) => setPair([a, event.target.value])} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button disabled={!isPair} onClick={() => void judge(true)}>
          These are the same
        </Button>
        <Button disabled={!isPair} onClick={() => void judge(false)}>
          Not the same
        </Button>
      </div>
      <ul>
        {judged.map((pair) => (
          <li
            key={pairKey(pair.a, pair.b)}
            className="flex items-center justify-between gap-3 border-t border-line py-1.5"
          >
            <span className="wrap-anywhere">
              {pair.a} {pair.isSame ? 'is the same as' : 'is not the same as'} {pair.b}
            </span>
            <Button
              aria-label={`Forget ${pair.a} and ${pair.b}`}
              onClick={() => void save(relationOverrides.forget(pair.a, pair.b))}
            >
              Forget
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
