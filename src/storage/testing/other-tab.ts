import { liveQuery } from 'dexie'
import { createStorage, holdRun } from '..'

/** What a test's second tab offers: the real modules, in a browsing context of their own. */
export const otherTab = { createStorage, holdRun, liveQuery }
export type OtherTab = typeof otherTab

// The page that made this frame waits for it.
Object.assign(window, { otherTab })
window.parent.postMessage('other-tab-ready', '*')
