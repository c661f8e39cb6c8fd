import { useEffect, useState } from 'react'
import type { Project } from '../../../domain/project'
import type { Rubric } from '../../../domain/rubric'
import { runIdsOf } from '../../project-frame'
import type { ProjectScope, ReadingMethod, ReadingProtocol, ReadingResponse } from './protocol'

export interface ReadingProgress {
  readonly done: number
  readonly total: number
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

/** A worker that reads a project's grades through and computes on them. It starts with the first question. */
export class ProjectReader {
  private onProgress: (progress: ReadingProgress) => void = () => undefined
  private worker: Worker | null = null
  private readonly waiting = new Map<number, Waiting>()
  private lastId = 0

  ask<M extends ReadingMethod>(
    method: M,
    params: ReadingProtocol[M]['params'],
  ): Promise<ReadingProtocol[M]['result']> {
    const worker = (this.worker ??= this.start())
    return new Promise((resolve, reject) => {
      const id = ++this.lastId
      this.waiting.set(id, { resolve, reject })
      worker.postMessage({ id, method, params })
    })
  }

  /** Who hears how far the reading is: one listener at a time. */
  watch(onProgress: (progress: ReadingProgress) => void): void {
    this.onProgress = onProgress
  }

  stop(): void {
    this.worker?.terminate()
    this.worker = null
    this.failAll('The reading was stopped.')
  }

  private start(): Worker {
    const worker = new Worker(new URL('./project-reading.worker.ts', import.meta.url), {
      type: 'module',
      name: 'project-reading',
    })
    worker.onmessage = ({ data }: MessageEvent<ReadingResponse>) => {
      if (data.kind === 'progress') return this.onProgress(data)
      const call = this.waiting.get(data.id)
      this.waiting.delete(data.id)
      if (data.kind === 'failed') call?.reject(new Error(data.message))
      else call?.resolve(data.result as never) // the request's id ties it to the method asked for
    }
    worker.onerror = (event) => this.failAll(event.message || 'The worker could not be started.')
    return worker
  }

  private failAll(message: string): void {
    for (const { reject } of this.waiting.values()) reject(new Error(message))
    this.waiting.clear()
  }
}

/** A reader for as long as the page is shown, and how far it is. */
export function useProjectReader(): {
  readonly reader: ProjectReader
  readonly progress: ReadingProgress | null
} {
  const [reader] = useState(() => new ProjectReader())
  const [progress, setProgress] = useState<ReadingProgress | null>(null)
  useEffect(() => {
    reader.watch(setProgress)
    return () => reader.stop()
  }, [reader])
  return { reader, progress }
}

export function scopeOf(project: Project, rubric: Rubric): ProjectScope {
  return {
    caseIds: project.caseIds,
    runIds: runIdsOf(project),
    reviewerIds: project.reviewers.map(({ id }) => id),
    rubric,
  }
}
