import { useQuery } from '@tanstack/react-query'
import { bytesToHex } from '@noble/hashes/utils.js'
import { useState } from 'react'
import type { Project } from '../../domain/project'
import { type SealCheck, checkSeal, sealGrades } from '../../domain/sealing/grade-seal'
import { parseReviewFile } from '../../formats/review-file/review-file'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/field'
import { FileDrop } from '../../ui/file-drop'
import { Notice } from '../../ui/notice'
import { Section } from '../../ui/section'
import { showToast } from '../../ui/toasts'
import { countOf } from '../count-of'
import { type Reviewer, useReviewer } from '../reviewer'
import { useServices } from '../services'
import { addSeal, ownReviewsQuery, sealsQuery } from './own-grades'
import { describeFileProblem } from './read-file'

const SALT_BYTES = 16

/** Vouching for grades before they are shown, and checking what others vouched for. */
export function SealSection({ project }: { project: Project }) {
  const reviewer = useReviewer()
  return (
    <Section title="Sealed grading">
      <p className="max-w-prose text-sm text-ink-soft">
        A seal shows later that your grades were made before you knew anyone else’s: publish its 64 digits
        now, where they get a date, and hand out your file after the reveal. The digits tell nothing about the
        grades; what opens them travels in your file.
      </p>
      {reviewer && <OwnSeals project={project} reviewer={reviewer} />}
      <CheckSeal />
    </Section>
  )
}

function OwnSeals({ project, reviewer }: { project: Project; reviewer: Reviewer }) {
  const services = useServices()
  const own = useQuery(ownReviewsQuery(services, project, reviewer.id)).data ?? []
  const seals = useQuery(sealsQuery(services, project, reviewer.id)).data ?? []

  async function seal() {
    const salt = bytesToHex(crypto.getRandomValues(new Uint8Array(SALT_BYTES)))
    await addSeal(services, project, reviewer.id, sealGrades(own, salt, services.clock()))
  }

  async function copy(hash: string) {
    await navigator.clipboard.writeText(hash)
    showToast('The seal was copied.')
  }

  return (
    <div className="grid gap-2">
      <Button className="justify-self-start" disabled={own.length === 0} onClick={() => void seal()}>
        Seal my grades of {countOf(own.length, 'run')}
      </Button>
      {seals.length > 0 && (
        <ul aria-label="Your seals" className="grid gap-2">
          {seals.map(({ hash, sealedAt, runIds }) => (
            <li key={hash} className="grid gap-1 rounded-md border border-line bg-surface px-3 py-2 text-sm">
              <code className="text-xs wrap-anywhere">{hash}</code>
              <span className="flex flex-wrap items-center gap-3 text-xs text-ink-soft numerals">
                {new Date(sealedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })},{' '}
                {countOf(runIds.length, 'run')}
                <Button size="sm" onClick={() => void copy(hash)}>
                  Copy
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

type Checked =
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'checked'; readonly who: string; readonly check: SealCheck }

function CheckSeal() {
  const [hash, setHash] = useState('')
  const [checked, setChecked] = useState<Checked | null>(null)
  const isHash = /^\s*[0-9a-f]{64}\s*$/iu.test(hash)

  async function check(file: File) {
    const read = parseReviewFile(await file.text())
    if (read.kind === 'problem') return setChecked({ kind: 'unreadable', detail: describeFileProblem(read) })
    const { reviewer, seals, reviews } = read.file
    const result = checkSeal(
      hash,
      seals ?? [],
      reviews.map(({ review }) => review),
    )
    setChecked({ kind: 'checked', who: reviewer.name, check: result })
  }

  return (
    <details className="rounded-md border border-line">
      <summary className="px-3 py-2 text-sm font-semibold">Check a file against a published seal</summary>
      <div className="grid gap-3 px-3 pb-3">
        <TextField
          label="Published seal"
          spellCheck={false}
          autoComplete="off"
          value={hash}
          error={hash !== '' && !isHash ? 'A seal has 64 digits, from 0 to 9 and a to f.' : null}
          onChange={(event) => {
            setHash(event.target.value)
            setChecked(null)
          }}
        />
        {isHash && (
          <FileDrop label="File of the reviewer who published it" onFile={(file) => void check(file)} />
        )}
        {checked && <SealNotice checked={checked} />}
      </div>
    </details>
  )
}

function SealNotice({ checked }: { checked: Checked }) {
  if (checked.kind === 'unreadable')
    return <Notice tone="bad" isAlert title="The file can’t be read" detail={checked.detail} />
  const { check, who } = checked
  switch (check.kind) {
    case 'holds':
      return (
        <Notice
          tone="good"
          isAlert
          title="The seal holds"
          detail={`These are the very grades of ${countOf(check.seal.runIds.length, 'run')} that ${who} sealed. When that was shows only where the seal was published.`}
        />
      )
    case 'unknown':
      return (
        <Notice
          tone="bad"
          isAlert
          title="The file has no such seal"
          detail={`None of the seals in the file of ${who} has these digits.`}
        />
      )
    case 'differs':
      return (
        <Notice
          tone="bad"
          isAlert
          title="The seal is broken"
          detail={
            check.missing > 0
              ? `Grades of ${countOf(check.missing, 'sealed run')} are not in the file of ${who}.`
              : `The grades of ${who} are not those that were sealed: at least one was changed since.`
          }
        />
      )
  }
}
