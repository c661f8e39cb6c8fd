import type { IdentifierMatch } from '../../domain/identifiers/identifier'
import { replaceIdentifiers } from '../../domain/identifiers/replace-identifiers'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'

/** Words of the case around a match, so that it is seen in its place. */
const CONTEXT = 24
const LISTED = 12

interface IdentifierNoticeProps {
  readonly text: string
  readonly matches: readonly IdentifierMatch[]
  readonly onReplace: (text: string) => void
}

/** Marks what looks like an identifier and offers to replace it. It never blocks saving. */
export function IdentifierNotice({ text, matches, onReplace }: IdentifierNoticeProps) {
  if (matches.length === 0) return null
  return (
    <Notice
      tone="caution"
      title={`${matches.length} ${matches.length === 1 ? 'place looks' : 'places look'} as if they identify a patient`}
      detail={
        <ul className="mt-1 grid gap-0.5 text-xs">
          {matches.slice(0, LISTED).map((match) => (
            <li key={match.span.start} className="flex flex-wrap items-baseline gap-2">
              <span className="font-serif">
                …{text.slice(Math.max(0, match.span.start - CONTEXT), match.span.start)}
                <mark className="rounded-xs bg-spotlight text-ink">{match.text}</mark>
                {text.slice(match.span.end, match.span.end + CONTEXT)}…
              </span>
              <button
                type="button"
                className="text-accent underline"
                aria-label={`Replace ${match.text} with ${match.replacement}`}
                onClick={() => onReplace(replaceIdentifiers(text, [match]).text)}
              >
                {match.replacement}
              </button>
            </li>
          ))}
          {matches.length > LISTED && <li>and {matches.length - LISTED} more</li>}
        </ul>
      }
      actions={
        <Button size="sm" onClick={() => onReplace(replaceIdentifiers(text, matches).text)}>
          Replace all
        </Button>
      }
    />
  )
}
