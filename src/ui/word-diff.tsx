import { diffWords } from 'diff'

/** What a rewrite took out and put in, word by word; marked by line as well as by colour. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  return (
    <p className="wrap-anywhere whitespace-pre-wrap">
      <span className="sr-only">Rewritten: </span>
      {diffWords(before, after).map((part, index) =>
        part.added ? (
          <ins key={index} className="rounded-xs bg-good-soft text-good decoration-1 underline-offset-2">
            {part.value}
          </ins>
        ) : part.removed ? (
          <del key={index} className="rounded-xs bg-bad-soft text-bad">
            {part.value}
          </del>
        ) : (
          <span key={index}>{part.value}</span>
        ),
      )}
    </p>
  )
}
