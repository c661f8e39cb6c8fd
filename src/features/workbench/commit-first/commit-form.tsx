import { useState } from 'react'
import { Button } from '../../../ui/button'
import { TextField } from '../../../ui/field'
import { useServices } from '../../services'
import { useGrading } from '../grading/grading-context'

interface Line {
  readonly diagnosis: string
  readonly percent: number
}

const START: readonly Line[] = [
  { diagnosis: '', percent: 50 },
  { diagnosis: '', percent: 30 },
  { diagnosis: '', percent: 20 },
]

/** The reader's own top 3 with confidence, asked for before the run's list is shown. Both are kept. */
export function CommitForm() {
  const { clock } = useServices()
  const { change } = useGrading()
  const [lines, setLines] = useState(START)
  const named = lines.filter(({ diagnosis }) => diagnosis.trim() !== '')
  const set = (index: number, patch: Partial<Line>) =>
    setLines(lines.map((line, at) => (at === index ? { ...line, ...patch } : line)))
  return (
    <form
      className="mx-auto grid max-w-md gap-4 p-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (named.length === 0) return
        const entries = named.map(({ diagnosis, percent }) => ({
          diagnosis: diagnosis.trim(),
          confidence: percent / 100,
        }))
        change({ part: 'commitment', value: { entries, committedAt: clock() } })
      }}
    >
      <div>
        <h3 className="font-serif text-lg font-semibold">First, your own list</h3>
        <p className="text-sm text-ink-soft">
          Steps and differential are shown once you have committed. Your list is kept beside the run’s.
        </p>
      </div>
      {lines.map((line, index) => (
        <div key={index} className="grid grid-cols-[1fr_9rem] items-end gap-3">
          <TextField
            label={`Diagnosis ${index + 1}`}
            value={line.diagnosis}
            onChange={(event) => set(index, { diagnosis: event.target.value })}
          />
          <label className="grid gap-1 text-xs text-ink-soft numerals">
            Confidence {line.percent} %
            <input
              type="range"
              min={0}
              max={100}
              step={5}
              className="h-9"
              aria-label={`Confidence in diagnosis ${index + 1}, percent`}
              value={line.percent}
              onChange={(event) => set(index, { percent: Number(event.target.value) })}
            />
          </label>
        </div>
      ))}
      <Button type="submit" tone="primary" className="justify-self-start" disabled={named.length === 0}>
        Commit and show the run
      </Button>
    </form>
  )
}
