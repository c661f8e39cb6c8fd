export const STORAGE_ERROR_CODES = [
  /** The browser allows no more bytes. */
  'storage-full',
  /** The database can't be opened or was closed; the browser's own words are in `cause`. */
  'storage-unavailable',
  /** Another tab stored a newer revision of the case meanwhile. */
  'revision-conflict',
  'case-exists',
  'case-missing',
  'run-missing',
  /** A stored version of a rubric never changes. */
  'rubric-frozen',
  /** A bug: an ended run is immutable. */
  'run-ended',
  /** A stored row is not what this version writes. */
  'row-unreadable',
  /** What a bundle would change is no longer what was shown. */
  'plan-outdated',
  /** The library's worker did not start or has failed. */
  'library-unavailable',
] as const
export type StorageErrorCode = (typeof STORAGE_ERROR_CODES)[number]

/** Why storage could not do what it was asked. `message` is for developers; the sentence for people is the UI's. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly code: StorageErrorCode

  constructor(code: StorageErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

const FULL = new Set(['QuotaExceededError'])

/** Gives a failed read or write its code; errors that have one stay as they are. */
export function toStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error
  const cause = innermost(error)
  const message = cause instanceof Error ? cause.message : String(cause)
  return new StorageError(
    namesOf(error).some((name) => FULL.has(name)) ? 'storage-full' : 'storage-unavailable',
    message,
    error,
  )
}

/** Dexie wraps the browser's error in `inner`, sometimes more than once. */
function chain(error: unknown): unknown[] {
  const found: unknown[] = []
  for (let at = error; at && found.length < 5; at = (at as { inner?: unknown }).inner) found.push(at)
  return found
}

function namesOf(error: unknown): string[] {
  return chain(error).map((each) =>
    typeof each === 'object' && each !== null && 'name' in each ? String(each.name) : '',
  )
}

function innermost(error: unknown): unknown {
  return chain(error).at(-1) ?? error
}
