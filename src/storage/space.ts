/** Space used and allowed, in bytes, and whether the browser promised to keep the data. */
export interface StorageSpace {
  readonly usedBytes: number | null
  readonly quotaBytes: number | null
  readonly isPersisted: boolean | null
}

export type PersistAnswer = 'granted' | 'denied' | 'unsupported'

export async function readSpace(): Promise<StorageSpace> {
  if (!navigator.storage) return { usedBytes: null, quotaBytes: null, isPersisted: null }
  const [estimate, isPersisted] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted(),
  ])
  return { usedBytes: estimate.usage ?? null, quotaBytes: estimate.quota ?? null, isPersisted }
}

/** Asks the browser not to evict the data. Some browsers ask the person, others decide by themselves. */
export async function askToPersist(): Promise<PersistAnswer> {
  // A page has it; the type of a worker's navigator, under which this file is checked too, does not.
  const storage = navigator.storage as StorageManager & { persist?: () => Promise<boolean> }
  if (!storage?.persist) return 'unsupported'
  return (await storage.persist()) ? 'granted' : 'denied'
}
