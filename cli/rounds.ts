import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { createIdSource } from '../src/app/ids'
import type { ClinicalCase } from '../src/domain/case'
import { describeProblem } from '../src/formats/describe-problem'
import { parseCaseFile } from '../src/formats/parse-case-file'
import { formatRunRow } from '../src/formats/runs-jsonl/runs-jsonl'
import { batch, formatCounts } from './batch/batch-command'
import { caseOfRow } from './batch/case-of-row'
import { createCaseRunner } from './batch/open-reasoner'
import { OutFileError } from './batch/out-file'
import type { BatchCounts } from './batch/run-batch'
import { type Command, parseCommand, USAGE, UsageError } from './rounds-options'
import { createRunPrinter, formatEnding } from './rounds-print'

export interface RoundsIo {
  readonly environment: NodeJS.ProcessEnv
  readonly appVersion: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly signal: AbortSignal
}

/** Status of the process: done, not all done, a command that can't be followed, stopped by Ctrl+C. */
const EXIT = { done: 0, failed: 1, usage: 2, stopped: 130 } as const

const PROGRESS_MS = 2000

/** The command line. Resolves to the exit status; what a person can act on is said, anything else thrown. */
export async function main(args: readonly string[], io: RoundsIo): Promise<number> {
  try {
    const command = parseCommand(args, io.environment)
    switch (command.kind) {
      case 'help':
        io.out(USAGE)
        return EXIT.done
      case 'reason':
        return (await reason(command, io)) ? EXIT.done : EXIT.failed
      case 'batch':
        return (await runBatchCommand(command, io)) ? EXIT.done : EXIT.failed
    }
  } catch (error) {
    if (io.signal.aborted) {
      io.err('Stopped. The same command goes on where it was.\n')
      return EXIT.stopped
    }
    const said = sayError(error)
    if (said === null) throw error
    io.err(`${said}\n`)
    return error instanceof UsageError ? EXIT.usage : EXIT.failed
  }
}

/** An expected error in words; null for a bug. */
function sayError(error: unknown): string | null {
  if (error instanceof UsageError) return `${error.message}\n\n${USAGE}`
  if (error instanceof OutFileError) return error.message
  const { code, path } = (error ?? {}) as { code?: unknown; path?: unknown }
  if (typeof code !== 'string' || typeof path !== 'string') return null
  if (code === 'ENOENT') return `There is no file ${path}.`
  if (code === 'EACCES' || code === 'EPERM') return `${path} may not be read or written.`
  return code === 'EISDIR' ? `${path} is a folder.` : null
}

async function readCase(path: string): Promise<ClinicalCase> {
  const result = parseCaseFile(basename(path), await readFile(path))
  if (result.kind === 'bundle') throw new UsageError(`${path} is a bundle; reason takes one case.`)
  const [first, ...others] = result.drafts
  if (!first) throw new OutFileError(result.problems.map(describeProblem).join('\n'))
  if (others.length > 0)
    throw new UsageError(`${path} holds ${others.length + 1} cases; reason takes one. Use batch.`)
  return caseOfRow(first.draft, Math.floor((await stat(path)).mtimeMs))
}

async function reason(command: Extract<Command, { kind: 'reason' }>, io: RoundsIo): Promise<boolean> {
  const subject = await readCase(command.file)
  const { runId } = createIdSource()
  const { seed } = command
  const runner = await createCaseRunner(command.engine, {
    clock: Date.now,
    newRunId: runId,
    appVersion: io.appVersion,
    seed,
  })
  const print = createRunPrinter(io.out)
  const run = await runner.run(subject, io.signal, command.isJson ? undefined : print)
  io.signal.throwIfAborted()
  if (!run) return false
  io.out(command.isJson ? formatRunRow({ subject, run }) : formatEnding(run))
  return run.status === 'finished'
}

async function runBatchCommand(command: Extract<Command, { kind: 'batch' }>, io: RoundsIo): Promise<boolean> {
  const { runId } = createIdSource()
  let counts: BatchCounts | null = null
  const timer = setInterval(() => {
    if (counts) io.err(`${formatCounts(counts)}\n`)
  }, PROGRESS_MS)
  timer.unref()
  try {
    const say = (text: string) => io.err(`${text}\n`)
    const onProgress = (latest: BatchCounts) => void (counts = latest)
    const { appVersion, signal } = io
    const deps = { clock: Date.now, newRunId: runId, appVersion, random: Math.random, wait, say, onProgress }
    return await batch(command, deps, signal)
  } finally {
    clearInterval(timer)
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
}
