import { useState } from 'react'
import type { ReviewerId } from '../../domain/ids'
import type { Project } from '../../domain/project'
import type { MergeOutcome } from '../../storage'
import { FileDrop } from '../../ui/file-drop'
import { Notice } from '../../ui/notice'
import { Section } from '../../ui/section'
import { countOf } from '../count-of'
import { useServices } from '../services'
import { FilePreview } from './file-preview'
import { type ReadFile, describeFileProblem, readFile } from './read-file'
import { rememberKey } from './signing'

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'failed'; readonly name: string; readonly detail: string }
  | { readonly kind: 'read'; readonly read: ReadFile }
  | { readonly kind: 'merged'; readonly who: string; readonly outcomes: readonly MergeOutcome[] }

/** Takes a colleague's file in: signature, preview, then the merge. */
export function TakeFile({ project }: { project: Project }) {
  const services = useServices()
  const [state, setState] = useState<State>({ kind: 'idle' })

  async function take(file: File) {
    try {
      const read = await readFile(services, file)
      setState(
        read.kind === 'read'
          ? { kind: 'read', read: read.read }
          : { kind: 'failed', name: file.name, detail: describeFileProblem(read) },
      )
    } catch (error) {
      setState({ kind: 'failed', name: file.name, detail: describeError(error) })
    }
  }

  async function merge({ name, file, signature, state: signatureState }: ReadFile, joins: boolean) {
    const { storage, clock } = services
    const reviewer = { id: file.reviewer.id as ReviewerId, name: file.reviewer.name } // as the file names them
    try {
      const outcomes = await storage.merges.merge(file.reviews, clock())
      if (signature && signatureState !== 'broken')
        await rememberKey(services, reviewer.id, signature.publicKey)
      if (joins)
        await storage.projects.put({
          ...project,
          reviewers: [...project.reviewers, reviewer],
          updatedAt: clock(),
        })
      setState({ kind: 'merged', who: reviewer.name, outcomes })
    } catch (error) {
      setState({ kind: 'failed', name, detail: describeError(error) })
    }
  }

  return (
    <Section title="A reviewer’s file in">
      <FileDrop
        label="File of grades"
        accept=".json,application/json"
        hint="Drop it here or choose it. It is shown first; nothing is stored before you say so."
        onFile={(file) => void take(file)}
      />
      {state.kind === 'failed' && (
        <Notice tone="bad" isAlert title={`“${state.name}” was not taken`} detail={state.detail} />
      )}
      {state.kind === 'read' && (
        <FilePreview
          key={`${state.read.name} ${state.read.file.exportedAt}`}
          project={project}
          read={state.read}
          onMerge={(joins) => merge(state.read, joins)}
          onCancel={() => setState({ kind: 'idle' })}
        />
      )}
      {state.kind === 'merged' && (
        <Notice
          tone="good"
          isAlert
          title={`The grades of ${state.who} are merged`}
          detail={describeOutcomes(state.outcomes)}
        />
      )}
    </Section>
  )
}

function describeOutcomes(outcomes: readonly MergeOutcome[]): string {
  const conflicts = outcomes.reduce((sum, each) => sum + (each.kind === 'merged' ? each.conflicts : 0), 0)
  const taken = outcomes.filter(({ kind }) => kind === 'added' || kind === 'merged').length
  return `${countOf(taken, 'run')} taken over${conflicts > 0 ? `, ${countOf(conflicts, 'conflict')} below for you to settle` : ''}.`
}

const describeError = (error: unknown) => (error instanceof Error ? error.message : String(error))
