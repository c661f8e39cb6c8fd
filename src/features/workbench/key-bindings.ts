import type { StepLabel, Verdict } from '../../domain/rubric'

/** Everything a key does on the workbench; the sheet behind `?` is made from this list, so it can't go stale. */
export type WorkbenchCommand =
  | { readonly kind: 'label'; readonly label: StepLabel }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | {
      readonly kind:
        | 'unsure'
        | 'clear'
        | 'next-step'
        | 'previous-step'
        | 'errors'
        | 'comment'
        | 'rewrite'
        | 'insert'
        | 'undo'
        | 'redo'
        | 'why'
        | 'run'
        | 'stop'
        | 'present'
        | 'sheet'
    }

export interface KeyBinding {
  /** `KeyboardEvent.key`; an upper-case letter means with Shift. */
  readonly key: string
  readonly says: string
  readonly group: 'Moving' | 'Grading a step' | 'The diagnosis' | 'The run'
  readonly command: WorkbenchCommand
}

export const VERDICT_KEYS: Readonly<Record<Verdict, string>> = {
  correct: 'y',
  broader: 'b',
  narrower: 'n',
  wrong: 'x',
  'cant-tell': 't',
}

export const KEY_BINDINGS: readonly KeyBinding[] = [
  { key: 'j', says: 'Next step', group: 'Moving', command: { kind: 'next-step' } },
  { key: 'k', says: 'Step before', group: 'Moving', command: { kind: 'previous-step' } },
  { key: '1', says: 'Good', group: 'Grading a step', command: { kind: 'label', label: 'good' } },
  { key: '2', says: 'Neutral', group: 'Grading a step', command: { kind: 'label', label: 'neutral' } },
  { key: '3', says: 'Bad', group: 'Grading a step', command: { kind: 'label', label: 'bad' } },
  { key: 'u', says: 'Unsure', group: 'Grading a step', command: { kind: 'unsure' } },
  { key: '0', says: 'Take the grade away', group: 'Grading a step', command: { kind: 'clear' } },
  { key: 'e', says: 'Error types', group: 'Grading a step', command: { kind: 'errors' } },
  { key: 'c', says: 'Comment', group: 'Grading a step', command: { kind: 'comment' } },
  { key: 'r', says: 'Rewrite', group: 'Grading a step', command: { kind: 'rewrite' } },
  { key: 'i', says: 'Insert a step and continue from it', group: 'The run', command: { kind: 'insert' } },
  { key: 'z', says: 'Undo', group: 'Grading a step', command: { kind: 'undo' } },
  { key: 'Z', says: 'Redo', group: 'Grading a step', command: { kind: 'redo' } },
  {
    key: 'w',
    says: 'Why is this diagnosis here? Again: the next one',
    group: 'The diagnosis',
    command: { kind: 'why' },
  },
  {
    key: 'y',
    says: 'Leading diagnosis is correct',
    group: 'The diagnosis',
    command: { kind: 'verdict', verdict: 'correct' },
  },
  { key: 'b', says: 'Too broad', group: 'The diagnosis', command: { kind: 'verdict', verdict: 'broader' } },
  { key: 'n', says: 'Too narrow', group: 'The diagnosis', command: { kind: 'verdict', verdict: 'narrower' } },
  { key: 'x', says: 'Wrong', group: 'The diagnosis', command: { kind: 'verdict', verdict: 'wrong' } },
  {
    key: 't',
    says: 'Can’t tell',
    group: 'The diagnosis',
    command: { kind: 'verdict', verdict: 'cant-tell' },
  },
  { key: 'g', says: 'Go: reason about the case', group: 'The run', command: { kind: 'run' } },
  { key: '.', says: 'Stop', group: 'The run', command: { kind: 'stop' } },
  { key: 'p', says: 'Present', group: 'The run', command: { kind: 'present' } },
  { key: '?', says: 'This sheet', group: 'The run', command: { kind: 'sheet' } },
]

/** The command of a key press; null where the key belongs to a field, a dialog or the browser. */
export function commandOf(event: KeyboardEvent): WorkbenchCommand | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null
  const target = event.target
  if (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, dialog, [role="menu"], [contenteditable]')
  )
    return null
  return KEY_BINDINGS.find((binding) => binding.key === event.key)?.command ?? null
}
