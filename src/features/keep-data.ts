import { type PersistAnswer, askToPersist, readSpace } from '../storage'
import { showToast } from '../ui/toasts'
import type { Services } from './services'

const ASKED_KEY = 'persist-asked'

const ANSWERS: Readonly<Record<PersistAnswer, string>> = {
  granted: 'The browser promised to keep your data',
  denied: 'The browser may delete your data when the disk runs full. Export what matters',
  unsupported: 'This browser can’t promise to keep data. Export what matters',
}

/** What the browser said about keeping the data, for a person. */
export function describePersistence(answer: PersistAnswer): string {
  return `${ANSWERS[answer]}.`
}

/** At a person's first save: asks the browser to keep the data, and shows its answer with the space used. Once ever. */
export async function askToKeepData({ storage }: Services): Promise<void> {
  if ((await storage.settings.get<boolean>(ASKED_KEY)) === true) return
  await storage.settings.set(ASKED_KEY, true)
  const answer = await askToPersist()
  const { usedBytes } = await readSpace()
  const used = usedBytes === null ? '' : ` ${formatBytes(usedBytes)} used so far.`
  showToast(`${describePersistence(answer)}${used}`)
}

/** A number of bytes in decimal units. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3))
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`
}
