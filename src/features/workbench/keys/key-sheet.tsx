import { useState } from 'react'
import { Button } from '../../../ui/button'
import { Dialog } from '../../../ui/dialog'
import { KEY_BINDINGS, KEY_GROUPS } from './key-bindings'
import { KeyCap } from './key-cap'
import { KeyEditor } from './key-editor'
import { useKeyStore } from './key-store'

/** The live key bindings, in groups, and the way to change them. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const [isEditing, setIsEditing] = useState(false)
  const keys = useKeyStore((state) => state.keys)
  return (
    <Dialog
      title="Keys"
      width="lg"
      onClose={onClose}
      footer={
        <Button onClick={() => setIsEditing(!isEditing)}>
          {isEditing ? 'Show the keys' : 'Change keys'}
        </Button>
      }
    >
      {isEditing ? (
        <KeyEditor />
      ) : (
        <>
          <div className="gap-6 sm:columns-2">
            {KEY_GROUPS.map((group) => (
              <section key={group} className="mb-5 break-inside-avoid">
                <h3 className="mb-1 text-sm font-semibold">{group}</h3>
                <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1 text-sm">
                  {KEY_BINDINGS.filter((binding) => binding.group === group).map(({ id, says }) => (
                    <div key={id} className="contents">
                      <dt>
                        <KeyCap value={keys[id] ?? ''} />
                      </dt>
                      <dd className="text-ink-soft">{says}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <p className="text-xs text-ink-faint">
            In your list, Alt with the up and down arrows moves the diagnosis in focus. Backspace and Delete
            do nothing to grades.
          </p>
        </>
      )}
    </Dialog>
  )
}
