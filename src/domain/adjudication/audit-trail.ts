import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from '../merging/cell-ledger'

/** One thing that was done to final labels: who, when, from what to what, and why. Values are plain JSON. */
export interface AuditEvent {
  readonly at: number
  /** A reviewer's id, or "rules". */
  readonly who: string
  readonly action: string
  /** What it was done to, such as an adjudication's id. */
  readonly subject: string
  readonly before: unknown
  readonly after: unknown
  readonly why: string
}

/** An event as it stands in the trail: its hash covers the event and the hash before it. */
export interface AuditEntry extends AuditEvent {
  /** From 1. */
  readonly seq: number
  readonly previousHash: string
  readonly hash: string
}

/** What the first entry follows. */
export const TRAIL_START = '0'.repeat(64)

/** The entry that an event becomes behind the last one. Nothing that stands in a trail is ever changed. */
export function appendEvent(last: AuditEntry | null, event: AuditEvent): AuditEntry {
  const at = { ...event, seq: (last?.seq ?? 0) + 1, previousHash: last?.hash ?? TRAIL_START }
  return { ...at, hash: hashEntry(at) }
}

/** Where a trail was tampered with: the 0-based place of the first entry that does not follow; null where all do. */
export function findBreak(entries: readonly AuditEntry[]): number | null {
  let [previousHash, seq] = [TRAIL_START, 1]
  for (const [place, entry] of entries.entries()) {
    const { hash, ...rest } = entry
    if (entry.previousHash !== previousHash || entry.seq !== seq || hashEntry(rest) !== hash) return place
    previousHash = hash
    seq++
  }
  return null
}

/** SHA-256 of the canonical JSON of a value, as hex: what a sealed set of grades is published as. */
export const sealOf = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(value))))

const hashEntry = ({
  at,
  who,
  action,
  subject,
  before,
  after,
  why,
  seq,
  previousHash,
}: Omit<AuditEntry, 'hash'>) =>
  sealOf([seq, previousHash, at, who, action, subject, before ?? null, after ?? null, why])
