import type { Services } from '../features/services'
import { isRunAlive } from '../storage'
import { showToast } from '../ui/toasts'

const SEEDED_KEY = 'teaching-cases-added'
/** Removed cases can be brought back for this long. */
const BIN_DAYS = 30
const DAY_MS = 86_400_000

/**
 * At start: puts the teaching cases into a new library, marks the runs a closed tab left behind, empties the bin of what
 * has long been removed.
 */
export async function prepareStorage({ storage, clock }: Services): Promise<void> {
  try {
    await storage.open()
  } catch {
    return // the notice under the header tells, from `storage.health`
  }
  try {
    if ((await storage.settings.get<boolean>(SEEDED_KEY)) !== true) {
      const { loadTeachingCases, toClinicalCase, teachingCaseId } =
        await import('../features/library/teaching-cases/teaching-cases')
      const known = new Set<string>(await storage.cases.allIds())
      const cases = loadTeachingCases()
        .map((teaching) => toClinicalCase(teaching, teachingCaseId(teaching.slug), clock()))
        .filter(({ id }) => !known.has(id))
      await storage.cases.add(cases)
      await storage.settings.set(SEEDED_KEY, true)
    }
    await storage.runs.markInterrupted(isRunAlive, clock())
    await storage.purgeBin(clock() - BIN_DAYS * DAY_MS)
  } catch (error) {
    showToast(`The library could not be prepared: ${error instanceof Error ? error.message : String(error)}`)
  }
}
