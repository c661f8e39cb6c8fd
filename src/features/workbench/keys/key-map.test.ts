import { expect, test } from 'vitest'
import { KEY_BINDINGS } from './key-bindings'
import {
  DEFAULT_KEY_CHOICE,
  KEYBOARDS,
  KEY_LAYOUTS,
  findConflicts,
  isBindable,
  placeKey,
  resolveKeys,
} from './key-map'

test('every layout on every keyboard gives each command a key of its own', () => {
  for (const layout of KEY_LAYOUTS)
    for (const keyboard of KEYBOARDS) {
      const keys = resolveKeys({ layout, keyboard, changes: {} })
      expect(findConflicts(keys), `${layout} on ${keyboard}`).toEqual([])
      expect(Object.values(keys).every(isBindable)).toBe(true)
    }
})

test('ids are unique', () => {
  expect(new Set(KEY_BINDINGS.map(({ id }) => id)).size).toBe(KEY_BINDINGS.length)
})

test('a one-handed layout goes by place', () => {
  expect(placeKey('q', 'azerty')).toBe('a')
  expect(placeKey('S', 'dvorak')).toBe('O')
  expect(placeKey(' ', 'dvorak')).toBe(' ')
  const keys = resolveKeys({ layout: 'left', keyboard: 'azerty', changes: {} })
  expect(keys['unsure']).toBe('a')
  expect(resolveKeys({ layout: 'standard', keyboard: 'dvorak', changes: {} })['next-step']).toBe('j')
})

test('a changed key that is taken is found out', () => {
  const keys = resolveKeys({ ...DEFAULT_KEY_CHOICE, changes: { unsure: 'j' } })
  expect(findConflicts(keys)).toEqual([['next-step', 'unsure']])
})

test('Backspace can’t be bound', () => {
  expect(['Backspace', 'Delete', 'Tab', 'F5', 'ArrowUp'].some(isBindable)).toBe(false)
  expect(['q', '&', 'ù', 'Enter', ' '].every(isBindable)).toBe(true)
})
