import { useRef } from 'react'
import { Button } from '../../../ui/button'
import { Icon } from '../../../ui/icon'
import { takeFiles } from './drop-zone'
import { useImport } from './import-store'

/** Opens the system's file picker for cases and bundles. */
export function ImportButton() {
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
        accept=".txt,.md,.json,.jsonl"
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
