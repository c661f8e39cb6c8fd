import type { CaseId, RunId } from '../domain/ids'
import type { Run } from '../domain/run'
import type { RoundsDatabase } from './database'
import { isEqualData } from './equal-data'
import type { RunRepository } from './repositories'
import { StorageError, toStorageError } from './storage-error'
import { readRunRow } from './stored-rows'

/** Runs over Dexie: a read-modify-write of one record for every finished step. An ended run is immutable. */
export function createRunRepository(database: RoundsDatabase): RunRepository {
  const { runs } = database

  async function write<T>(body: () => Promise<T>): Promise<T> {
    try {
      return await database.transaction('rw', runs, body)
    } catch (error) {
      throw toStorageError(error)
    }
  }

  const change = (id: RunId, next: (run: Run) => Run) =>
    write(async () => {
      const row = await runs.get(id)
      if (!row) throw new StorageError('run-missing', `There is no run ${id}`)
      const run = readRunRow(row)
      if (run.status !== 'running')
        throw new StorageError('run-ended', `Run ${id} has ended (${run.status}) and can't be changed`)
      await runs.put(next(run))
    })

  return {
    async get(id) {
      const row = await runs.get(id)
      return row ? readRunRow(row) : null
    },
    ofCase: async (caseId) =>
      (await runs.where('caseId').equals(caseId).toArray()).map(readRunRow).sort(newestFirst),
    async finishedByCase() {
      const finished = new Set(await runs.where('status').equals('finished').primaryKeys())
      const byCase = new Map<CaseId, RunId[]>()
      // One walk over an index: its keys are case ids, and under each the runs' ids come in order of time.
      await runs.orderBy('caseId').eachKey((key, { primaryKey }) => {
        if (!finished.has(primaryKey)) return
        const caseId = key as CaseId // what the index is over
        byCase.set(caseId, [...(byCase.get(caseId) ?? []), primaryKey as RunId])
      })
      return byCase
    },
    create: (run) =>
      write(async () => {
        await runs.add(run)
      }),
    setProblemRepresentation: (id, text) => change(id, (run) => ({ ...run, problemRepresentation: text })),
    appendStep: (id, step, atMs) =>
      change(id, (run) => ({ ...run, steps: [...run.steps, step], stepTimesMs: [...run.stepTimesMs, atMs] })),
    setDifferential: (id, differential, snapshot) =>
      change(id, (run) => ({ ...run, differential, trajectory: [...run.trajectory, snapshot] })),
    end: (id, ending) => change(id, (run) => ({ ...run, ...ending })),

    put: (added) =>
      write(async () => {
        const stored = await runs.bulkGet(added.map(({ id }) => id))
        const ended = stored.find(
          (run, index) => run && run.status !== 'running' && !isEqualData(run, added[index]),
        )
        if (ended) throw new StorageError('run-ended', `Run ${ended.id} has ended and can't be replaced`)
        await runs.bulkPut([...added])
      }),

    async markInterrupted(isAlive, at) {
      const ids = (await runs.where('status').equals('running').primaryKeys()) as RunId[] // keys of this table are run ids
      const alive = await Promise.all(ids.map(isAlive))
      const left = ids.filter((_, index) => alive[index] !== true)
      // Looked at again inside the transaction: its tab may have ended it since.
      return write(async () => {
        const rows = (await runs.bulkGet(left)).flatMap((row) => (row?.status === 'running' ? [row] : []))
        await runs.bulkPut(rows.map((run) => ({ ...run, status: 'interrupted', endedAt: at })))
        return rows.map(({ id }) => id)
      })
    },
  }
}

function newestFirst(a: Run, b: Run): number {
  return b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1)
}
