import { type FileHandle, open, readFile, rm } from 'node:fs/promises'
import type { CaseId } from '../../src/domain/ids'
import type { RunManifest } from '../../src/domain/run'
import {
  formatRunRow,
  parseRunRow,
  RUN_ROW_START,
  type RunRow,
} from '../../src/formats/runs-jsonl/runs-jsonl'
import { readLines } from './read-lines'

/** A file of runs that grows by whole rows and survives being killed at any moment. */
export interface OutFile {
  /** Cases with a finished run, those of former sessions included. */
  readonly done: ReadonlySet<CaseId>
  /** Of the first run in the file; null for a new one. */
  readonly manifest: RunManifest | null
  /** Whether a cut last row was taken off. */
  readonly wasRepaired: boolean
  /** Resolves once the row is written. */
  append(row: RunRow): Promise<void>
  close(): Promise<void>
}

/** An expected fault of the file; the message is for a person. */
export class OutFileError extends Error {
  override readonly name = 'OutFileError'
}

interface Contents {
  readonly done: Set<CaseId>
  readonly manifest: RunManifest | null
  /** The part to keep, in bytes, and whether its last line end is missing. */
  readonly keep: number
  readonly lacksLineEnd: boolean
  readonly wasCut: boolean
}

async function readContents(path: string): Promise<Contents> {
  const done = new Set<CaseId>()
  let manifest: RunManifest | null = null
  let keep = 0
  let lacksLineEnd = false
  let wasCut = false
  for await (const { text, number, end, isWhole } of readLines(path)) {
    const read = text === '' && isWhole ? null : parseRunRow(text, number, path)
    if (read?.kind === 'problem') {
      const couldBeCut = text.startsWith(RUN_ROW_START) || RUN_ROW_START.startsWith(text)
      if (isWhole || !couldBeCut)
        throw new OutFileError(`${path}, line ${number} is not a run. Choose another file with --out.`)
      wasCut = true
      break
    }
    if (read) {
      done.add(read.row.subject.id)
      manifest ??= read.row.run.manifest
    }
    keep = end
    lacksLineEnd = !isWhole
  }
  return { done, manifest, keep, lacksLineEnd, wasCut }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Keeps two batches from writing the same file; a lock whose process is gone is taken over. */
async function takeLock(path: string): Promise<() => Promise<void>> {
  const lockPath = `${path}.lock`
  for (;;) {
    try {
      const handle = await open(lockPath, 'wx')
      await handle.writeFile(`${process.pid}\n`)
      await handle.close()
      return () => rm(lockPath, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = Number.parseInt(await readFile(lockPath, 'utf8').catch(() => ''), 10)
    if (Number.isInteger(holder) && isAlive(holder))
      throw new OutFileError(`Another batch (process ${holder}) is writing ${path}. Wait for it or stop it.`)
    await rm(lockPath, { force: true })
  }
}

/**
 * Opens a file of runs for appending: reads what is done, and takes off a last row that was cut.
 *
 * @throws OutFileError when the file holds something else or another batch writes it; the system's errors.
 */
export async function openOutFile(path: string): Promise<OutFile> {
  const releaseLock = await takeLock(path)
  let handle: FileHandle | null = null
  try {
    handle = await open(path, 'a')
    const { done, manifest, keep, lacksLineEnd, wasCut } = await readContents(path)
    if (wasCut) await handle.truncate(keep)
    if (lacksLineEnd) await handle.appendFile('\n')
    return createOutFile(handle, { done, manifest, wasRepaired: wasCut || lacksLineEnd }, releaseLock)
  } catch (error) {
    await handle?.close()
    await releaseLock()
    throw error
  }
}

function createOutFile(
  handle: FileHandle,
  state: { readonly done: Set<CaseId>; readonly manifest: RunManifest | null; readonly wasRepaired: boolean },
  releaseLock: () => Promise<void>,
): OutFile {
  let turn: Promise<void> = Promise.resolve()
  return {
    ...state,
    append(row) {
      const written = turn.then(async () => {
        await handle.appendFile(formatRunRow(row))
        state.done.add(row.subject.id)
      })
      turn = written.catch(() => undefined) // whoever appends hears of it
      return written
    },
    async close() {
      await turn
      await handle.sync()
      await handle.close()
      await releaseLock()
    },
  }
}
