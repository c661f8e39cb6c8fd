import type { ReviewFile, ReviewFileRead, ReviewSignature } from '../../formats/review-file/review-file'
import { parseReviewFile } from '../../formats/review-file/review-file'
import type { MergeOutcome } from '../../storage'
import type { Services } from '../services'
import { type SignatureState, checkSignature } from './signing'

/** A file as it was read, and what a merge would make of it. Nothing is stored yet. */
export interface ReadFile {
  readonly name: string
  readonly file: ReviewFile
  readonly signature: ReviewSignature | null
  readonly state: SignatureState
  readonly outcomes: readonly MergeOutcome[]
}

export type FileProblem = Extract<ReviewFileRead, { kind: 'problem' }>

/** Reads a review file and tries the merge out. */
export async function readFile(
  services: Services,
  file: File,
): Promise<{ readonly kind: 'read'; readonly read: ReadFile } | FileProblem> {
  const parsed = parseReviewFile(await file.text())
  if (parsed.kind === 'problem') return parsed
  const [state, outcomes] = await Promise.all([
    checkSignature(services, parsed.file, parsed.signature),
    services.storage.merges.preview(parsed.file.reviews, services.clock()),
  ])
  return {
    kind: 'read',
    read: { name: file.name, file: parsed.file, signature: parsed.signature, state, outcomes },
  }
}

/** What was wrong with a file, where, and what was expected. */
export function describeFileProblem({ code, where, expected }: FileProblem): string {
  switch (code) {
    case 'invalid-json':
      return `It is not JSON: reading stopped at ${where}. It may have been cut off on its way.`
    case 'not-a-review-file':
      return `It does not say that it is a file of grades: its field “${where}” should be “${expected}”. Cases, runs and bundles are imported on the library page.`
    case 'newer-file':
      return `It was made by a newer Rounds (${where}); this one reads ${expected}. Reload the page to update.`
    case 'invalid-field':
      return `Its field “${where}” is not as it should be: ${expected} was expected. Nothing was taken from it.`
  }
}
