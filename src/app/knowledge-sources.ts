import type { KnowledgeClient } from '../engines/knowledge'
import type { Storage } from '../storage'

/**
 * Keeps a knowledge client on the packs and local changes that are stored. The function it gives is to be awaited before
 * anything is asked for: it looks whether something has changed, here or in another tab, and hands that over.
 */
export function followKnowledgeSources(
  { packs, localChanges }: Pick<Storage, 'packs' | 'localChanges'>,
  client: Pick<KnowledgeClient, 'configure'>,
): () => Promise<void> {
  let configured = { packId: null as string | null, changes: '[]' }
  let last: Promise<void> = Promise.resolve()

  async function follow(): Promise<void> {
    const [all, changes] = await Promise.all([packs.all(), localChanges.all()])
    const packId = all.find(({ isOn }) => isOn)?.id ?? null
    const next = { packId, changes: JSON.stringify(changes) }
    if (next.packId === configured.packId && next.changes === configured.changes) return
    const bytes = packId === null || packId === configured.packId ? null : await packs.getBytes(packId)
    const hpo = bytes
      ? ({ kind: 'bytes', bytes } as const)
      : ({ kind: packId === configured.packId ? 'same' : 'none' } as const)
    await client.configure({ hpo, changes })
    configured = next
  }

  return () => {
    // Where the database can't be opened the pack that ships with Rounds goes on alone; the page says so by itself.
    last = last.then(follow).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'storage-unavailable')) throw error
    })
    const current = last
    last = last.catch(() => {})
    return current
  }
}
