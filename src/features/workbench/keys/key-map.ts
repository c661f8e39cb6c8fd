import { KEY_BINDINGS } from './key-bindings'

export const KEY_LAYOUTS = ['standard', 'left', 'right'] as const
/** `standard`: keys by their letters. `left`, `right`: what grading needs lies under one hand. */
export type KeyLayout = (typeof KEY_LAYOUTS)[number]

export const KEYBOARDS = ['qwerty', 'azerty', 'dvorak'] as const
/** How the letters lie; matters only to the layouts of one hand, which go by place. */
export type Keyboard = (typeof KEYBOARDS)[number]

/** What a person chose: a layout, and keys of their own over it, by binding id. */
export interface KeyChoice {
  readonly layout: KeyLayout
  readonly keyboard: Keyboard
  readonly changes: Readonly<Record<string, string>>
}

export const DEFAULT_KEY_CHOICE: KeyChoice = { layout: 'standard', keyboard: 'qwerty', changes: {} }

/** The key of each binding, by id. */
export type KeyMap = Readonly<Record<string, string>>

/** What is seldom needed while grading, out of the way of both hands' letters. */
const REST: KeyMap = { align: 'T', why: 'O', run: 'Y', stop: 'U', insert: 'I', present: 'P' }

/** Keys of one-handed layouts as they lie on a QWERTY keyboard; what is not named keeps its standard key. */
const HANDS: Readonly<Record<Exclude<KeyLayout, 'standard'>, KeyMap>> = {
  left: {
    'next-step': 's',
    'previous-step': 'w',
    unsure: 'q',
    clear: '`',
    errors: 'e',
    comment: 'c',
    rewrite: 'r',
    undo: 'z',
    redo: 'v',
    question: 'f',
    finish: ' ',
    'next-case': 'F',
    'previous-case': 'R',
    'leave-case': 'X',
    'verdict-correct': 'a',
    'verdict-broader': 'd',
    'verdict-narrower': 'g',
    'verdict-wrong': 'x',
    'verdict-cant-tell': 't',
    ...REST,
  },
  right: {
    'label-good': '7',
    'label-neutral': '8',
    'label-bad': '9',
    'answer-3': '0',
    'answer-4': '6',
    'answer-5': '5',
    'answer-6': '4',
    'answer-7': '3',
    'answer-8': '2',
    'next-step': 'j',
    'previous-step': 'k',
    unsure: 'u',
    clear: 'h',
    errors: 'i',
    comment: 'o',
    rewrite: 'p',
    undo: 'n',
    redo: 'N',
    question: 'l',
    'next-case': 'J',
    'previous-case': 'K',
    'leave-case': 'L',
    'verdict-correct': 'y',
    'verdict-broader': ',',
    'verdict-narrower': '.',
    'verdict-wrong': ';',
    'verdict-cant-tell': '/',
    ...REST,
  },
}

/** The three rows of letters, place by place. */
const ROWS: Readonly<Record<Keyboard, string>> = {
  qwerty: `qwertyuiop[]asdfghjkl;'zxcvbnm,./`,
  azerty: `azertyuiop^$qsdfghjklmùwxcvbn,;:!`,
  dvorak: `',.pyfgcrl/=aoeuidhtns-;qjkxbmwvz`,
}

/** The key at the place that a key has on QWERTY; keys outside the rows of letters stay. */
export function placeKey(key: string, keyboard: Keyboard): string {
  const at = ROWS.qwerty.indexOf(key.toLowerCase())
  if (at < 0 || key.length !== 1) return key
  const there = ROWS[keyboard][at] ?? key
  return key === key.toLowerCase() ? there : there.toUpperCase()
}

/** Which key each binding has. */
export function resolveKeys({ layout, keyboard, changes }: KeyChoice): KeyMap {
  const hand = layout === 'standard' ? {} : HANDS[layout]
  return Object.fromEntries(
    KEY_BINDINGS.map(({ id, key }) => {
      const placed = hand[id]
      return [id, changes[id] ?? (placed === undefined ? key : placeKey(placed, keyboard))]
    }),
  )
}

/** Ids of bindings that share a key, in groups; empty where every key does one thing. */
export function findConflicts(keys: KeyMap): string[][] {
  const byKey = new Map<string, string[]>()
  for (const [id, key] of Object.entries(keys)) byKey.set(key, [...(byKey.get(key) ?? []), id])
  return [...byKey.values()].filter((ids) => ids.length > 1)
}

const TAKEN = new Set([
  'Backspace',
  'Delete',
  'Tab',
  'Escape',
  'Shift',
  'Control',
  'Alt',
  'Meta',
  'CapsLock',
  'Dead',
])

/** Whether a key may be given to a command. Backspace and Delete never do anything here, so that neither can do harm. */
export function isBindable(key: string): boolean {
  return !TAKEN.has(key) && !/^(?:F\d+|Arrow\w+|Page\w+|Home|End|Alt\w*|Unidentified)$/u.test(key)
}
