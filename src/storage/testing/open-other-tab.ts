import type { OtherTab } from './other-tab'

/** Opens a second context of this origin, as another tab is: own modules, own Dexie, same databases. */
export async function openOtherTab(): Promise<{ tab: OtherTab; close(): void }> {
  const frame = document.createElement('iframe')
  const isReady = new Promise<void>((resolve) => {
    window.addEventListener('message', function listen(event) {
      if (event.source !== frame.contentWindow || event.data !== 'other-tab-ready') return
      window.removeEventListener('message', listen)
      resolve()
    })
  })
  const address = new URL('./other-tab.ts', import.meta.url).href
  frame.srcdoc = `<!doctype html><script type="module" src="${address}"></script>`
  document.body.append(frame)
  await isReady
  const tab = (frame.contentWindow as unknown as { otherTab: OtherTab }).otherTab // other-tab.ts puts it there
  return { tab, close: () => frame.remove() }
}
