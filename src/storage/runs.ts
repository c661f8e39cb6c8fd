import type { RunId } from '../domain/ids'
import type { Run } from '../domain/run'
import type { RoundsDatabase } from './database'
import type { RunRepository } from './repositories'

/** Runs over Dexie: a read-modify-write of one record for every finished step. */
export function createRunRepository(database: RoundsDatabase): RunRepository {
  const { runs } = database

  /** @throws Error when the run is missing or has ended: an ended run is immutable, so that is a bug. */
  async function change(id: RunId, next: (run: Run) => Run): Promise<void> {
    await database.transaction('rw', runs, async () => {
      const run = await runs.get(id)
      if (!run) throw new Error(`There is no run ${id}`)
      if (run.status !== 'running')
        throw new Error(`Run ${id} has ended (${run.status}) and can't be changed`)
      await runs.put(next(run))
    })
  }

  return {
    get: async (id) => (await runs.get(id)) ?? null,
    ofCase: async (caseId) =>
      (await runs.where('caseId').equals(caseId).toArray()).sort(
        (a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1),
      ),
    create: async (run) => {
      await runs.add(run)
    },
    setProblemRepresentation: (id, text) => change(id, (run) => ({ ...run, problemRepresentation: text })),
    appendStep: (id, step, atMs) =>
      change(id, (run) => ({ ...run, steps: [...run.steps, step], stepTimesMs: [...run.stepTimesMs, atMs] })),
    setDifferential: (id, differential, snapshot) =>
      change(id, (run) => ({ ...run, differential, trajectory: [...run.trajectory, snapshot] })),
    end: (id, ending) => change(id, (run) => ({ ...run, ...ending })),
    put: async (added) => {
      await runs.bulkPut([...added])
    },
    async markInterrupted(isAlive, at) {
      const running = await runs.filter((run) => run.status === 'running').toArray()
      const marked: RunId[] = []
      for (const run of running) {
        if (await isAlive(run.id)) continue
        await runs
          .where('id')
          .equals(run.id)
          .and((row) => row.status === 'running')
          .modify({ status: 'interrupted', endedAt: at })
        marked.push(run.id)
      }
      return marked
    },
  }
}
