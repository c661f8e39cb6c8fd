import { Button } from '../../../ui/button'
import { Dialog } from '../../../ui/dialog'

/** Asked once a host, before the first words of a case go there. */
export function HostDialog({ host, onAnswer }: { host: string; onAnswer: (isAllowed: boolean) => void }) {
  return (
    <Dialog
      title="Send this case to a server?"
      width="sm"
      onClose={() => onAnswer(false)}
      footer={
        <>
          <Button tone="quiet" onClick={() => onAnswer(false)}>
            Don’t send
          </Button>
          <Button tone="primary" onClick={() => onAnswer(true)}>
            Allow and reason
          </Button>
        </>
      }
    >
      <p>
        The words of the case will be sent to <strong className="font-semibold wrap-anywhere">{host}</strong>,
        and nowhere else. Rounds can’t tell what that server keeps.
      </p>
      <p className="mt-2 text-sm text-ink-soft">
        The host stays allowed until you remove it on the models page. The network lock stops it at any time.
      </p>
    </Dialog>
  )
}
