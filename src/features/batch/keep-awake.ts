/**
 * Keeps the screen on, where the browser can: a sleeping machine computes nothing. The browser lets go whenever the tab is hidden, so
 * it is asked again when the tab is seen again.
 *
 * @returns what lets the screen sleep again.
 */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let isOver = false
  async function ask(): Promise<void> {
    if (document.visibilityState !== 'visible') return
    try {
      lock = await navigator.wakeLock.request('screen')
      if (isOver) await lock.release()
    } catch {
      lock = null // refused, or not known: the queue runs all the same
    }
  }
  const onVisible = () => void ask()
  document.addEventListener('visibilitychange', onVisible)
  void ask()
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', onVisible)
    void lock?.release()
  }
}
