import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { parseBare } from './bare-parser'

interface NaiveStep {
  readonly kind?: string
  readonly text?: string
}

/** What one writes first, as with a partial-JSON parser: all the text so far parsed at every token, everything drawn again. */
function NaiveView({ subscribe }: { subscribe: (take: (text: string) => void) => void }) {
  const [steps, setSteps] = useState<readonly NaiveStep[]>([])
  useEffect(() => {
    let whole = ''
    subscribe((text) => {
      whole += text
      const parsed = parseBare([whole]) as { weighing?: readonly NaiveStep[] } | null
      if (parsed?.weighing) setSteps([...parsed.weighing])
    })
  }, [subscribe])
  return (
    <ol>
      {steps.map((step, index) => (
        <li key={index}>
          <b>{step.kind}</b> <p>{step.text}</p>
        </li>
      ))}
    </ol>
  )
}

export async function streamNaively(
  host: HTMLElement,
  feed: (take: (text: string) => void) => Promise<void>,
): Promise<void> {
  const root = createRoot(host)
  let take: (text: string) => void = () => {}
  await new Promise<void>((ready) => {
    const subscribe = (listener: (text: string) => void) => {
      take = listener
      ready()
    }
    root.render(<NaiveView subscribe={subscribe} />)
  })
  await feed((text) => take(text))
  root.unmount()
}
