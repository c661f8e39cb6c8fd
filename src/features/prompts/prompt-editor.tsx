import { useState } from 'react'
import type { PromptSet, PromptTools } from '../../reasoning'
import { Button } from '../../ui/button'
import { TextArea, TextField } from '../../ui/field'
import { Notice } from '../../ui/notice'
import { showToast } from '../../ui/toasts'
import { WordDiff } from '../../ui/word-diff'
import { chooseStrategy, useModelChoice } from '../model-choice'
import { removePromptSet, savePromptSet } from '../prompt-sets'
import { useServices } from '../services'

interface PromptEditorProps {
  /** Null: the words as they come, to read only. */
  readonly set: PromptSet | null
  readonly defaults: PromptSet
  readonly missingSlots: PromptTools['missingSlots']
}

const TITLES: Readonly<Record<string, string>> = {
  rules: 'The case and the rules',
  examples: 'Around similar cases',
  continuation: 'After a correction',
  fields: 'The fields of a step',
  differential: 'The ranked differential',
  task: 'The task',
  first: 'The first step',
  next: 'Every next step',
  attack: 'The attack',
  revision: 'The revision',
  turn: 'A colleague’s turn',
}

/** One version of a strategy's words, text by text, each with what was changed. */
export function PromptEditor({ set, defaults, missingSlots }: PromptEditorProps) {
  const services = useServices()
  const [draft, setDraft] = useState<PromptSet>(set ?? defaults)
  const isChosen = useModelChoice((state) => set !== null && state.promptSetId === set.id)
  const missing = missingSlots(draft)
  const isChanged = set !== null && JSON.stringify(draft) !== JSON.stringify(set)
  return (
    <form
      aria-label="Words of the strategy"
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        void savePromptSet(services, draft).then(() => showToast('Saved. The next run uses these words.'))
      }}
    >
      {set && (
        <div className="max-w-sm">
          <TextField
            label="Name"
            value={draft.name}
            maxLength={60}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
        </div>
      )}
      {Object.entries(defaults.texts).map(([name, words]) => {
        const text = draft.texts[name] ?? words
        const lost = missing.filter((slot) => slot.text === name).map(({ slot }) => slot)
        return (
          <div key={name} className="grid gap-2">
            {set ? (
              <TextArea
                label={TITLES[name] ?? name}
                rows={Math.min(14, text.split('\n').length + 2)}
                value={text}
                onChange={(event) =>
                  setDraft({ ...draft, texts: { ...draft.texts, [name]: event.target.value } })
                }
              />
            ) : (
              <>
                <h2 className="text-sm font-semibold">{TITLES[name] ?? name}</h2>
                <p className="max-w-prose text-sm whitespace-pre-wrap text-ink-soft">{words}</p>
              </>
            )}
            {lost.length > 0 && (
              <Notice
                tone="caution"
                title={`${lost.join(', ')} is gone`}
                detail="What stood there is then not told to the model."
              />
            )}
            {set && text !== words && (
              <details>
                <summary className="cursor-pointer text-xs text-ink-soft">
                  Changed against the words that come with Rounds
                </summary>
                <div className="mt-1 border-l-2 border-line-strong pl-3 text-sm">
                  <WordDiff before={words} after={text} />
                </div>
              </details>
            )}
          </div>
        )
      })}
      {set && (
        <div className="sticky bottom-0 flex flex-wrap gap-2 border-t border-line bg-paper py-3">
          <Button type="submit" tone="primary" disabled={!isChanged || draft.name.trim() === ''}>
            Save
          </Button>
          <Button
            aria-pressed={isChosen}
            onClick={() => chooseStrategy(set.strategy, isChosen ? null : set.id)}
          >
            {isChosen ? 'Used for the next run' : 'Use'}
          </Button>
          <Button
            tone="quiet"
            onClick={() => {
              if (isChosen) chooseStrategy(set.strategy)
              void removePromptSet(services, set.id).then(() => showToast(`${set.name} was deleted.`))
            }}
          >
            Delete
          </Button>
        </div>
      )}
    </form>
  )
}
