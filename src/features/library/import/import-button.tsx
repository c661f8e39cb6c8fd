import { useRef } from 'react'
import { Button } from '../../../ui/button'
import { Icon } from '../../../ui/icon'
import { useImport } from './import-store'
import { useTakeFiles } from './use-take-files'

/** Opens the system's file picker for cases and bundles. */
export function ImportButton() {
  const takeFiles = useTakeFiles()
  const input = useRef<HTMLInputElement>(null)
  const isReading = useImport((state) => state.reading !== null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Case files"
        accept=".txt,.md,.json,.jsonl,.ndjson,.csv,.tsv,.parquet,.zip,.gz"
        onChange={(event) => {
          void takeFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Button disabled={isReading} onClick={() => input.current?.click()}>
        <Icon name="upload" />
        {isReading ? 'Reading…' : 'Import'}
      </Button>
    </>
  )
}
