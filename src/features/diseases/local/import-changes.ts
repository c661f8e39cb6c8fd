import { parseChanges } from '../../../knowledge/local/changes-file'
import { type LocalChange, keyOfChange } from '../../../knowledge/local/local-change'
import type { Services } from '../../services'

/** What became of a file of local changes; the counts and the faults add up to what it holds. */
export type ChangesImport =
  | { readonly kind: 'refused'; readonly file: string; readonly expected: string }
  | {
      readonly kind: 'taken'
      readonly file: string
      readonly added: number
      readonly replaced: number
      readonly kept: number
      readonly faults: readonly string[]
    }

/** Takes in the changes of a file. Of two on the same thing the newer stays; a disease that is not fit to use is left out. */
export async function importChanges({ storage, reasoners }: Services, file: File): Promise<ChangesImport> {
  const read = parseChanges(await file.text())
  if (read.kind === 'problem') return { kind: 'refused', file: file.name, expected: read.expected }
  const own = new Map((await storage.localChanges.all()).map((change) => [keyOfChange(change), change]))
  const faults = read.faults.map(({ place, expected }) => `Change ${place}: expected ${expected}.`)
  const taken: LocalChange[] = []
  let [added, replaced, kept] = [0, 0, 0]
  for (const change of read.changes) {
    const [problem] = change.kind === 'disease' ? await reasoners.diseases.check(change.disease) : []
    const mine = own.get(keyOfChange(change))
    if (problem && change.kind === 'disease') faults.push(`${change.disease.name}: ${problem.fault}.`)
    else if (mine && mine.at >= change.at) kept++
    else {
      if (mine) replaced++
      else added++
      taken.push(change)
    }
  }
  await storage.localChanges.put(taken)
  return { kind: 'taken', file: file.name, added, replaced, kept, faults }
}
