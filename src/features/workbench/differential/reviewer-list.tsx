import { useRef, useState } from 'react'
import type { DifferentialEntry } from '../../../domain/differential'
import type { ReviewerEntry } from '../../../domain/review'
import { announce } from '../../../ui/announcer'
import { Button } from '../../../ui/button'
import { classNames } from '../../../ui/class-names'
import { TextField } from '../../../ui/field'
import { Icon } from '../../../ui/icon'
import { useGrading } from '../grading/grading-context'
import { useReviewStore } from '../grading/review-store'
import { RuleOut } from './rule-out'

/** The reviewer's own order beside the run's: moved, added to, ruled out with a reason. */
export function ReviewerList({ entries }: { entries: readonly DifferentialEntry[] }) {
  const own = useReviewStore((state) => state.review?.differential ?? null)
  const { change } = useGrading()
  const [dragged, setDragged] = useState<number | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const shown: readonly ReviewerEntry[] =
    own ?? entries.map(({ diagnosis }) => ({ diagnosis, isAdded: false, ruledOutBecause: null }))
  const runRank = (diagnosis: string) => entries.findIndex((entry) => entry.diagnosis === diagnosis) + 1
  const save = (value: readonly ReviewerEntry[] | null) => change({ part: 'differential', value })

  function move(from: number, to: number) {
    const entry = shown[from]
    if (!entry || to < 0 || to >= shown.length || from === to) return
    const next = shown.filter((_, index) => index !== from)
    next.splice(to, 0, entry)
    save(next)
    announce(`${entry.diagnosis}: place ${to + 1} of ${shown.length}`)
    requestAnimationFrame(() =>
      list.current?.querySelectorAll('li')[to]?.querySelector<HTMLElement>('[data-handle]')?.focus(),
    )
  }

  return (
    <div>
      <ol ref={list} aria-label="Your differential">
        {shown.map((entry, index) => (
          <li
            key={entry.diagnosis}
            draggable
            onDragStart={() => setDragged(index)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged !== null) move(dragged, index)
              setDragged(null)
            }}
            onKeyDown={(event) => {
              if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
              event.preventDefault()
              move(index, index + (event.key === 'ArrowUp' ? -1 : 1))
            }}
            className={classNames('border-b border-line px-4 py-1.5', dragged === index && 'opacity-50')}
          >
            <div className="grid grid-cols-[1.5rem_1fr_auto] items-center gap-1">
              <span className="text-sm font-semibold text-ink-faint numerals">{index + 1}</span>
              <span
                className={classNames(
                  'text-sm',
                  entry.ruledOutBecause !== null && 'text-ink-faint line-through',
                )}
              >
                {entry.diagnosis}{' '}
                <span className="text-2xs whitespace-nowrap text-ink-faint numerals">
                  {entry.isAdded ? 'added' : `run #${runRank(entry.diagnosis)}`}
                </span>
              </span>
              <span className="flex">
                <Button
                  data-handle
                  tone="quiet"
                  size="sm"
                  disabled={index === 0}
                  aria-label={`Move ${entry.diagnosis} up`}
                  onClick={() => move(index, index - 1)}
                >
                  <Icon name="up" />
                </Button>
                <Button
                  tone="quiet"
                  size="sm"
                  disabled={index === shown.length - 1}
                  aria-label={`Move ${entry.diagnosis} down`}
                  onClick={() => move(index, index + 1)}
                >
                  <Icon name="down" />
                </Button>
              </span>
            </div>
            <RuleOut
              entry={entry}
              onChange={(next) =>
                save(next ? shown.with(index, next) : shown.filter((_, place) => place !== index))
              }
            />
          </li>
        ))}
      </ol>
      <AddDiagnosis
        known={shown.map(({ diagnosis }) => diagnosis)}
        onAdd={(diagnosis) => save([...shown, { diagnosis, isAdded: true, ruledOutBecause: null }])}
      />
      {own && (
        <div className="px-4">
          <Button size="sm" tone="quiet" onClick={() => save(null)}>
            Back to the run’s list
          </Button>
        </div>
      )}
    </div>
  )
}

function AddDiagnosis({ known, onAdd }: { known: readonly string[]; onAdd: (diagnosis: string) => void }) {
  const [text, setText] = useState('')
  const name = text.trim()
  const isKnown = known.some((each) => each.toLowerCase() === name.toLowerCase())
  return (
    <form
      className="flex items-end gap-2 px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (name === '' || isKnown) return
        onAdd(name)
        setText('')
      }}
    >
      <div className="flex-1">
        <TextField
          label="Add a diagnosis"
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={isKnown && name !== '' ? 'It is on the list already.' : null}
        />
      </div>
      <Button type="submit">Add</Button>
    </form>
  )
}
