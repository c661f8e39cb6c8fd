import { Suspense, lazy } from 'react'

const MarkdownText = lazy(async () => ({ default: (await import('./markdown-text')).MarkdownText }))

/** Markdown as a person wrote it: no HTML, no images, links that open nothing by themselves. Loaded when first shown. */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<p className="whitespace-pre-wrap">{text}</p>}>
      <MarkdownText text={text} />
    </Suspense>
  )
}
