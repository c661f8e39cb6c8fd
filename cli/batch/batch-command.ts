import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { RunManifest } from '../../src/domain/run'
import { readRetryAfterMs } from '../../src/engines'
import { describeProblem } from '../../src/formats/describe-problem'
import { parseCaseJsonl } from '../../src/formats/case-json/case-json'
import type { RowOutcome } from '../../src/formats/import-outcome'
import { describeFailure } from '../../src/features/describe-failure'
import type { Command } from '../rounds-options'
import { caseOfRow } from './case-of-row'
import { createCaseRunner, type CaseRunnerDeps } from './open-reasoner'
import { openOutFile, OutFileError, type OutFile } from './out-file'
import { readLines } from './read-lines'
import { type BatchCounts, runBatch, type SetAside } from './run-batch'

const LONGEST_WAIT_MS = 60_000

export interface BatchIo extends Omit<CaseRunnerDeps, 'seed'> {
  readonly random: () => number
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** Words for the person at the terminal. */
  readonly say: (text: string) => void
  /** Told after each row. */
  readonly onProgress: (counts: BatchCounts) => void
}

async function* readOutcomes(path: string): AsyncGenerator<RowOutcome, void, undefined> {
  async function* texts() {
    for await (const { text } of readLines(path)) yield text
  }
  yield* parseCaseJsonl(texts(), basename(path))
}

type BatchCommand = Extract<Command, { kind: 'batch' }>

/** Runs of one file are comparable: the same engine, model, strategy and sampling. @throws OutFileError */
function checkSameSettings(out: OutFile, { engine, out: path, seed }: BatchCommand): void {
  const before = out.manifest
  if (!before) return
  const differing = differences(before, engine, seed)
  if (differing.length > 0)
    throw new OutFileError(
      `${path} holds runs with another ${differing.join(', ')}. Choose another file with --out, or the same settings.`,
    )
}

function differences(before: RunManifest, engine: BatchCommand['engine'], seed: number): string[] {
  if (before.engine !== engine.engine) return ['engine']
  if (engine.engine !== 'openai') return []
  const { temperature } = engine
  return [
    ...(before.model?.name === engine.model ? [] : ['model']),
    ...(before.strategy === engine.strategy ? [] : ['strategy']),
    ...(before.sampling?.seed === seed ? [] : ['seed']),
    ...(temperature === null || before.sampling?.temperature === temperature ? [] : ['temperature']),
  ]
}

/** One line of the errors file. */
function formatSetAside(entry: SetAside): string {
  const said = entry.kind === 'rejected' ? { message: describeProblem(entry.problem) } : {}
  return `${JSON.stringify({ format: 'rounds-batch-error', version: 1, ...entry, ...said })}\n`
}

/**
 * Reasons about all cases of a file.
 *
 * @returns whether every row has a finished run or is a duplicate of one.
 * @throws OutFileError; the signal's reason when aborted, after which the same command goes on.
 */
export async function batch(command: BatchCommand, io: BatchIo, signal: AbortSignal): Promise<boolean> {
  const modifiedAt = Math.floor((await stat(command.file)).mtimeMs)
  const runner = await createCaseRunner(command.engine, { ...io, seed: command.seed })
  const out = await openOutFile(command.out)
  try {
    checkSameSettings(out, command)
    if (out.wasRepaired) io.say(`The last line of ${command.out} was cut; its case runs again.`)
    if (out.done.size > 0) io.say(`${out.done.size} cases are done already.`)
    // What failed before is tried again, and listed again if it fails again.
    const errors = await open(command.errors, 'w')
    try {
      const { counts, stopped } = await runBatch(
        {
          rows: readOutcomes(command.file),
          toCase: (draft) => caseOfRow(draft, modifiedAt),
          isDone: (id) => out.done.has(id),
          reason: (subject, inside) => runner.run(subject, inside),
          write: (row) => out.append(row),
          setAside: (entry) => errors.appendFile(formatSetAside(entry)),
          retryAfterMs: ({ detail }) => readRetryAfterMs(detail),
          wait: io.wait,
          backoff: { baseMs: command.retryMs, maxMs: LONGEST_WAIT_MS, random: io.random },
          concurrency: command.concurrency,
          tries: command.tries,
          onProgress: io.onProgress,
        },
        signal,
      )
      io.say(formatCounts(counts))
      if (stopped) {
        const { title } = describeFailure(stopped)
        io.say(`Stopped. ${title}: ${stopped.detail}\nRun the same command again to go on.`)
        return false
      }
      const unfinished = counts.failed + counts.rejected
      if (unfinished > 0) io.say(`${unfinished} rows have no finished run; ${command.errors} says why.`)
      return unfinished === 0
    } finally {
      await errors.close()
    }
  } finally {
    await out.close()
  }
}

export function formatCounts(counts: BatchCounts): string {
  const { rows, finished, skipped, duplicates, rejected, failed, retries } = counts
  const parts = [
    `${finished} finished`,
    skipped > 0 && `${skipped} done before`,
    failed > 0 && `${failed} failed`,
    rejected > 0 && `${rejected} unreadable`,
    duplicates > 0 && `${duplicates} duplicates`,
    retries > 0 && `${retries} retries`,
  ]
  return `${rows} rows: ${parts.filter(Boolean).join(', ')}`
}
