import { useEffect, useId, useState } from 'react'
import { TextField } from '../../ui/field'
import { useDiseaseSearch } from './queries'

interface DiseasePickerProps {
  readonly label: string
  /** Of the disease that is chosen; empty where none is. */
  readonly name: string
  /** Not to be offered. */
  readonly without: string
  readonly onPick: (id: string | null) => void
}

/** A disease by its name, with proposals; emptied, none is chosen. */
export function DiseasePicker({ label, name, without, onPick }: DiseasePickerProps) {
  const listId = useId()
  const [words, setWords] = useState(name)
  const proposals = (useDiseaseSearch(words, 30).data?.found ?? []).filter(({ id }) => id !== without)
  const wanted = words.trim().toLowerCase()
  const namedId = proposals.find((disease) => disease.name.toLowerCase() === wanted)?.id
  const isOther = wanted !== name.toLowerCase()
  // The proposals may come after the last letter, or the words may be one of them.
  useEffect(() => {
    if (namedId !== undefined && isOther) onPick(namedId)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new callback is no new choice
  }, [namedId, isOther])
  const choose = (text: string) => {
    setWords(text)
    if (text === '' && name !== '') onPick(null)
  }
  return (
    <div className="w-80 max-w-full">
      <TextField
        label={label}
        list={listId}
        type="search"
        placeholder="Name of another disease"
        value={words}
        onChange={(event) => choose(event.target.value)}
        onKeyDown={(event) => {
          const [first] = proposals
          if (event.key === 'Enter' && words.trim() !== '' && first) onPick(first.id)
        }}
      />
      <datalist id={listId}>
        {proposals.map(({ id, name: proposed }) => (
          <option key={id} value={proposed}>
            {proposed}
          </option>
        ))}
      </datalist>
    </div>
  )
}
