import { revealHidden } from '../domain/hidden-characters'

/** Text from outside. Characters that reorder or hide text are shown by name instead of being obeyed. */
export function SafeText({ text }: { text: string }) {
  const hidden = revealHidden(text)
  if (hidden.length === 0) return text
  return (
    <>
      {hidden.map(({ span, label }, index) => (
        <span key={span.start}>
          {text.slice(hidden[index - 1]?.span.end ?? 0, span.start)}
          <HiddenCharacter label={label} />
        </span>
      ))}
      {text.slice(hidden.at(-1)?.span.end)}
    </>
  )
}

/** The name of a character that a reader would not see, in its place. */
export function HiddenCharacter({ label }: { label: string }) {
  return (
    <span
      title="A hidden character stands here"
      className="mx-0.5 rounded-xs border border-caution bg-caution-soft px-0.5 font-sans text-2xs text-caution"
    >
      {label}
    </span>
  )
}
