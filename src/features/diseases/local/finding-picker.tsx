import { useEffect, useId, useState } from 'react'
import type { FindingSummary } from '../../../knowledge/pack/search-diseases'
import { TextField } from '../../../ui/field'
import { useFindingSearch } from '../queries'

interface FindingPickerProps {
  readonly label: string
  readonly error?: string | null
  /** Null while the words name none. */
  readonly onPick: (finding: FindingSummary | null) => void
  /** Emptied after a choice, for the next one. */
  readonly isRepeated?: boolean
}

/** A finding that the packs know, by its label, with proposals. */
export function FindingPicker({ label, error, onPick, isRepeated = false }: FindingPickerProps) {
  const listId = useId()
  const [words, setWords] = useState('')
  const proposals = useFindingSearch(words, 30).data ?? []
  const take = (finding: FindingSummary) => {
    setWords(isRepeated ? '' : finding.label)
    onPick(finding)
  }
  const wanted = words.trim().toLowerCase()
  const named = proposals.find(({ label: proposed }) => proposed.toLowerCase() === wanted)
  // The proposals may come after the last letter.
  useEffect(() => {
    if (named) take(named)
    else if (!isRepeated) onPick(null)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new callback is no new choice
  }, [named?.id])
  return (
    <>
      <TextField
        label={label}
        list={listId}
        value={words}
        autoComplete="off"
        error={error ?? null}
        hint="Type, then choose one of the proposals. Enter takes the first."
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          const [first] = proposals
          if (event.key !== 'Enter' || words.trim() === '' || !first) return
          event.preventDefault()
          take(first)
        }}
      />
      <datalist id={listId}>
        {proposals.map(({ id, label: proposed }) => (
          <option key={id} value={proposed}>
            {proposed}
          </option>
        ))}
      </datalist>
    </>
  )
}
