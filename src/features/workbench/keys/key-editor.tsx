import { useState } from 'react'
import { Button } from '../../../ui/button'
import { SelectField } from '../../../ui/field'
import { Notice } from '../../../ui/notice'
import { useServices } from '../../services'
import { KEY_BINDINGS, KEY_GROUPS, type KeyBinding } from './key-bindings'
import {
  DEFAULT_KEY_CHOICE,
  KEYBOARDS,
  KEY_LAYOUTS,
  type KeyChoice,
  type KeyLayout,
  type Keyboard,
  findConflicts,
  isBindable,
  resolveKeys,
} from './key-map'
import { KeyCap } from './key-cap'
import { describeKey, setKeyChoice, useKeyStore } from './key-store'

const LAYOUT_WORDS: Readonly<Record<KeyLayout, string>> = {
  standard: 'By letter, both hands',
  left: 'Left hand',
  right: 'Right hand',
}
const KEYBOARD_WORDS: Readonly<Record<Keyboard, string>> = {
  qwerty: 'QWERTY or QWERTZ',
  azerty: 'AZERTY',
  dvorak: 'Dvorak',
}

/** Layouts, and a key of one's own for each command. A key that is taken is refused, with what has it. */
export function KeyEditor() {
  const services = useServices()
  const choice = useKeyStore((state) => state.choice)
  const keys = useKeyStore((state) => state.keys)
  const [listening, setListening] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const save = (next: KeyChoice) => void setKeyChoice(services, next)

  function take(binding: KeyBinding, key: string) {
    setListening(null)
    if (!isBindable(key)) return setRefused(`${describeKey(key)} can’t be used.`)
    const next = { ...choice, changes: { ...choice.changes, [binding.id]: key } }
    const conflict = findConflicts(resolveKeys(next)).find((ids) => ids.includes(binding.id))
    const other = KEY_BINDINGS.find(({ id }) => id !== binding.id && conflict?.includes(id))
    if (other) return setRefused(`${describeKey(key)} is taken: ${other.says}. Change that one first.`)
    setRefused(null)
    save(next)
  }

  return (
    <div className="grid gap-4">
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <SelectField
          label="Layout"
          value={choice.layout}
          onChange={(event) => {
            const layout = KEY_LAYOUTS.find((each) => each === event.target.value) ?? 'standard'
            save({ ...choice, layout, changes: {} })
          }}
        >
          {KEY_LAYOUTS.map((layout) => (
            <option key={layout} value={layout}>
              {LAYOUT_WORDS[layout]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Keyboard"
          value={choice.keyboard}
          onChange={(event) => {
            const keyboard = KEYBOARDS.find((each) => each === event.target.value) ?? 'qwerty'
            save({ ...choice, keyboard, changes: {} })
          }}
          hint="For the layouts of one hand, which go by place."
        >
          {KEYBOARDS.map((keyboard) => (
            <option key={keyboard} value={keyboard}>
              {KEYBOARD_WORDS[keyboard]}
            </option>
          ))}
        </SelectField>
      </div>
      {refused && <Notice isAlert tone="caution" title={refused} />}
      {KEY_GROUPS.map((group) => (
        <section key={group}>
          <h3 className="mb-1 text-sm font-semibold">{group}</h3>
          <ul className="border-t border-line text-sm">
            {KEY_BINDINGS.filter((binding) => binding.group === group).map((binding) => (
              <li
                key={binding.id}
                className="flex items-center justify-between gap-3 border-b border-line py-1"
              >
                {binding.says}
                <Button
                  size="sm"
                  aria-label={`Change the key of “${binding.says}”, now ${describeKey(keys[binding.id] ?? '')}`}
                  aria-pressed={listening === binding.id}
                  onClick={() => setListening(listening === binding.id ? null : binding.id)}
                  onBlur={() => setListening(null)}
                  onKeyDown={(event) => {
                    if (listening !== binding.id || event.key === 'Tab') return
                    event.preventDefault()
                    event.stopPropagation()
                    if (event.key === 'Escape') setListening(null)
                    else if (event.key !== 'Shift') take(binding, event.key)
                  }}
                >
                  {listening === binding.id ? 'Press a key…' : <KeyCap value={keys[binding.id] ?? ''} />}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Button className="justify-self-start" onClick={() => save(DEFAULT_KEY_CHOICE)}>
        Back to the standard keys
      </Button>
    </div>
  )
}
