import { type ReactNode, useId, useState } from 'react'
import { classNames } from './class-names'

interface FileDropProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly accept?: string
  readonly onFile: (file: File) => void
}

/** A place to drop one file, or to choose it with the keyboard. */
export function FileDrop({ label, hint, accept, onFile }: FileDropProps) {
  const id = useId()
  const [isOver, setIsOver] = useState(false)
  const take = (file: File | undefined) => {
    if (file) onFile(file)
  }
  return (
    <div
      className={classNames(
        'grid gap-1.5 rounded-md border border-dashed px-3 py-3',
        isOver ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface',
      )}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setIsOver(false)
        take(event.dataTransfer.files[0])
      }}
    >
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <input
        id={id}
        type="file"
        accept={accept}
        className="max-w-full rounded-sm text-sm text-ink-soft file:mr-3 file:h-8 file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:text-sm file:font-medium file:text-ink"
        onChange={(event) => {
          take(event.target.files?.[0])
          event.target.value = '' // the same file may be chosen again
        }}
      />
      {hint && <p className="text-xs text-ink-faint">{hint}</p>}
    </div>
  )
}
