import { Dialog } from '../../ui/dialog'
import { Kbd } from '../../ui/kbd'
import { KEY_BINDINGS } from './key-bindings'

/** The live key bindings, in groups. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const groups = [...new Set(KEY_BINDINGS.map(({ group }) => group))]
  return (
    <Dialog title="Keys" width="lg" onClose={onClose}>
      <div className="grid gap-6 sm:grid-cols-2">
        {groups.map((group) => (
          <section key={group}>
            <h3 className="mb-1 text-sm font-semibold">{group}</h3>
            <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1 text-sm">
              {KEY_BINDINGS.filter((binding) => binding.group === group).map(({ key, says }) => (
                <div key={key} className="contents">
                  <dt>
                    {key === 'Z' ? (
                      <>
                        <Kbd>Shift</Kbd> <Kbd>z</Kbd>
                      </>
                    ) : (
                      <Kbd>{key}</Kbd>
                    )}
                  </dt>
                  <dd className="text-ink-soft">{says}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="mt-4 text-xs text-ink-faint">
        In your list, Alt with the up and down arrows moves the diagnosis in focus.
      </p>
    </Dialog>
  )
}
