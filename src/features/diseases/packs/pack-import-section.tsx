import { useRef, useState } from 'react'
import { Button } from '../../../ui/button'
import { Icon } from '../../../ui/icon'
import { Notice } from '../../../ui/notice'
import { readDropped } from '../../read-dropped'
import { useServices } from '../../services'
import { chooseFiles, type ChosenFiles } from './choose-files'
import { PackImportState } from './pack-import-state'
import { startPackImport, usePackImport } from './pack-import'

/** Where the two files are dropped or chosen, and what became of them. */
export function PackImportSection() {
  const { clock } = useServices()
  const isRunning = usePackImport(({ phase }) => phase === 'running')
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const [fault, setFault] = useState<ChosenFiles | null>(null)
  /** A person may bring one file after the other. */
  const [waiting, setWaiting] = useState<readonly File[]>([])
  const take = (files: readonly File[]) => {
    const chosen = chooseFiles([
      ...waiting.filter((file) => files.every(({ name }) => name !== file.name)),
      ...files,
    ])
    setFault(chosen.kind === 'both' ? null : chosen)
    setWaiting(chosen.kind === 'lacking' && chosen.lacks !== 'both' ? [...waiting, ...files] : [])
    if (chosen.kind === 'both') startPackImport({ ...pick(chosen), at: clock() })
  }
  return (
    <section aria-label="Add a pack" className="grid gap-3">
      <h2 className="text-lg font-semibold">Add the Human Phenotype Ontology</h2>
      <p className="max-w-prose text-sm text-ink-soft">
        Two files of one release, from hpo.jax.org: <b>hp.obo</b> or <b>hp.json</b>, and <b>phenotype.hpoa</b>
        . They are read on this machine and go nowhere. Thousands of rare and hereditary diseases then stand
        beside the built-in ones.
      </p>
      {!isRunning && (
        <div
          className="flex flex-wrap items-center justify-center gap-3 rounded-lg border-2 border-dashed border-line-strong px-4 py-6 text-center data-over:border-accent data-over:bg-accent-soft"
          data-over={isOver || undefined}
          onDragOver={(event) => {
            event.preventDefault()
            setIsOver(true)
          }}
          onDragLeave={() => setIsOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setIsOver(false)
            void readDropped(event.dataTransfer).then(take)
          }}
        >
          <input
            ref={input}
            type="file"
            hidden
            multiple
            aria-label="Ontology and annotation files"
            onChange={(event) => {
              take([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
          <span className="text-ink-soft">Drop both files here, or</span>
          <Button tone="primary" onClick={() => input.current?.click()}>
            <Icon name="upload" />
            Choose files
          </Button>
        </div>
      )}
      {fault && fault.kind !== 'both' && (
        <Notice isAlert tone="caution" title={titleOf(fault)} detail={detailOf(fault, waiting)} />
      )}
      <PackImportState />
    </section>
  )
}

const pick = ({ ontology, annotations }: Extract<ChosenFiles, { kind: 'both' }>) => ({
  ontology,
  annotations,
})

function titleOf(fault: Exclude<ChosenFiles, { kind: 'both' }>): string {
  if (fault.kind === 'too-many') return 'More than one file of a kind'
  if (fault.lacks === 'both') return 'Neither of the two files is among these'
  return fault.lacks === 'ontology' ? 'The ontology is still missing' : 'The annotations are still missing'
}

function detailOf(fault: Exclude<ChosenFiles, { kind: 'both' }>, waiting: readonly File[]): string {
  if (fault.kind === 'too-many')
    return `Choose one ontology and one annotation file. Given: ${fault.names.join(', ')}.`
  if (fault.lacks === 'both') return 'Expected hp.obo or hp.json, and phenotype.hpoa.'
  const there = waiting.map(({ name }) => name).join(', ')
  return `${there} is ready. Now add ${fault.lacks === 'ontology' ? 'hp.obo or hp.json' : 'phenotype.hpoa'} of the same release.`
}
