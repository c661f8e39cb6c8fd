import type { ErrorType, FacetOption } from '../../domain/rubric'

interface Line {
  readonly name: string
  readonly detail: string
}

/** Names with details as lines that a person edits. */
export function formatLines(lines: readonly Line[]): string {
  return lines.map(({ name, detail }) => (detail === '' ? name : `${name}: ${detail}`)).join('\n')
}

/** The last colon that is followed by the detail parts the two, for names such as "Misread: negation" have one too. */
function parseLines(text: string, splitAt: (line: string) => number): Line[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = splitAt(line)
      return at < 0
        ? { name: line, detail: '' }
        : { name: line.slice(0, at).trim(), detail: line.slice(at + 1).trim() }
    })
}

/** Error types out of lines; what keeps its name keeps its id, so that grades go on meaning it. */
export function parseErrorTypes(text: string, known: readonly ErrorType[]): ErrorType[] {
  const taken = new Set<string>()
  return parseLines(text, (line) => line.lastIndexOf(': ')).map(({ name, detail }) => {
    const id = known.find(({ label }) => label === name)?.id ?? freeId(name, taken)
    taken.add(id)
    return { id, label: name, explanation: detail }
  })
}

/** Answers out of lines: a number behind the last colon is the value. */
export function parseOptions(text: string, known: readonly FacetOption[]): FacetOption[] {
  const taken = new Set<string>()
  const valueAt = (line: string) => (/: *-?\d+(?:\.\d+)?$/u.test(line) ? line.lastIndexOf(':') : -1)
  return parseLines(text, valueAt).map(({ name, detail }) => {
    const before = known.find((option) => option.name === name)
    const id = before?.id ?? freeId(name, taken)
    taken.add(id)
    return { id, name, value: detail === '' ? null : Number(detail), explanation: before?.explanation ?? '' }
  })
}

function freeId(name: string, taken: ReadonlySet<string>): string {
  const stem = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-') || 'answer'
  let id = stem
  for (let number = 2; taken.has(id); number++) id = `${stem}-${number}`
  return id
}
