import type { ProjectId } from '../domain/ids'
import type { Project } from '../domain/project'
import type { RoundsDatabase } from './database'
import { toStorageError } from './storage-error'
import { readProjectRow } from './stored-rows'

/** Projects. Their reviews are kept by run and reviewer, and outlive them. */
export interface ProjectRepository {
  /** Last changed first. */
  all(): Promise<Project[]>
  get(id: ProjectId): Promise<Project | null>
  /** Stores a new one, or the next state of one. @throws StorageError */
  put(project: Project): Promise<void>
  /** Forgets the project alone; cases, runs and grades stay. @throws StorageError */
  remove(id: ProjectId): Promise<void>
}

export function createProjectRepository({ projects }: RoundsDatabase): ProjectRepository {
  return {
    all: async () => (await projects.toArray()).map(readProjectRow).sort(lastChangedFirst),
    async get(id) {
      const row = await projects.get(id)
      return row ? readProjectRow(row) : null
    },
    put: (project) => write(() => projects.put(project)),
    remove: (id) => write(() => projects.delete(id)),
  }
}

function lastChangedFirst(a: Project, b: Project): number {
  return b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1)
}

async function write(body: () => PromiseLike<unknown>): Promise<void> {
  try {
    await body()
  } catch (error) {
    throw toStorageError(error)
  }
}
