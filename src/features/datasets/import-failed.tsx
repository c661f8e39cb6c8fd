import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { closeImportReport } from './dataset-import'
import type { ImportCounts } from './protocol'

/** An import that could not go on: what is in the library, and how to go on. */
export function ImportFailed({ message, counts }: { message: string; counts: ImportCounts }) {
  return (
    <Notice
      isAlert
      tone="bad"
      title="The import stopped"
      detail={
        <>
          <p>{message}</p>
          <p className="numerals">
            {counts.added.toLocaleString()} cases are stored whole. Import the same file again to go on:
            nothing is made twice.
          </p>
        </>
      }
      actions={<Button onClick={closeImportReport}>Choose files again</Button>}
    />
  )
}
