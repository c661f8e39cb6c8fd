import type { CaseId } from '../../domain/ids'
import type { LibraryRow } from '../../storage'
import { showToast } from '../../ui/toasts'
import { useServices } from '../services'

/** What can be done to a whole case, each with its way back. */
export function useCaseCommands() {
  const { storage, clock, ids } = useServices()
  return {
    async duplicate(id: CaseId) {
      const original = await storage.cases.get(id)
      if (!original) return
      const at = clock()
      const title = `${original.title} (copy)`
      await storage.cases.add([
        { ...original, id: ids.caseId(), revision: 1, title, source: 'own', createdAt: at, updatedAt: at },
      ])
      showToast(`“${title}” is in the library.`)
    },
    async remove(row: LibraryRow) {
      const removed = await storage.cases.remove([row.id], clock())
      showToast(`“${row.title}” was deleted with its runs and grades.`, {
        label: 'Undo',
        run: () => void storage.cases.restore(removed),
      })
    },
  }
}
