import { Kbd } from '../../../ui/kbd'
import { describeKey } from './key-store'

/** A key, with Shift before it where the letter is a capital. */
export function KeyCap({ value }: { value: string }) {
  const isShifted = value.length === 1 && value !== value.toLowerCase()
  return isShifted ? (
    <span className="whitespace-nowrap">
      <Kbd>Shift</Kbd> <Kbd>{value.toLowerCase()}</Kbd>
    </span>
  ) : (
    <Kbd>{describeKey(value)}</Kbd>
  )
}
