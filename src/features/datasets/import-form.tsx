import { useRef, useState } from 'react'
import type { ArticleText } from '../../formats/dataset/conversion'
import { Button } from '../../ui/button'
import { SelectField } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { readDropped } from '../read-dropped'
import { useServices } from '../services'
import { startImport } from './dataset-import'

const ARTICLE_TEXTS: readonly { readonly id: ArticleText; readonly label: string }[] = [
  { id: 'leave-out', label: 'Leave out (fastest)' },
  { id: 'check', label: 'Look for the quotations in it, then let it go' },
  { id: 'keep', label: 'Keep it with the case' },
]

/** Files or a folder, picked or dropped. */
export function ImportForm() {
  const { appVersion } = useServices()
  const [articleText, setArticleText] = useState<ArticleText>('leave-out')
  const [isOver, setIsOver] = useState(false)
  const start = (files: readonly File[]) => startImport(files, { articleText, mapping: null }, appVersion)
  return (
    <section aria-label="Files" className="grid gap-4">
      <div
        className="grid justify-items-center gap-3 rounded-lg border-2 border-dashed border-line-strong px-4 py-8 text-center data-over:border-accent data-over:bg-accent-soft"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setIsOver(false)
          void readDropped(event.dataTransfer).then(start)
        }}
      >
        <p className="text-ink-soft">Drop files or a folder here, or</p>
        <div className="flex flex-wrap justify-center gap-2">
          <PickButton label="Choose files" inputLabel="Dataset files" onPick={start} />
          <PickButton label="Choose a folder" inputLabel="Dataset folder" isFolder onPick={start} />
        </div>
      </div>
      <SelectField
        label="The article’s full text, where rows have one"
        className="w-auto! justify-self-start"
        value={articleText}
        onChange={(event) =>
          setArticleText(ARTICLE_TEXTS.find(({ id }) => id === event.target.value)?.id ?? 'leave-out')
        }
      >
        {ARTICLE_TEXTS.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </SelectField>
    </section>
  )
}

interface PickProps {
  readonly label: string
  readonly inputLabel: string
  readonly isFolder?: boolean
  readonly onPick: (files: readonly File[]) => void
}

function PickButton({ label, inputLabel, isFolder = false, onPick }: PickProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        {...(isFolder && { webkitdirectory: '' })}
        aria-label={inputLabel}
        onChange={(event) => {
          onPick([...(event.target.files ?? [])].filter(({ name }) => !name.startsWith('.')))
          event.target.value = ''
        }}
      />
      <Button tone={isFolder ? 'plain' : 'primary'} onClick={() => input.current?.click()}>
        <Icon name="upload" />
        {label}
      </Button>
    </>
  )
}
