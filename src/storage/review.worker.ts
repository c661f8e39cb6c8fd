import { type ReviewAction, applyReviewAction } from '../domain/review'
import type { Review } from '../domain/review'
import type { ReviewWriteRequest, ReviewWriteResponse } from './review-worker'
import { changeReviewStrictly } from './review-transaction'
import { toStorageError } from './storage-error'

declare const self: DedicatedWorkerGlobalScope

let opened: Promise<IDBDatabase> | null = null

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // No version: the page has brought the database to today's before it writes anything.
    const request = indexedDB.open(name)
    request.onsuccess = () => {
      const database = request.result
      const letGo = () => {
        database.close()
        opened = null
      }
      database.onversionchange = letGo
      database.onclose = letGo
      resolve(database)
    }
    request.onerror = () => reject(request.error ?? new Error('The database could not be opened'))
  })
}

async function change(
  databaseName: string,
  initial: Review,
  actions: readonly { readonly action: ReviewAction; readonly at: number }[],
) {
  opened ??= open(databaseName)
  try {
    return await changeReviewStrictly(await opened, initial, (review) =>
      actions.reduce((current, { action, at }) => applyReviewAction(current, action, at), review),
    )
  } catch (error) {
    opened = null
    throw error
  }
}

self.onmessage = async ({ data }: MessageEvent<ReviewWriteRequest>) => {
  const send = (response: ReviewWriteResponse) => self.postMessage(response)
  const { id, databaseName, initial, actions } = data
  try {
    const { stored, didGradedChange } = await change(databaseName, initial, actions)
    send({
      kind: 'stored',
      id,
      stored,
      didGradedChange,
      durableAt: performance.timeOrigin + performance.now(),
    })
  } catch (error) {
    const { code, message } = toStorageError(error)
    send({ kind: 'failed', id, code, message })
  }
}
