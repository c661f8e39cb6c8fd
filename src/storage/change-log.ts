import type { CaseChange, RoundsDatabase } from './database'

/** Where tabs and the library's worker hear that cases changed. */
export function libraryChannelName(databaseName: string): string {
  return `rounds-library:${databaseName}`
}

/** Notes changed cases inside the caller's transaction, so that log and data can't drift apart. */
export async function logCaseChange(
  database: RoundsDatabase,
  change: CaseChange,
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0) await database.caseLog.add({ ids: [...ids], change })
}

/** Tells every tab and worker, after the transaction is through. */
export function createChangeSignal(databaseName: string): { send(): void; close(): void } {
  const channel = new BroadcastChannel(libraryChannelName(databaseName))
  let isClosed = false
  return {
    send() {
      // A write may end after the storage was closed; then there is nobody here to tell.
      if (!isClosed) channel.postMessage('changed')
    },
    close() {
      isClosed = true
      channel.close()
    },
  }
}
