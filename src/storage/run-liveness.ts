import type { RunId } from '../domain/ids'

const lockName = (id: RunId) => `rounds-run-${id}`

/**
 * Says to every tab that this one works on a run, until released. The browser lets go by itself when the tab closes or
 * crashes, which is how an interrupted run is told from a running one.
 */
export function holdRun(id: RunId): () => void {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  void navigator.locks.request(lockName(id), () => held)
  return release
}

/** Whether some tab works on the run now. */
export async function isRunAlive(id: RunId): Promise<boolean> {
  const { held, pending } = await navigator.locks.query()
  return [...(held ?? []), ...(pending ?? [])].some((lock) => lock.name === lockName(id))
}
