import type { RoundsDatabase } from './database'

/** Where tabs and the library's worker hear that cases changed. */
export function libraryChannelName(databaseName: string): string {
  return `rounds-library:${databaseName}`
}

/** Notes changed cases inside the caller's transaction, so that log and data can't drift apart. */
export async function logCaseChange(database: RoundsDatabase, ids: readonly string[]): Promise<void> {
  await database.caseLog.add({ ids: [...ids] })
}

/** Tells every tab and worker, after the transaction is through. */
export function createChangeSignal(databaseName: string): { send(): void; close(): void } {
  const channel = new BroadcastChannel(libraryChannelName(databaseName))
  return { send: () => channel.postMessage('changed'), close: () => channel.close() }
}
