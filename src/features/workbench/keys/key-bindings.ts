import type { StepLabel, Verdict } from '../../../domain/rubric'

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
        | 'question'
        | 'align'
        | 'finish'
        | 'next-case'
        | 'previous-case'
        | 'leave-case'
    }
  /** The n-th answer (from 0) to what is asked, behind the three labels. */
  | { readonly kind: 'answer'; readonly index: number }

export const KEY_GROUPS = [
  'Moving',
  'Grading a step',
  'The diagnosis',
  'The run',
  'A project’s queue',
] as const

export interface KeyBinding {
  /** What the binding is kept by when its key is changed; never shown. */
  readonly id: string
  /** `KeyboardEvent.key` in the standard layout; an upper-case letter means with Shift. */
  readonly key: string
  readonly says: string
  readonly group: (typeof KEY_GROUPS)[number]
  readonly command: WorkbenchCommand
}

const bind = (
  id: string,
  key: string,
  group: KeyBinding['group'],
  says: string,
  command: WorkbenchCommand = { kind: id as 'sheet' }, // where the two are named alike, which the types of the list below check
): KeyBinding => ({ id, key, group, says, command })

const verdict = (value: Verdict, key: string, says: string) =>
  bind(`verdict-${value}`, key, 'The diagnosis', says, { kind: 'verdict', verdict: value })
const label = (value: StepLabel, key: string, says: string) =>
  bind(`label-${value}`, key, 'Grading a step', says, { kind: 'label', label: value })

export const KEY_BINDINGS: readonly KeyBinding[] = [
  bind('next-step', 'j', 'Moving', 'Next step'),
  bind('previous-step', 'k', 'Moving', 'Step before'),
  label('good', '1', 'Good, or the first answer'),
  label('neutral', '2', 'Neutral, or the second answer'),
  label('bad', '3', 'Bad, or the third answer'),
  bind('unsure', 'u', 'Grading a step', 'Unsure'),
  bind('clear', '0', 'Grading a step', 'Take the grade away'),
  bind('errors', 'e', 'Grading a step', 'Error types'),
  bind('comment', 'c', 'Grading a step', 'Comment'),
  bind('rewrite', 'r', 'Grading a step', 'Rewrite'),
  bind('undo', 'z', 'Grading a step', 'Undo'),
  bind('redo', 'Z', 'Grading a step', 'Redo'),
  bind('why', 'w', 'The diagnosis', 'Why is this diagnosis here? Again: the next one'),
  verdict('correct', 'y', 'Leading diagnosis is correct'),
  verdict('broader', 'b', 'Too broad'),
  verdict('narrower', 'n', 'Too narrow'),
  verdict('wrong', 'x', 'Wrong'),
  verdict('cant-tell', 't', 'Can’t tell'),
  bind('run', 'g', 'The run', 'Go: reason about the case'),
  bind('stop', '.', 'The run', 'Stop'),
  bind('insert', 'i', 'The run', 'Insert a step and continue from it'),
  bind('present', 'p', 'The run', 'Present'),
  bind('sheet', '?', 'The run', 'This sheet'),
  bind('finish', 'Enter', 'A project’s queue', 'Done: on to the next case'),
  bind('next-case', 'J', 'A project’s queue', 'Next case, without being done'),
  bind('previous-case', 'K', 'A project’s queue', 'Case before'),
  bind('leave-case', 'l', 'A project’s queue', 'Leave the case, with a reason'),
  bind('align', 'a', 'A project’s queue', 'Match steps with the authors’ statements'),
  bind('question', 'f', 'A project’s queue', 'Go through the questions about a step'),
  ...[3, 4, 5, 6, 7, 8].map((index) =>
    bind(`answer-${index}`, String(index + 1), 'A project’s queue', `Answer ${index + 1}`, {
      kind: 'answer',
      index,
    }),
  ),
]
