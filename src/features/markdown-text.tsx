import type { ComponentProps } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'

/** Images would be asked of other hosts; raw HTML is never taken as such. */
const NOT_SHOWN = ['img']

const Heading = ({ children }: ComponentProps<'p'>) => <p className="mt-1 font-semibold">{children}</p>

/** Headings of a guideline don't belong among those of the page. */
const LOOKS: Components = {
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  ul: ({ children }) => <ul className="list-disc pl-4">{children}</ul>,
  ol: ({ children }) => <ol className="list-decimal pl-4">{children}</ol>,
  code: ({ children }) => <code className="rounded-xs bg-raised px-1">{children}</code>,
  blockquote: ({ children }) => (
    <blockquote className="border-l-2 border-line-strong pl-2">{children}</blockquote>
  ),
  a: ({ children, href }) => (
    <a href={href} target="_blank" rel="noreferrer" className="text-accent underline">
      {children}
    </a>
  ),
}

/** Markdown on the page. */
export function MarkdownText({ text }: { text: string }) {
  return (
    <div className="grid gap-1 wrap-anywhere">
      <ReactMarkdown disallowedElements={NOT_SHOWN} skipHtml components={LOOKS}>
        {text}
      </ReactMarkdown>
    </div>
  )
}
