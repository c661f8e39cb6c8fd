import { afterEach, expect, test } from 'vitest'
import { clearSelection, selectStep } from '../selection'
import { IDLE_MS, createStepClock } from './step-clock'

afterEach(clearSelection)

function start() {
  let now = 0
  const signs = new EventTarget()
  const clock = createStepClock(() => now, signs)
  const stop = clock.start()
  const wait = (ms: number) => {
    now += ms
    signs.dispatchEvent(new Event('pointermove'))
  }
  return { clock, wait, stop }
}

test('time goes to the step that was looked at, and is taken once', () => {
  const { clock, wait, stop } = start()
  wait(1000)
  selectStep(0)
  wait(2000)
  selectStep(1)
  wait(500)
  selectStep(0)
  expect(clock.take(0)).toBe(3000)
  expect(clock.take(0)).toBe(0)
  expect(clock.take(1)).toBe(500)
  expect(clock.total()).toBe(3500)
  stop()
})

test('a long absence counts as a short one', () => {
  const { clock, wait, stop } = start()
  selectStep(0)
  wait(IDLE_MS * 50)
  wait(10)
  expect(clock.take(0)).toBe(IDLE_MS + 10)
  stop()
})
